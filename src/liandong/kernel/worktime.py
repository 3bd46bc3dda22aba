"""Working time: the spans of working days laid end to end, so that counting is looking up.

No Django, no clock. A `Worktime` is told which days are working days and which spans of a day are
worked; it lays out a year at a time with running totals, and answers in steps of whole years.
Days count from the day after the start (Civil Code, articles 201 and 203).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

type Span = tuple[int, int]  # minutes from midnight; the end is at most 1440, which is 24:00
type Break = tuple[datetime, datetime]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FAR = 100  # years without enough working time, after which one stops looking


class NoWorkingTimeError(ValueError):
    """So much working time does not come within a hundred years."""


@dataclass(frozen=True, slots=True)
class _Year:
    """One year laid out: moments and lengths in microseconds, days as ordinals."""

    begins: list[int]  # when each worked span begins
    before: list[int]  # what was worked in the year before each span; at the end, in all of it
    days: list[int]  # the working days

    def worked_until(self, at: int) -> int:
        """What was worked from the beginning of the year until a moment."""
        number = bisect_right(self.begins, at)
        if not number:
            return 0
        inside = self.before[number - 1] + at - self.begins[number - 1]
        return min(inside, self.before[number])

    def moment_after(self, worked: int) -> int:
        """The first moment at which so much, more than nothing, was worked in the year."""
        number = bisect_left(self.before, worked) - 1
        return self.begins[number] + worked - self.before[number]


class Worktime:
    """Working time in one zone. Years are laid out when they are first asked for, and kept."""

    def __init__(
        self,
        zone: tzinfo,
        is_workday: Callable[[date], bool],
        spans_on: Callable[[date], Sequence[Span]],
    ) -> None:
        """`spans_on` gives the worked spans of a day, in order and apart; none on a free day."""
        self.zone = zone
        self.is_workday = is_workday
        self.spans_on = spans_on
        self._years: dict[int, _Year] = {}

    def add(self, start: datetime, amount: timedelta, breaks: Iterable[Break] = ()) -> datetime:
        """The first moment at which `amount` of working time has passed since `start`.

        What was worked during `breaks` does not count. No amount ends where it starts.
        Raises `NoWorkingTimeError` when the calendar never holds so much.
        """
        return self.pushed(self._after(start, amount), start, breaks)

    def pushed(self, until: datetime, start: datetime, breaks: Iterable[Break]) -> datetime:
        """A moment moved on by the working time in the breaks between `start` and it."""
        for begin, end in joined(breaks):
            if max(begin, start) < min(until, end):
                until = self._after(until, self.between(max(begin, start), end))
        return until

    def between(self, start: datetime, until: datetime) -> timedelta:
        """The working time between two moments; none when the second is not later."""
        if until <= start:
            return timedelta()
        first, last = self._local(start).year, self._local(until).year
        whole = sum(self._year(number).before[-1] for number in range(first, last))
        begun = self._year(first).worked_until(_stamp(start))
        return (whole + self._year(last).worked_until(_stamp(until)) - begun) * MICROSECOND

    def nth_workday(self, day: date, count: int) -> date:
        """The working day that is number `count` after a day, which does not count itself."""
        if not count:
            return day
        number = day.year
        index = bisect_right(self._year(number).days, day.toordinal()) + count - 1
        while index >= len(self._year(number).days):
            index -= len(self._year(number).days)
            number = self._next(number, day.year)
        return date.fromordinal(self._year(number).days[index])

    def next_workday(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        return day if self.is_workday(day) else self.nth_workday(day, 1)

    def end_of(self, day: date) -> datetime:
        """When work ends on a day: its last second if it has no spans or is worked until 24:00."""
        spans = self.spans_on(day)
        end = spans[-1][1] if spans else 1440
        return self._wall(day, end) - timedelta(seconds=end == 1440)

    def _after(self, start: datetime, amount: timedelta) -> datetime:
        left = amount // MICROSECOND
        if left <= 0:
            return start
        first = number = self._local(start).year
        year = self._year(number)
        left += year.worked_until(_stamp(start))
        while left > year.before[-1]:
            left -= year.before[-1]
            number = self._next(number, first)
            year = self._year(number)
        return (EPOCH + year.moment_after(left) * MICROSECOND).astimezone(self.zone)

    def _next(self, number: int, first: int) -> int:
        if number - first >= FAR:
            raise NoWorkingTimeError(first)
        return number + 1

    def _year(self, number: int) -> _Year:
        if number not in self._years:
            self._years[number] = self._laid_out(number)
        return self._years[number]

    def _laid_out(self, number: int) -> _Year:
        year = _Year([], [0], [])
        for ordinal in range(date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal()):
            day = date.fromordinal(ordinal)
            if self.is_workday(day):
                year.days.append(ordinal)
            for begin, end in self.spans_on(day):
                first, last = _stamp(self._wall(day, begin)), _stamp(self._wall(day, end))
                year.begins.append(first)
                year.before.append(year.before[-1] + last - first)
        return year

    def _wall(self, day: date, minute: int) -> datetime:
        """What the clock on the wall says, as a moment."""
        later, minute = divmod(minute, 1440)
        clock = time(minute // 60, minute % 60)
        return datetime.combine(day + timedelta(days=later), clock, self.zone)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


def joined(breaks: Iterable[Break]) -> list[Break]:
    """Breaks in order of time; those that touch or overlap have become one."""
    whole: list[Break] = []
    for begin, end in sorted(breaks):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        elif begin < end:
            whole.append((begin, end))
    return whole


def _stamp(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
