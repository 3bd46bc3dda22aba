"""Working time: spans of minutes on working days, added up and counted off. No Django, no clock.

A `Calendar` says which days are working days; `Hours` which spans of such a day are worked. Days
count from the day after the start (Civil Code, articles 201 and 203).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

type Span = tuple[time, time]
type Break = tuple[datetime, datetime]

FAR = 4_000


@dataclass(frozen=True, slots=True)
class Hours:
    """The spans worked on a working day, by day: seasons change them, breaks at noon split them."""

    spans_on: Callable[[date], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days, and until when that has been published."""

    is_workday: Callable[[date], bool]
    is_published: Callable[[date], bool]


def spans_from(
    start: datetime, hours: Hours, calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The worked spans from a moment on, cut at the moment, in order of time."""
    day = start.date()
    for _ in range(FAR):
        if calendar.is_workday(day):
            for begin, end in hours.spans_on(day):
                first = datetime.combine(day, begin, start.tzinfo)
                last = datetime.combine(day, end, start.tzinfo)
                if last > start:
                    yield max(first, start), last
        day += timedelta(days=1)


def add_minutes(start: datetime, minutes: int, hours: Hours, calendar: Calendar) -> datetime:
    """The moment at which this many working minutes have passed since `start`."""
    left = timedelta(minutes=minutes)
    for begin, end in spans_from(start, hours, calendar):
        if left <= end - begin:
            return begin + left
        left -= end - begin
    raise OverflowError(start)


def minutes_between(start: datetime, until: datetime, hours: Hours, calendar: Calendar) -> int:
    """How many working minutes lie between two moments; 0 when the second is not later."""
    total = timedelta()
    if until <= start:
        return 0
    for begin, end in spans_from(start, hours, calendar):
        if begin >= until:
            break
        total += min(end, until) - begin
    return int(total.total_seconds() // 60)


def nth_workday(start: date, count: int, calendar: Calendar) -> date:
    """The working day that is number `count` after the start day, which does not count."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= calendar.is_workday(day)
    return day


def next_workday(day: date, calendar: Calendar) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day
