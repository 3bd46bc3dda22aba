"""Stages with a limit of their own run beside the one promise of the whole matter.

They begin when the matter is accepted, stay with whoever holds it, stand still while it is
suspended, and end with the answer at the latest.
"""

from datetime import datetime

from liandong.duties import actions as duties
from liandong.duties.models import Promise
from liandong.kernel.transactions import within_action
from liandong.matters import queries
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter


@within_action
def begin_stages(matter: Matter, now: datetime) -> None:
    """Give a promise for each stage that the rulebook limits for this kind of matter."""
    for limit in queries.stage_limits(matter):
        assert limit.rule is not None, "a stage is limited by a rule"
        terms = duties.Terms(
            kind=limit.rule.key,
            holder=matter.holder,
            place=matter.place,
            category=matter.category,
        )
        duties.give(subject=matter, terms=terms, now=now)


@within_action
def end_stages(matter: Matter, now: datetime) -> None:
    """The answer to the whole is the answer to its stages: in time or late, by the clock."""
    for promise in queries.running_stages(matter):
        duties.end(promise=promise, now=now)


@within_action
def follow_stages(matter: Matter, now: datetime) -> None:
    """The stages go where the matter went: to another post, to a standstill, to its end."""
    for promise in queries.running_stages(matter):
        _follow(promise, matter, now)


def _follow(promise: Promise, matter: Matter, now: datetime) -> None:
    if not matter.open:
        duties.void(promise=promise, now=now)
    elif matter.state == State.SUSPENDED:
        _stand_still(promise, now)
    elif not promise.running:
        duties.resume(promise=promise, reason="resumed", now=now)
    elif promise.holder_id != matter.holder_id:
        duties.move(promise=promise, holder=matter.holder, reason="dispatched", now=now)


def _stand_still(promise: Promise, now: datetime) -> None:
    if promise.running:
        duties.pause(promise=promise, now=now, reason="suspended")
