"""Posts move down, wrong rows are struck, party-affairs offices are staffed and closed."""

from dataclasses import asdict, dataclass
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.mandates import rules
from liandong.mandates.actions.powers_loading import PowerHead
from liandong.mandates.lifecycle import Establishment
from liandong.mandates.models import PartyOffice, StaffMove
from liandong.mandates.queries import MoveLine, OfficeLine, plan_moves, plan_offices
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class NewMove:
    """What is entered of posts that moved down."""

    from_organ: str
    to_organ: str
    number: int
    kind: str
    year: int
    basis: str


@action
def move_staff(
    *, from_place_id: int, to_place_id: int, move: NewMove, actor: Actor, now: datetime
) -> StaffMove:
    """Enter posts that moved from an organ to one further down."""
    giver, receiver = Place.objects.get(pk=from_place_id), Place.objects.get(pk=to_place_id)
    ensure(rules.may_move_staff(actor, giver, receiver))
    made = StaffMove.objects.create(
        from_place=giver, to_place=receiver, entered_at=now, **asdict(move)
    )
    record(
        "staffing.moved",
        subject=made,
        actor=actor,
        at=now,
        place=receiver,
        number=move.number,
        kind=Establishment(move.kind),
        year=move.year,
        giver=giver.pk,
    )
    return made


@action
def strike_move(*, move_id: int, reason: str, actor: Actor, now: datetime) -> StaffMove:
    """Strike a wrong row of the ledger; it stays readable and counts no more."""
    move = _move_held(move_id)
    ensure(rules.may_strike_move(actor, move))
    move.struck_at, move.struck_reason = now, reason
    move.save(update_fields=["struck_at", "struck_reason"])
    record(
        "staffing.struck",
        subject=move,
        actor=actor,
        at=now,
        place=move.to_place,
        number=move.number,
        reason=reason,
    )
    return move


@action
def load_moves(
    *, place_id: int, head: PowerHead, lines: tuple[MoveLine, ...], actor: Actor, now: datetime
) -> Place:
    """Load a ledger of posts. Twice is like once; a row that is there is never changed."""
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_edit(actor, place))
    plan = plan_moves(lines)
    if plan.added:
        rows = [
            StaffMove(**asdict(line), template=head.template, entered_at=now) for line in plan.added
        ]
        StaffMove.objects.bulk_create(rows)
        record(
            "staffing.listed",
            subject=place,
            actor=actor,
            at=now,
            place=place,
            added=len(plan.added),
            number=sum(line.number for line in plan.added),
            template=head.template,
            source=head.source,
        )
    return place


@action
def staff_office(
    *, place_id: int, staff: int, full_time: int, basis: str, actor: Actor, now: datetime
) -> PartyOffice:
    """Enter how many work in a party-affairs office from today on; the first time it opens."""
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_staff_office(actor, place))
    ensure(rules.full_time_is_staff(staff, full_time))
    today = day_of(now)
    PartyOffice.objects.filter(place=place, until__isnull=True).update(until=today)
    made = PartyOffice.objects.create(
        place=place, staff=staff, full_time=full_time, basis=basis, since=today
    )
    record(
        "party_office.staffed",
        subject=made,
        actor=actor,
        at=now,
        place=place,
        staff=staff,
        full_time=full_time,
    )
    return made


@action
def close_office(*, office_id: int, reason: str, actor: Actor, now: datetime) -> PartyOffice:
    """Close a party-affairs office from today on."""
    offices = PartyOffice.objects.select_for_update(of=("self",)).select_related("place")
    office = offices.get(pk=office_id)
    ensure(rules.may_close_office(actor, office))
    office.until = day_of(now)
    office.save(update_fields=["until"])
    record(
        "party_office.closed",
        subject=office,
        actor=actor,
        at=now,
        place=office.place,
        reason=reason,
    )
    return office


@action
def load_offices(
    *, place_id: int, head: PowerHead, lines: tuple[OfficeLine, ...], actor: Actor, now: datetime
) -> Place:
    """Load a list of party-affairs offices. Twice is like once; a new number is a new row."""
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_edit(actor, place))
    plan = plan_offices(lines)
    for old, new in plan.changed:
        old.until = max(new.since, old.since)
        old.save(update_fields=["until"])
    begun = [*plan.added, *(new for _old, new in plan.changed)]
    if begun:
        PartyOffice.objects.bulk_create(
            PartyOffice(**asdict(line), template=head.template) for line in begun
        )
        record(
            "party_office.listed",
            subject=place,
            actor=actor,
            at=now,
            place=place,
            added=len(plan.added),
            changed=len(plan.changed),
            template=head.template,
            source=head.source,
        )
    return place


@within_action
def _move_held(move_id: int) -> StaffMove:
    moves = StaffMove.objects.select_for_update(of=("self",))
    return moves.select_related("from_place", "to_place").get(pk=move_id)
