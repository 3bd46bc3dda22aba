"""Asking the rulebook: which rule holds here today, and when does a promise under it fall due."""

import time as clock
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import chinese_calendar
from django.utils import timezone

from liandong.kernel.dates import day_bounds
from liandong.kernel.worktime import (
    Calendar,
    Hours,
    add_minutes,
    minutes_between,
    next_workday,
    nth_workday,
)
from liandong.places.models import Place
from liandong.rulebook.models import Category, Rule


@dataclass(frozen=True, slots=True)
class Limit:
    amount: Decimal
    unit: str
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    published: bool


class NoRule(LookupError):
    """No rule of this key holds here on this day."""


_rules: dict = {}
_loaded = 0.0


def _all():
    global _loaded
    if clock.monotonic() - _loaded > 3 or not _rules:
        _rules.clear()
        for rule in Rule.objects.select_related("place"):
            _rules.setdefault(rule.key, []).append(rule)
        _loaded = clock.monotonic()
    return _rules


def limit(key: str, place: Place | None, on: date, category: Category | None = None) -> Limit:
    best = None
    for rule in _all().get(key, ()):
        if rule.effective_from > on or (rule.effective_until and rule.effective_until <= on):
            continue
        if rule.category_id and (category is None or rule.category_id != category.pk):
            continue
        if rule.place and (place is None or not place.path.startswith(rule.place.path)):
            continue
        rank = (bool(rule.category_id), rule.place.level if rule.place else -1, rule.effective_from)
        if best is None or rank > best[0]:
            best = (rank, rule)
    if best is None:
        raise NoRule(key)
    return Limit(best[1].amount, best[1].unit, best[1])


def whole(n: int) -> Decimal:
    return Decimal(n)


def _work(day: date) -> bool:
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def _pub(day: date) -> bool:
    return 2004 <= day.year <= 2026


CAL = Calendar(_work, _pub)
HOURS = Hours(lambda day: ((time(8, 30), time(12)), (time(13, 30), time(17, 30))))


def due(start: datetime, limit: Limit, hours: str = "standard", pauses=()) -> Due:
    local = timezone.localtime(start)
    n = limit.amount
    if limit.unit == "hour":
        at = start + timedelta(hours=float(n))
    elif limit.unit == "day":
        day = next_workday(local.date() + timedelta(days=int(n)), CAL)
        at = day_bounds(day)[1] - timedelta(seconds=1)
    elif limit.unit == "work_hour":
        at = add_minutes(local, int(n * 60), HOURS, CAL)
    else:
        day = nth_workday(local.date(), int(n), CAL)
        at = datetime.combine(day, time(17, 30), local.tzinfo)
    return Due(at, _pub(at.date()))


def working_minutes_between(a: datetime, b: datetime, hours: str = "standard") -> int:
    return minutes_between(timezone.localtime(a), timezone.localtime(b), HOURS, CAL)
