"""When a promise falls due: working hours and days, holidays and make-up days, months and years.

Days count from the day after the start, and a last day that is a holiday moves on (Civil Code,
articles 201 and 203). A year that is not published yet counts as plain weekdays, and says so.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from liandong.kernel.worktime import Break, Worktime, joined
from liandong.rulebook.models import Unit
from liandong.rulebook.queries.limits import Limit
from liandong.rulebook.queries.memory import STANDARD, remembered, works


@dataclass(frozen=True, slots=True)
class Due:
    """The moment, and whether every year on the way has a published calendar."""

    at: datetime
    published: bool


def is_workday(day: date) -> bool:
    return remembered().is_workday(day)


def is_published(day: date) -> bool:
    """Whether the calendar of the day's year was published; else weekends are all that is known."""
    return day.year in remembered().years


def due(start: datetime, limit: Limit, hours: str = STANDARD, pauses: Iterable[Break] = ()) -> Due:
    """The moment at which a limit that begins at `start` runs out.

    `hours` names the work hours. What falls into `pauses` is cut out of the clock; a limit in days
    then ends with the day that it has moved to. Raises `ValueError` for a limit that is no time.
    """
    worktime = remembered().worktime(hours)
    local = timezone.localtime(start, worktime.zone)
    if limit.unit not in _AT:
        raise ValueError(f"{limit.unit!r} is not a time")
    at = _AT[limit.unit](worktime, local, limit, joined(pauses))
    years = remembered().years
    return Due(at, all(year in years for year in range(local.year, at.year + 1)))


def _in_hours(worktime: Worktime, start: datetime, limit: Limit, pauses: list[Break]) -> datetime:
    return _natural(start + _hours(limit), start, pauses).astimezone(worktime.zone)


def _in_work_hours(
    worktime: Worktime, start: datetime, limit: Limit, pauses: list[Break]
) -> datetime:
    return worktime.add(start, _hours(limit), pauses)


def _in_days(worktime: Worktime, start: datetime, limit: Limit, pauses: list[Break]) -> datetime:
    day = worktime.next_workday(start.date() + timedelta(days=math.ceil(limit.amount)))
    if pauses:
        moved = _natural(_midnight(worktime, day), start, pauses)
        day = worktime.next_workday(moved.astimezone(worktime.zone).date())
    return _midnight(worktime, day)


def _in_work_days(
    worktime: Worktime, start: datetime, limit: Limit, pauses: list[Break]
) -> datetime:
    day = worktime.next_workday(worktime.nth_workday(start.date(), math.ceil(limit.amount)))
    if pauses:
        moved = worktime.pushed(worktime.end_of(day), start, pauses)
        day = worktime.next_workday(moved.date())
    return worktime.end_of(day)


_AT: dict[str, Callable[[Worktime, datetime, Limit, list[Break]], datetime]] = {
    Unit.HOUR: _in_hours,
    Unit.DAY: _in_days,
    Unit.WORK_HOUR: _in_work_hours,
    Unit.WORK_DAY: _in_work_days,
}


def _hours(limit: Limit) -> timedelta:
    return timedelta(microseconds=int(limit.amount * 3_600_000_000))


def _midnight(worktime: Worktime, day: date) -> datetime:
    """The last second of a day."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=worktime.zone)


def _natural(until: datetime, start: datetime, pauses: list[Break]) -> datetime:
    """A moment moved on by the pauses between `start` and it, by the clock on the wall."""
    for begin, end in pauses:
        if max(begin, start) < min(until, end):
            until += end - max(begin, start)
    return until


@dataclass(frozen=True, slots=True)
class Counted:
    """One day on the way to a due date: what it is, and which number it has in the count."""

    day: date
    works: bool
    kind: str
    name: str
    name_en: str
    number: int | None
    minutes: int


def counted(start: datetime, limit: Limit, until: datetime, hours: str) -> list[Counted]:
    """The days from a start to a due date, each with what of it was counted."""
    memory = remembered()
    worktime = memory.worktime(hours)
    first, last = (moment.astimezone(worktime.zone).date() for moment in (start, until))
    rows, number, most = [], 0, math.ceil(limit.amount)
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        counts = day > first and (limit.unit == Unit.DAY or memory.is_workday(day))
        counts = counts and limit.unit in {Unit.DAY, Unit.WORK_DAY} and number < most
        number += counts
        begin = max(start, _midnight(worktime, day - timedelta(days=1)) + timedelta(seconds=1))
        end = min(until, _midnight(worktime, day) + timedelta(seconds=1))
        minutes = worktime.between(begin, end) // timedelta(minutes=1)
        rows.append(
            Counted(
                day,
                memory.is_workday(day),
                memory.days.get(day, ""),
                *memory.names.get(day, ("", "")),
                number if counts else None,
                minutes if limit.unit == Unit.WORK_HOUR else 0,
            )
        )
    return rows


def working_minutes_between(start: datetime, until: datetime, hours: str = STANDARD) -> int:
    """How many whole working minutes lie between two moments."""
    return remembered().worktime(hours).between(start, until) // timedelta(minutes=1)


def changed_days(before: Mapping[date, str], after: Mapping[date, str]) -> list[date]:
    """The days on which people work under one calendar and not under the other.

    A calendar is the kind of each day that is not what its weekday says. Promises over these days
    may be affected; none is moved.
    """
    return sorted(
        day
        for day in {*before, *after}
        if works(day, before.get(day, "")) != works(day, after.get(day, ""))
    )
