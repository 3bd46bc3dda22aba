"""The lights: one rule for every page, count and table, worked out by the database.

Red: the date has passed. Yellow: it falls within the days of the rule "duty.yellow", or, for a
rectification, nothing was written about it for longer than "rectify.silent". Green: a date runs,
or it is being put right without one. Everything else has no light. Where a district set a number
for itself, its own lines follow that number.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from liandong.duties.lifecycle import Light, Step
from liandong.duties.models import Rectification
from liandong.duties.queries.limits import moments
from liandong.rulebook import queries as rulebook


def lit(
    lines: QuerySet[Any], now: datetime, path: str = "list__post__place__path"
) -> QuerySet[Any]:
    """The lines, each with its `light`; `path` leads from a line to the path of its place."""
    soon = moments("duty.yellow", path, now, lambda limit: rulebook.due(now, limit).at)
    whens = [
        When(promise__due_at__lt=now, then=Value(Light.RED)),
        When(promise__due_at__lte=soon, then=Value(Light.YELLOW)),
    ]
    green = Q(promise__isnull=False)
    if lines.model is Rectification:
        running = Q(step=Step.RUNNING)
        since = moments("rectify.silent", path, now, lambda limit: _before(now, limit))
        whens.append(When(running & Q(progress_at__lt=since), then=Value(Light.SILENT)))
        green |= running
    whens.append(When(green, then=Value(Light.GREEN)))
    light = Case(*whens, default=Value(Light.NONE), output_field=CharField())
    found: QuerySet[Any] = lines.annotate(light=light)
    return found


def _before(now: datetime, limit: rulebook.Limit) -> datetime:
    """Before this moment progress must have been written, or the light is yellow."""
    return now - timedelta(days=int(limit.amount))
