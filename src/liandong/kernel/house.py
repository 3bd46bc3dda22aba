"""What each room says of itself in its `apps.py`, read without importing the room before its time.

`follows = {"promise.overdue": ["liandong.matters.tasks.close_unjudged"]}` asks to be told of verbs,
`every_minute` and `every_day` list the background tasks that the clock queues, and
`says_of_places = ["liandong.rulebook.queries.size_of_grid"]` names what the room has to say of a
place on a lower room's page.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.tasks import Task
from django.utils.module_loading import import_string


@cache
def followers(verb: str) -> tuple[Task[Any, Any], ...]:
    """The background tasks that want to hear of a verb, in floor order."""
    paths = (getattr(config, "follows", {}).get(verb, ()) for config in apps.get_app_configs())
    return tuple(import_string(path) for several in paths for path in several)


@cache
def clock_tasks(period: str) -> tuple[Task[Any, Any], ...]:
    """The background tasks that the clock queues; `period` is "every_minute" or "every_day"."""
    paths = (getattr(config, period, ()) for config in apps.get_app_configs())
    return tuple(import_string(path) for several in paths for path in several)


@cache
def sayings(kind: str) -> tuple[Callable[..., str], ...]:
    """What rooms say of a thing, on a day, on a lower room's page; `kind` is "says_of_places"."""
    paths = (getattr(config, kind, ()) for config in apps.get_app_configs())
    return tuple(import_string(path) for several in paths for path in several)
