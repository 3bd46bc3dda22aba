"""What can be read about promises: running, overdue, on time."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.duties.queries.limits import Moment, moments
from liandong.kernel.dates import day_bounds
from liandong.rulebook import queries as rulebook

RUNNING = (Outcome.OPEN, Outcome.PAUSED)
COUNTED = (Outcome.OPEN, Outcome.KEPT, Outcome.LATE)
# Dates that stand in a list and follow from no rule.
TURN, BY_DATE, FOLLOW_UP = "duty.turn", "rectify.by_date", "talk.follow_up"
# The date of a supervision order.
ORDER = "order.due"
# The dates of the lists of duties turn yellow earlier than those of matters; so do all dates that a
# person set, under no rule.
ON_LISTS = ("rectify.at_once", "rectify.verify", "order.check")


def history(subject: str) -> QuerySet[Promise]:
    """Every promise ever given on a subject, in the order in which they were given."""
    return Promise.objects.filter(subject=subject).select_related("rule", "holder").order_by("id")


def running(subject: str, kinds: Iterable[str]) -> QuerySet[Promise]:
    """The promises of these kinds on a subject that are not ended, the earliest first."""
    given = Promise.objects.filter(subject=subject, kind__in=kinds, outcome__in=RUNNING)
    return given.select_related("rule").order_by("due_at", "id")


def due_between(since: date, until: date, *, kind: str) -> QuerySet[Promise]:
    """The promises of a kind that fell due in a period, both days included.

    A superseded or void promise is not counted; its successor is. What is open and overdue is.
    """
    begin, _unused = day_bounds(since)
    _unused, end = day_bounds(until)
    return Promise.objects.filter(kind=kind, due_at__gte=begin, due_at__lt=end, outcome__in=COUNTED)


def on_time_terms(now: datetime, among: Q | None = None) -> dict[str, Count]:
    """What the on-time rate counts, for one figure or for many groups in one query.

    `kept`, `late` (closed late) and `overdue` (open and past due); their sum is the denominator.
    `among` narrows what is counted to some of the promises.
    """
    among = among or Q()
    return {
        "kept": Count("id", filter=among & Q(outcome=Outcome.KEPT)),
        "late": Count("id", filter=among & Q(outcome=Outcome.LATE)),
        "overdue": Count("id", filter=among & Q(outcome=Outcome.OPEN, due_at__lt=now)),
    }


def on_time(promises: QuerySet[Promise], now: datetime) -> dict[str, int]:
    """The one formula for the on-time rate: kept ÷ (closed + open and overdue).

    Returns `kept`, `late` (closed late), `overdue` (open and past due), `due` (the denominator).
    """
    counts = promises.aggregate(**on_time_terms(now))
    return {**counts, "due": counts["kept"] + counts["late"] + counts["overdue"]}


def to_mark(now: datetime) -> QuerySet[Promise]:
    """Running promises whose yellow or red mark is not set yet and could be due."""
    on_lists = Q(kind__in=ON_LISTS) | Q(rule__isnull=True)
    near = Q(due_at__lte=_soon("promise.yellow", now)) & ~on_lists
    near |= Q(due_at__lte=_soon("duty.yellow", now)) & on_lists
    yellow = Q(yellow_at__isnull=True) & near
    running = Promise.objects.filter(outcome=Outcome.OPEN)
    return running.filter(Q(red_at__isnull=True, due_at__lt=now) | yellow).order_by("due_at")


def _soon(key: str, now: datetime) -> Moment:
    return moments(key, "place__path", now, lambda limit: rulebook.due(now, limit).at)


def due_by_rule(promise: Promise | None) -> datetime | None:
    """When a running promise would fall due by rule and calendar as they are known today.

    None when a person gave its date, or its clock does not run.
    """
    if promise is None or not promise.running or not promise.by_rule or promise.rule is None:
        return None
    rule = promise.rule
    if rule.amount is None:
        return None
    return rulebook.due(promise.starts_at, rulebook.Limit(rule.amount, rule.unit, rule)).at


def due_after_break(promise: Promise, stopped_at: datetime, now: datetime) -> datetime:
    """When a promise falls due whose clock stood still from `stopped_at` until now.

    Working time that was left stays left; natural time simply moves on. Late stays late.
    """
    if promise.due_at <= stopped_at:
        return promise.due_at
    if promise.rule is None or not promise.rule.unit.startswith("work"):
        return promise.due_at + (now - stopped_at)
    left = rulebook.working_minutes_between(stopped_at, promise.due_at)
    return rulebook.due(now, rulebook.Limit(Decimal(left) / 60, "work_hour", promise.rule)).at
