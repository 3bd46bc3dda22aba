"""The lights: one rule for every page, count and table, worked out by the database.

Red: the date has passed. Yellow: it falls within the days of the rule "duty.yellow", or, for a
rectification, nothing was written about it for longer than "rectify.silent". Green: a date runs,
or it is being put right without one. Everything else has no light.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from liandong.duties.lifecycle import Light, Step
from liandong.duties.models import Rectification
from liandong.kernel.dates import day_of
from liandong.rulebook import queries as rulebook


def lit(lines: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """The lines, each with its `light`."""
    soon = rulebook.due(now, rulebook.limit("duty.yellow", None, on=day_of(now))).at
    whens = [
        When(promise__due_at__lt=now, then=Value(Light.RED)),
        When(promise__due_at__lte=soon, then=Value(Light.YELLOW)),
    ]
    green = Q(promise__isnull=False)
    if lines.model is Rectification:
        running = Q(step=Step.RUNNING)
        silent = running & Q(progress_at__lt=silent_since(now))
        whens.append(When(silent, then=Value(Light.SILENT)))
        green |= running
    whens.append(When(green, then=Value(Light.GREEN)))
    light = Case(*whens, default=Value(Light.NONE), output_field=CharField())
    found: QuerySet[Any] = lines.annotate(light=light)
    return found


def silent_since(now: datetime) -> datetime:
    """Before this moment progress must have been written, or the light is yellow."""
    days = rulebook.limit("rectify.silent", None, on=day_of(now)).amount
    return now - timedelta(days=int(days))
