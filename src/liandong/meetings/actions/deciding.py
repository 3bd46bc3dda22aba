"""What a meeting decides: down the ladder, a duty, a project, further up, or carried over."""

from dataclasses import dataclass
from datetime import date, datetime

from liandong.duties import actions as duties
from liandong.duties.actions import Problem
from liandong.duties.lifecycle import Deadline
from liandong.duties.lifecycle import Origin as ListOrigin
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import actions as matters
from liandong.matters import queries as reading
from liandong.matters.actions import Back, Climb
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Matter
from liandong.meetings import queries, rules
from liandong.meetings.actions import steps
from liandong.meetings.lifecycle import SETTLED, Kind
from liandong.meetings.models import AgendaItem, Resolution
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it is put down: its kind, its words, who leads and supports, until when.

    `down_to` is the place to which the answer to a matter goes; `goal` is what a duty or a project
    is verified by, `secretary_id` who takes a project up; `obstacle` says why it goes further up.
    """

    kind: Kind
    text: str = ""
    reason: str = ""
    lead_id: int | None = None
    supports: tuple[int, ...] = ()
    due_on: date | None = None
    down_to: int | None = None
    goal: str = ""
    secretary_id: int | None = None
    obstacle: Obstacle = Obstacle.POWER


@action
def decide(*, item_id: int, ruling: Ruling, actor: Actor, now: datetime) -> Resolution:
    """Decide on an item: what follows from it happens at once, and stands in the ledger."""
    item = steps.locked_item(item_id)
    ensure(rules.may_decide(actor, item, queries.decided(item)))
    ensure(rules.is_impartial(ruling.kind, queries.convener_abstains(item)))
    ensure(rules.is_led(ruling.kind, ruling.lead_id, ruling.due_on, day_of(now)))
    ensure(rules.is_reasoned(ruling.kind, ruling.reason))
    ensure(rules.has_goal(ruling.kind, ruling.goal, ruling.secretary_id))
    resolution = _put_down(item, ruling, actor, now)
    if ruling.kind in SETTLED:
        _settle(resolution, ruling, actor, now)
    elif ruling.kind == Kind.FURTHER_UP:
        _pass_up(item, ruling, actor, now)
    record(
        "resolution.decided",
        subject=resolution,
        actor=actor,
        at=now,
        place=item.meeting.place,
        meeting=item.meeting_id,
        item=item.pk,
        kind=ruling.kind,
        lead=ruling.lead_id,
        secretary=ruling.secretary_id,
        due=ruling.due_on,
        text=ruling.text,
        goal=ruling.goal,
        reason=ruling.reason,
    )
    return resolution


@within_action
def _put_down(item: AgendaItem, ruling: Ruling, actor: Actor, now: datetime) -> Resolution:
    settled = ruling.kind in SETTLED
    resolution = Resolution.objects.create(
        item=item,
        kind=ruling.kind,
        text=ruling.text,
        reason="" if settled else ruling.reason,
        lead_id=ruling.lead_id if settled else None,
        due_on=ruling.due_on if settled else None,
        secretary_id=ruling.secretary_id if ruling.kind == Kind.PROJECT else None,
        goal=ruling.goal if ruling.kind in {Kind.DUTY, Kind.PROJECT} else "",
        decided_by_id=actor.post,
        decided_at=now,
    )
    if settled:
        resolution.supports.set(ruling.supports)
    return resolution


@within_action
def _settle(resolution: Resolution, ruling: Ruling, actor: Actor, now: datetime) -> None:
    """A duty runs from now on; whoever raised the matter has the answer by the same ladder."""
    item = resolution.item
    if ruling.kind == Kind.DUTY:
        resolution.rectification = duties.assign(
            problem=_problem(item, ruling),
            title=queries.list_title(item.meeting),
            issuer=item.meeting.convener,
            actor=actor,
            now=now,
        )
    matter = queries.waits_here(item)
    if matter is not None:
        resolution.down_to = _answer(matter, resolution, ruling, actor, now)
    resolution.save(update_fields=["rectification", "down_to"])


def _problem(item: AgendaItem, ruling: Ruling) -> Problem:
    assert ruling.lead_id is not None, "what is settled has a lead"
    return Problem(
        problem=item.question,
        origin=ListOrigin.MEETING,
        goal=ruling.goal,
        measures=ruling.text,
        lead_id=ruling.lead_id,
        deadline=Deadline.BY_DATE,
        due_on=ruling.due_on,
        supports=tuple(pk for pk in ruling.supports if pk != ruling.lead_id),
    )


@within_action
def _answer(
    matter: Matter, resolution: Resolution, ruling: Ruling, actor: Actor, now: datetime
) -> Place:
    """The answer goes down the rungs by which the matter climbed, the nearest if none is named."""
    rungs = reading.rungs_below(matter)
    to = next((rung for rung in rungs if rung.pk == ruling.down_to), rungs[0])
    assert ruling.due_on is not None, "what is settled has a date"
    back = Back(
        to=to,
        answer=ruling.text,
        means=queries.means_of(resolution),
        due_at=last_moment(ruling.due_on),
    )
    matters.answer_down(matter_id=matter.pk, back=back, actor=actor, now=now)
    return to


@within_action
def _pass_up(item: AgendaItem, ruling: Ruling, actor: Actor, now: datetime) -> None:
    """The matter climbs to the next level; without one the next meeting there finds the item."""
    place = item.meeting.place
    ensure(rules.may_go_up(place))
    matter = queries.waits_here(item)
    if matter is None:
        return
    assert place.parent is not None, "below the city every place has one above it"
    climb = Climb(to=place.parent, obstacle=ruling.obstacle, tried=ruling.reason)
    matters.send_up(matter_id=matter.pk, climb=climb, actor=actor, now=now)
