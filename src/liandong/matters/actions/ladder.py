"""A matter climbs the ladder, and the answer comes back down."""

from dataclasses import dataclass
from datetime import datetime

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


@action
def escalate(*, matter_id: int, climb: Climb, actor: Actor, now: datetime) -> Matter:
    """Take a matter up, with the obstacle and what was tried; the upper level gives a date."""
    matter = lock(matter_id)
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
    close_legs(matter, now, end="handed_back", answer=answer)
    leg.refresh_from_db()
    leg.means = means
    leg.save(update_fields=["means"])
    holder = arrive(matter, leg.below)
    matter.state = State.RAISED
    kind = "matter.execute" if matter.accepted_at else "matter.accept"
    keep(matter, now)
    promise(matter, kind, holder, now)
    write("handed_back", matter, actor, now, to=leg.below_id, answer=answer, means=means)
    return matter
