"""Days and moments where people live: every calendar question is asked in local time."""

from datetime import date, datetime, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """The local calendar day on which a moment falls."""
    return timezone.localtime(moment).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of a local day and the first moment of the next."""
    zone = timezone.get_current_timezone()
    begin = datetime(day.year, day.month, day.day, tzinfo=zone)
    end_day = day + timedelta(days=1)
    return begin, datetime(end_day.year, end_day.month, end_day.day, tzinfo=zone)
