"""A matter climbs the ladder, and the answer comes back down."""

from dataclasses import dataclass
from datetime import datetime

from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.matters import queries, rules
from liandong.matters.actions.common import (
    ESCALATE_KEYS,
    arrive,
    close_legs,
    keep,
    lock,
    promise,
    reopen,
    write,
)
from liandong.matters.actions.hearing import end_turns
from liandong.matters.lifecycle import Obstacle, State
from liandong.matters.models import Leg, Matter
from liandong.places.models import Level, Place


@dataclass(frozen=True, slots=True)
class Climb:
    """Why a matter goes up: the obstacle, what was tried, the urgency where a level is skipped."""

    to: Place
    obstacle: Obstacle
    tried: str
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """What comes back down: to which place, the answer, the means, and a date if one was set."""

    to: Place
    answer: str
    means: str
    due_at: datetime | None = None


@action
def escalate(*, matter_id: int, climb: Climb, actor: Actor, now: datetime) -> Matter:
    """Take a matter up, with the obstacle and what was tried; the upper level gives a date."""
    return _escalate(lock(matter_id), climb, actor, now)


@within_action
def send_up(*, matter_id: int, climb: Climb, actor: Actor, now: datetime) -> Matter:
    """A meeting of this level dealt with a matter and passes it up: dealing with it was a try."""
    matter = lock(matter_id)
    matter.tried = True
    return _escalate(matter, climb, actor, now)


@within_action
def _escalate(matter: Matter, climb: Climb, actor: Actor, now: datetime) -> Matter:
    ensure(rules.may_escalate(actor, matter, queries.facts(matter, actor, now)))
    ensure(rules.may_climb_to(matter.desk, climb.to, climb.urgency))
    _climb(matter, climb, now, by_resident=False)
    write(
        "escalated",
        matter,
        actor,
        now,
        to=climb.to.pk,
        level=climb.to.level,
        obstacle=climb.obstacle,
        tried=climb.tried,
        urgency=climb.urgency,
    )
    return matter


@action
def take_up(*, matter_id: int, reason: str, actor: Actor, now: datetime) -> Matter:
    """The resident takes a matter up one level: the date was missed, or the end was not right."""
    matter = lock(matter_id)
    ensure(rules.may_take_up(actor, matter, queries.facts(matter, actor, now)))
    if not matter.open:
        reopen(matter)
        matter.refusal = None
    above = queries.levels_above(matter.desk)[0]
    climb = Climb(to=above, obstacle=Obstacle.INTERESTS, tried=reason)
    _climb(matter, climb, now, by_resident=True)
    write("taken_up", matter, actor, now, to=above.pk, level=above.level, reason=reason)
    return matter


@within_action
def _climb(matter: Matter, climb: Climb, now: datetime, *, by_resident: bool) -> None:
    end_turns(matter, now)
    close_legs(matter, now, end="further_up")
    below = matter.desk
    holder = arrive(matter, climb.to)
    matter.lead = None
    matter.designated = False
    matter.state = State.ESCALATED
    promise(matter, ESCALATE_KEYS[Level(climb.to.level)], holder, now, reason="escalated")
    Leg.objects.create(
        matter=matter,
        below=below,
        above=matter.desk,
        by_resident=by_resident,
        obstacle="" if by_resident else climb.obstacle,
        tried=climb.tried,
        urgency=climb.urgency,
        promise=matter.promise,
        sent_at=now,
    )


@action
def hand_back(*, matter_id: int, answer: str, means: str, actor: Actor, now: datetime) -> Matter:
    """Hand a matter back down the ladder with an answer and the means to solve it there."""
    matter = lock(matter_id)
    ensure(rules.may_hand_back(actor, matter, queries.facts(matter, actor, now)))
    leg = queries.legs(matter).filter(ended_at__isnull=True).last()
    assert leg is not None, "an escalated matter has a running leg"
    return _go_down(matter, Back(to=leg.below, answer=answer, means=means), actor, now)


@within_action
def answer_down(*, matter_id: int, back: Back, actor: Actor, now: datetime) -> Matter:
    """A meeting of this level answers: down one rung or several, by which the matter climbed."""
    matter = lock(matter_id)
    ensure(rules.may_hand_back(actor, matter, queries.facts(matter, actor, now)))
    ensure(rules.may_go_down_to(back.to, queries.rungs_below(matter)))
    return _go_down(matter, back, actor, now)


@within_action
def _go_down(matter: Matter, back: Back, actor: Actor, now: datetime) -> Matter:
    """Every rung that it passes has the answer; the post at its end has a date."""
    passed = queries.legs_above(matter, back.to)
    close_legs(matter, now, end="handed_back", answer=back.answer)
    Leg.objects.filter(pk__in=passed).update(answer=back.answer, means=back.means)
    holder = arrive(matter, back.to)
    matter.state = State.RAISED
    kind = "matter.execute" if matter.accepted_at else "matter.accept"
    keep(matter, now)
    promise(matter, kind, holder, now)
    if back.due_at is not None and matter.promise is not None:
        matter.promise = duties.supersede(
            promise=matter.promise, due_at=back.due_at, reason="joint_meeting", now=now
        )
        matter.due_at = back.due_at
    write("handed_back", matter, actor, now, to=back.to.pk, answer=back.answer, means=back.means)
    return matter
