"""Loading rule sets from their files. Twice is like once; a set that is bound is never changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liandong.ballots import rules
from liandong.ballots.models import RuleSet, RuleSubject
from liandong.ballots.queries import RuleSetFile
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Level, Place


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many sets were added or corrected, and how many wait for a place nobody knows yet."""

    written: int = 0
    waiting: int = 0


@action
def load_rule_sets(*, files: Iterable[RuleSetFile], actor: Actor, now: datetime) -> Loaded:
    """Bring the rule sets level with their files. Ballots keep the terms of their own day."""
    ensure(rules.may_load(actor))
    written = waiting = 0
    for file in files:
        place = _place(file.place)
        if file.place and place is None:
            waiting += 1
            continue
        rule_set = _brought_level(file, place)
        if rule_set is None:
            continue
        written += 1
        record(
            "ballots.rule_sets_loaded",
            subject=rule_set,
            actor=actor,
            at=now,
            place=place,
            effective_from=rule_set.effective_from,
            subjects=len(file.subjects),
            source=rule_set.source,
        )
    return Loaded(written, waiting)


def _place(name: str) -> Place | None:
    places = Place.objects.filter(name=name, level__lte=Level.DISTRICT)
    return places.order_by("level", "id").first() if name else None


@within_action
def _brought_level(file: RuleSetFile, place: Place | None) -> RuleSet | None:
    """The set as it was made or corrected, or None when it says what it said before."""
    fields = {**file.fields, "place": place}
    same = {name: fields[name] for name in ("code", "effective_from")}
    found = RuleSet.objects.filter(**same).first()
    if found is not None and _says(found, fields, file.subjects):
        return None
    rule_set, _made = RuleSet.objects.update_or_create(**same, defaults=fields)
    for row in file.subjects:
        RuleSubject.objects.update_or_create(rule_set=rule_set, code=row["code"], defaults=row)
    return rule_set


def _says(found: RuleSet, fields: dict[str, Any], subjects: Sequence[dict[str, Any]]) -> bool:
    if any(getattr(found, name) != value for name, value in fields.items()):
        return False
    kept = {subject.code: subject for subject in found.subjects.all()}
    return all(
        row["code"] in kept
        and all(getattr(kept[row["code"]], name) == value for name, value in row.items())
        for row in subjects
    )
