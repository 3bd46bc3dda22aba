"""What can be done to a promise: steps for the actions of higher rooms, and the clock's work."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from liandong.duties import queries, rules
from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.rows import insert
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record
from liandong.people.models import Post
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import WITHIN, Category


@dataclass(frozen=True, slots=True)
class Terms:
    """What a promise is about: its rule's key, who holds it, where, and on which category."""

    kind: str
    holder: Post
    place: Place
    category: Category | None = None
    hours: str = "standard"


@within_action
def give(
    *,
    subject: Model,
    terms: Terms,
    now: datetime,
    instead_of: Promise | None = None,
    reason: str = "",
) -> Promise:
    """Give a promise under the rule that holds at this place today.

    `instead_of` is the promise that it takes the place of, with the reason in public.
    """
    if instead_of is not None:
        _replace(instead_of, now)
    limit = rulebook.limit(terms.kind, terms.place, on=day_of(now), category=terms.category)
    due = rulebook.due(now, limit, hours=terms.hours)
    promise = Promise(
        subject=name_of(subject),
        kind=terms.kind,
        category=terms.category,
        holder=terms.holder,
        place=terms.place,
        rule=limit.rule,
        starts_at=now,
        due_at=due.at,
        calendar_published=due.published,
        given_at=now,
        supersedes=instead_of,
        reason=reason,
    )
    return insert(promise)


@within_action
def give_date(*, subject: Model, terms: Terms, due_at: datetime, now: datetime) -> Promise:
    """Give a promise whose date stands in a list, and follows from no rule.

    A date that has passed already is given as it is: the promise begins broken.
    """
    promise = Promise(
        subject=name_of(subject),
        kind=terms.kind,
        holder=terms.holder,
        place=terms.place,
        starts_at=min(now, due_at),
        due_at=due_at,
        by_rule=False,
        given_at=now,
    )
    return insert(promise)


@within_action
def end(*, promise: Promise | None, now: datetime) -> None:
    """What was promised is done: kept or late, by the clock."""
    if promise is None or not rules.may_move(promise, Outcome.KEPT):
        return
    _close(promise, Outcome.LATE if promise.broken_at(now) else Outcome.KEPT, now)


@within_action
def void(*, promise: Promise | None, now: datetime) -> None:
    """What was promised is no longer needed: the matter merged, ended, or went elsewhere."""
    if promise is not None and rules.may_move(promise, Outcome.VOID):
        _close(promise, Outcome.LATE if promise.broken_at(now) else Outcome.VOID, now)


@within_action
def supersede(*, promise: Promise, due_at: datetime, reason: str, now: datetime) -> Promise:
    """Give another date instead, with a reason that everyone can read."""
    ensure(rules.may_move(promise, Outcome.SUPERSEDED))
    _replace(promise, now)
    return _successor(promise, promise.holder, due_at, reason, now, by_rule=False)


@within_action
def extend(*, promise: Promise, limit: rulebook.Limit, reason: str, now: datetime) -> Promise:
    """Supersede a promise by one that falls due this much after it would have been due."""
    later = rulebook.due(promise.due_at, limit)
    return supersede(promise=promise, due_at=later.at, reason=reason, now=now)


@within_action
def pause(*, promise: Promise, now: datetime, reason: str) -> None:
    """Stop the clock, with the reason; the time until it resumes is cut out."""
    ensure(rules.may_move(promise, Outcome.PAUSED))
    promise.outcome = Outcome.PAUSED
    promise.pauses = [*promise.pauses, [now.isoformat(), None]]
    promise.reason = reason
    promise.save(update_fields=["outcome", "pauses", "reason"])


@within_action
def resume(*, promise: Promise, reason: str, now: datetime) -> Promise:
    """Let the clock run again: what was left when it stopped is left from now on."""
    ensure(rules.may_resume(promise))
    stopped_at = datetime.fromisoformat(promise.pauses[-1][0])
    pauses = [*promise.pauses[:-1], [stopped_at.isoformat(), now.isoformat()]]
    _close(promise, Outcome.SUPERSEDED, now)
    due_at = queries.due_after_break(promise, stopped_at, now)
    successor = _successor(promise, promise.holder, due_at, reason, now, by_rule=False)
    successor.pauses = pauses
    successor.save(update_fields=["pauses"])
    return successor


@within_action
def redate(*, promise: Promise, reason: str, now: datetime) -> Promise:
    """Give the date that rule and calendar give today, after a calendar was loaded later."""
    ensure(rules.may_move(promise, Outcome.SUPERSEDED))
    due_at = queries.due_by_rule(promise) or promise.due_at
    _replace(promise, now)
    return _successor(promise, promise.holder, due_at, reason, now, by_rule=True)


@within_action
def move(*, promise: Promise, holder: Post, reason: str, now: datetime) -> Promise:
    """The same date, held by another post from now on."""
    ensure(rules.may_move(promise, Outcome.SUPERSEDED))
    _replace(promise, now)
    return _successor(promise, holder, promise.due_at, reason, now, by_rule=promise.by_rule)


def _replace(promise: Promise, now: datetime) -> None:
    """End a promise that another takes the place of. One that is broken already stays late."""
    _close(promise, Outcome.LATE if promise.broken_at(now) else Outcome.SUPERSEDED, now)


def _close(promise: Promise, outcome: str, now: datetime) -> None:
    promise.outcome = outcome
    promise.ended_at = now
    promise.save(update_fields=["outcome", "ended_at"])


def _successor(
    old: Promise, holder: Post, due_at: datetime, reason: str, now: datetime, *, by_rule: bool
) -> Promise:
    return Promise.objects.create(
        subject=old.subject,
        kind=old.kind,
        category=old.category,
        holder=holder,
        place=old.place,
        rule=old.rule,
        starts_at=old.starts_at,
        due_at=due_at,
        calendar_published=old.calendar_published,
        given_at=now,
        supersedes=old,
        reason=reason,
        pauses=old.pauses,
        by_rule=by_rule,
    )


@action
def mark(*, actor: Actor, now: datetime, most: int = 500) -> int:
    """The clock's work: mark what falls due soon (yellow) and what is overdue (red), once each.

    Returns how many promises were marked; at most `most`, the rest at the next tick.
    """
    ensure(rules.may_keep_the_clock(actor))
    marked = list(queries.to_mark(now).select_for_update(skip_locked=True)[:most])
    for promise in marked:
        red = promise.due_at < now
        if red:
            promise.red_at = now
        promise.yellow_at = promise.yellow_at or now
        promise.save(update_fields=["yellow_at", "red_at"])
        record(
            "promise.overdue" if red else "promise.due_soon",
            subject=promise.subject,
            actor=actor,
            at=now,
            place=promise.place,
            promise=promise.pk,
            stage=WITHIN.get(promise.kind),
            post=promise.holder_id,
            due=promise.due_at,
        )
    return len(marked)
