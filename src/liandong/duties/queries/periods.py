"""When a responsibility is due: the ends of its periods in the year of its list."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from liandong.duties.lifecycle import Frequency
from liandong.duties.models import Responsibility
from liandong.kernel.dates import day_bounds

MONTHS: dict[str, int] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}


def ends(line: Responsibility) -> list[date]:
    """The last day of each period of a line; a standing line has none."""
    if line.due_on is not None:
        return [line.due_on]
    step, year = MONTHS.get(line.frequency, 0), line.list.year
    months = range(step, 13, step) if step else ()
    return [date(year, month, monthrange(year, month)[1]) for month in months]


def first_due(line: Responsibility, since: date) -> date | None:
    """The end of the first period that is not over on a day; of a single date, that date."""
    if line.due_on is not None:
        return line.due_on
    return next((end for end in ends(line) if end >= since), None)


def next_due(line: Responsibility, after: date) -> date | None:
    """The end of the period that follows the one that ends on a day, or None after the last."""
    return next((end for end in ends(line) if end > after), None)


def last_moment(day: date) -> datetime:
    return day_bounds(day)[1] - timedelta(seconds=1)
