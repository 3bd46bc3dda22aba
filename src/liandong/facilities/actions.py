"""Everything that changes facilities and plans for new sites."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from liandong.facilities import queries, rules
from liandong.facilities.lifecycle import Ask, Kind, State, Tier
from liandong.facilities.models import CommunityCover, Facility, PlannedSite, SitePlan
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place

if TYPE_CHECKING:
    from liandong.facilities.queries.siting import DrawnPlan


@dataclass(frozen=True, slots=True)
class NewFacility:
    """What is entered of a facility. Degrees are CGCS2000."""

    kind: Kind
    tier: Tier
    name: str
    lon: float
    lat: float
    opened_on: date
    name_en: str = ""
    address: str = ""


@action
def open_facility(*, place_id: int, new: NewFacility, actor: Actor, now: datetime) -> Facility:
    """Enter a service centre or station that is open from a day on."""
    place = Place.objects.select_for_update().get(pk=place_id)
    ensure(rules.may_open(actor, place))
    facility = Facility.objects.create(place=place, **asdict(new))
    record(
        "facility.opened",
        subject=facility,
        actor=actor,
        at=now,
        place=place,
        kind=Kind(new.kind),
        tier=Tier(new.tier),
        opened_on=new.opened_on,
        name=new.name,
    )
    return facility


@action
def close_facility(
    *, facility_id: int, on: date, reason: str, actor: Actor, now: datetime
) -> Facility:
    """Close a facility; `on` is the first day on which it is not open."""
    rows = Facility.objects.select_for_update(of=("self",)).select_related("place")
    facility = rows.get(pk=facility_id)
    ensure(rules.may_close(actor, facility, on))
    facility.closed_on = on
    facility.save(update_fields=["closed_on"])
    record(
        "facility.closed",
        subject=facility,
        actor=actor,
        at=now,
        place=facility.place,
        on=on,
        reason=reason,
    )
    return facility


@dataclass(frozen=True, slots=True)
class Question:
    """What a plan is asked: `number` new sites reach the most, or the fewest reach everybody."""

    kind: Kind
    minutes: int
    ask: Ask
    number: int = 0
    seed: int = 1


@action
def ask_plan(*, place_id: int, question: Question, actor: Actor, now: datetime) -> SitePlan:
    """Ask for a plan for new sites. It is worked out in the background."""
    place = Place.objects.select_for_update().get(pk=place_id)
    homes = len(queries.homes_of(place).ids)
    waiting = queries.has_plan_asked(place)
    ensure(
        rules.may_ask_plan(actor, place, waiting=waiting, homes=homes)
        and rules.is_possible(question.number, queries.candidates(place).count())
    )
    plan = SitePlan.objects.create(place=place, asked_at=now, **asdict(question))
    record(
        "site_plan.asked",
        subject=plan,
        actor=actor,
        at=now,
        place=place,
        kind=Kind(question.kind),
        minutes=question.minutes,
        ask=Ask(question.ask),
        number=question.number,
        seed=question.seed,
    )
    return plan


@action
def note_plan(*, plan_id: int, done: int, steps: int, actor: Actor, now: datetime) -> bool:
    """Say how far the work is. Returns whether to go on: not when somebody stopped it."""
    ensure(rules.may_present_plan(actor))
    asked = SitePlan.objects.filter(pk=plan_id, state=State.ASKED)
    return bool(asked.update(done=done, steps=steps))


@action
def present_plan(
    *, plan_id: int, drawn: "DrawnPlan", actor: Actor, now: datetime
) -> SitePlan | None:
    """Lay down what was worked out. A plan that was stopped meanwhile stays stopped: None."""
    ensure(rules.may_present_plan(actor))
    plan = _locked_plan(plan_id)
    if plan.state != State.ASKED:
        return None
    for name, value in drawn.facts.items():
        setattr(plan, name, value)
    plan.state, plan.drawn_at, plan.unmet = State.READY, now, drawn.unmet
    plan.save()
    _lay_down(plan, drawn)
    record(
        "site_plan.presented",
        subject=plan,
        actor=actor,
        at=now,
        place=plan.place,
        new=plan.new,
        before=plan.before,
        after=plan.after,
        total=plan.total,
    )
    return plan


@within_action
def _lay_down(plan: SitePlan, drawn: "DrawnPlan") -> None:
    PlannedSite.objects.bulk_create([PlannedSite(plan=plan, **asdict(one)) for one in drawn.sites])
    CommunityCover.objects.bulk_create(
        [CommunityCover(plan=plan, **asdict(one)) for one in drawn.communities]
    )


@action
def stop_plan(*, plan_id: int, actor: Actor, now: datetime) -> SitePlan:
    """Stop the work on a plan that is not worked out yet."""
    plan = _locked_plan(plan_id)
    ensure(rules.may_stop_plan(actor, plan))
    plan.state = State.STOPPED
    plan.save(update_fields=["state"])
    record("site_plan.stopped", subject=plan, actor=actor, at=now, place=plan.place)
    return plan


def _locked_plan(plan_id: int) -> SitePlan:
    rows = SitePlan.objects.select_for_update(of=("self",)).select_related("place")
    return rows.get(pk=plan_id)
