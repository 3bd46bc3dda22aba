"""Everything that changes a list. Nothing is overwritten: a change is a new dated version."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.mandates import rules
from liandong.mandates.models import MandateItem, MandateList
from liandong.mandates.queries import Head, Line, plan_import
from liandong.places.models import Place
from liandong.rulebook.models import Category


@action
def import_list(
    *, place_id: int, head: Head, lines: tuple[Line, ...], actor: Actor, now: datetime
) -> MandateList:
    """Load a list of a place, or bring it level with the file. Twice is like once.

    A list of a new day is made whole. In a list that is there, what differs gets a new version
    from today, and what the file leaves out ends today.
    """
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_edit(actor, place))
    plan = plan_import(place, head, lines)
    if plan.listed is not None and plan.empty:
        return plan.listed
    listed = plan.listed or MandateList.objects.create(
        place=place,
        kind=head.kind,
        name=head.name,
        name_en=head.name_en,
        effective_from=head.effective_from,
        source=head.source,
        template=head.template,
    )
    today = day_of(now)
    begin = max(today, head.effective_from) if plan.listed else head.effective_from
    for old in (*plan.gone, *(old for old, _new in plan.changed)):
        _end(old, max(today, old.effective_from))
    for line in (*plan.added, *(new for _old, new in plan.changed)):
        _begin(listed, line, begin)
    record(
        "mandates.imported",
        subject=listed,
        actor=actor,
        at=now,
        place=place,
        effective_from=head.effective_from,
        added=len(plan.added),
        changed=len(plan.changed),
        ended=len(plan.gone),
        source=head.source,
    )
    return listed


@dataclass(frozen=True, slots=True)
class Revision:
    """What a new version of an item says. Number and class stay."""

    name: str
    name_en: str
    categories: tuple[str, ...]
    lead_level: str
    lead_kind: str
    lead: str
    support_level: str
    support_kinds: tuple[str, ...]
    support: str
    basis: str


@action
def revise_item(
    *,
    item_id: int,
    revision: Revision,
    effective_from: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> MandateItem:
    """Give an item a new version from a day on; the present one ends there and stays readable."""
    items = MandateItem.objects.select_for_update(of=("self",)).select_related("list__place")
    old = items.get(pk=item_id)
    ensure(rules.may_edit(actor, old.list.place))
    ensure(rules.is_next_version(old, effective_from))
    _end(old, effective_from)
    line = Line(
        item_no=old.item_no,
        class_no=old.class_no,
        class_name=old.class_name,
        class_name_en=old.class_name_en,
        **{name: getattr(revision, name) for name in Revision.__dataclass_fields__},
    )
    new = _begin(old.list, line, effective_from)
    record(
        "mandate_item.revised",
        subject=new,
        actor=actor,
        at=now,
        place=old.list.place,
        item_no=old.item_no,
        replaces=old.pk,
        effective_from=effective_from,
        reason=reason,
    )
    return new


@within_action
def _end(item: MandateItem, day: date) -> None:
    item.effective_until = day
    item.save(update_fields=["effective_until"])


@within_action
def _begin(listed: MandateList, line: Line, day: date) -> MandateItem:
    item = MandateItem.objects.create(
        list=listed,
        class_no=line.class_no,
        class_name=line.class_name,
        class_name_en=line.class_name_en,
        item_no=line.item_no,
        name=line.name,
        name_en=line.name_en,
        lead_level=line.lead_level,
        lead_kind=line.lead_kind,
        lead=line.lead,
        support_level=line.support_level,
        support_kinds=list(line.support_kinds),
        support=line.support,
        basis=line.basis,
        effective_from=day,
    )
    item.categories.set(Category.objects.filter(code__in=line.categories))
    return item
