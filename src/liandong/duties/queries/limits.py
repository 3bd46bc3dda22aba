"""A number of the rulebook for many rows at once: each row asks the rule of its own place."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Case, DateTimeField, Value, When

from liandong.kernel.dates import day_of
from liandong.rulebook import queries as rulebook

Moment = Case | Value


def moments(
    key: str, path: str, now: datetime, moment: Callable[[rulebook.Limit], datetime]
) -> Moment:
    """The moment that the rule `key` gives each row, worked out by the database.

    `path` leads from the row to the path of its place: "place__path". What a district set for
    itself holds for its own rows; the whole city's number holds for all others.
    """
    on = day_of(now)
    whens = [
        When(**{f"{path}__startswith": place.path}, then=Value(moment(limit)))
        for place, limit in rulebook.own_limits(key, on)
    ]
    general = Value(moment(rulebook.limit(key, None, on=on)), output_field=DateTimeField())
    return Case(*whens, default=general, output_field=DateTimeField()) if whens else general
