"""A published list of delegated powers is loaded. Twice is like once; nothing is taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.mandates import rules
from liandong.mandates.lifecycle import PowerState
from liandong.mandates.models import DelegatedPower, PowerList
from liandong.mandates.queries import PowerLine, plan_powers
from liandong.mandates.queries.power_tables import WORDS
from liandong.places.models import Place

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerHead:
    """What a list says of itself. `template`: made up, to play with."""

    name: str
    issued_on: date
    source: str = ""
    template: bool = False


@action
def load_powers(
    *, place_id: int, head: PowerHead, lines: tuple[PowerLine, ...], actor: Actor, now: datetime
) -> PowerList:
    """Load a list of powers that were delegated already. Twice is like once.

    What is there is reworded where the list differs. A power that the list leaves out stays: to
    take it back needs a reason, and is a deed of its own.
    """
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_load_powers(actor, place))
    plan = plan_powers(lines)
    listed = PowerList.objects.filter(place=place, name=head.name).first()
    if listed is not None and plan.empty:
        return listed
    listed = listed or PowerList.objects.create(
        place=place,
        name=head.name,
        issued_on=head.issued_on,
        source=head.source,
        template=head.template,
    )
    for old, new in plan.changed:
        _reword(old, new, actor, now)
    rows = [_row(listed, line) for line in plan.added]
    DelegatedPower.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    record(
        "power.listed",
        subject=listed,
        actor=actor,
        at=now,
        place=place,
        issued_on=head.issued_on,
        added=len(plan.added),
        changed=len(plan.changed),
        template=head.template,
        source=head.source,
    )
    return listed


def _row(listed: PowerList, line: PowerLine) -> DelegatedPower:
    return DelegatedPower(
        list=listed,
        code=line.code,
        name=line.name,
        name_en=line.name_en,
        kind=line.kind,
        basis=line.basis,
        giver_id=line.giver_id,
        receiver_id=line.receiver_id,
        category_id=line.category_id,
        since=line.since,
        staff=line.staff,
        trained=line.trained,
        state=PowerState.IN_FORCE,
    )


@within_action
def _reword(power: DelegatedPower, line: PowerLine, actor: Actor, now: datetime) -> None:
    before = power.name
    for name in WORDS:
        setattr(power, name, getattr(line, name))
    power.save(update_fields=[*WORDS])
    record(
        "power.reworded",
        subject=power,
        actor=actor,
        at=now,
        place=power.receiver_id,
        before=before,
    )
