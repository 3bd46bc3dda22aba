"""Loading presets: rows are made and corrected, a place's own rows are never touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Level, Place
from liandong.rulebook import rules
from liandong.rulebook.actions.edition import new_edition
from liandong.rulebook.models import Category, ExclusionReason, Rule, WorkHours
from liandong.rulebook.queries import Preset


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a load added and corrected, and how many wait for a place nobody knows yet."""

    added: int = 0
    changed: int = 0
    waiting: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.added + other.added, self.changed + other.changed, self.waiting + other.waiting
        )

    @property
    def empty(self) -> bool:
        return not self.added and not self.changed


@action
def load_rulebook(*, presets: Iterable[Preset], actor: Actor, now: datetime) -> Count:
    """Bring the tables level with preset files, all of them or none. Twice is like once.

    A row that is in no file any more stays: what was promised under it still cites it.
    """
    ensure(rules.may_load(actor))
    whole = Count()
    for preset in presets:
        count = _load(preset)
        whole += count
        if not count.empty:
            record(
                "rulebook.loaded",
                subject=new_edition(),
                actor=actor,
                at=now,
                added=count.added,
                changed=count.changed,
                preset=preset.name,
                source=preset.source,
            )
    return whole


@within_action
def _load(preset: Preset) -> Count:
    count = Count()
    for number, row in enumerate(preset.categories, start=1):
        count += _keep(Category, {"code": row["code"]}, {**row, "order_no": number})
    kinds = {kind.code: kind for kind in Category.objects.all()}
    for row in preset.rules:
        count += _rule(row, kinds)
    for number, row in enumerate(preset.exclusions, start=1):
        count += _keep(ExclusionReason, {"code": row["code"]}, {**row, "order_no": number})
    for row in preset.hours:
        same = ("code", "from_day", "weekdays", "effective_from")
        count += _keep(WorkHours, {name: row[name] for name in same}, row)
    return count


@within_action
def _rule(row: Mapping[str, Any], kinds: Mapping[str, Category]) -> Count:
    place = _place(row["place"])
    if row["place"] and place is None:
        return Count(waiting=1)
    category = kinds[row["category"]] if row["category"] else None
    fields = {**row, "place": place, "category": category, "preset": True}
    same = ("key", "category", "place", "effective_from", "preset")
    return _keep(Rule, {name: fields[name] for name in same}, fields)


def _place(name: str) -> Place | None:
    """The city or district of this name, if it has been founded."""
    return Place.objects.filter(name=name, level__lte=Level.DISTRICT).first() if name else None


@within_action
def _keep(table: type[Model], same: Mapping[str, Any], fields: Mapping[str, Any]) -> Count:
    """Make the row that these fields describe, or correct what differs in it."""
    wanted = {f"{name}__isnull" if value is None else name: value for name, value in same.items()}
    wanted = {name: True if value is None else value for name, value in wanted.items()}
    found = table._default_manager.filter(**wanted).first()
    if found is None:
        table._default_manager.create(**fields)
        return Count(added=1)
    different = [name for name, value in fields.items() if getattr(found, name) != value]
    for name in different:
        setattr(found, name, fields[name])
    if different:
        found.save(update_fields=different)
    return Count(changed=bool(different))
