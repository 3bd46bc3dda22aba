"""What each room says of itself in its `apps.py`, read without importing the room before its time.

`follows = {"promise.overdue": ["liandong.matters.tasks.close_unjudged"]}` asks to be told of verbs,
`every_minute` and `every_day` list the background tasks that the clock queues, and
`says_of_places = ["liandong.rulebook.queries.size_of_grid"]` names what the room has to say of a
place on a lower room's page, `says_of_new_grids` what of buildings that move and grids that end;
`waits = ["liandong.projects.queries.inbox"]` names what tells the one inbox of staff what waits for
a post there, `figures = ["liandong.projects.queries.figures.FIGURES"]` the figures of the article
that the room counts (see `kernel/figures.py`); `finds_subjects` leads from a number that people
know, such as that of a matter, to the name of the thing in the ledger. What the room's verbs say to
people stands in its `lifecycle.py`: `SAID` has a sentence for each verb, `OPEN_TEXTS` the texts
that every reader of an entry may read, `CALLED` the names of its kinds of things.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.tasks import Task
from django.utils.functional import Promise
from django.utils.module_loading import import_string, module_has_submodule

from liandong.kernel.actor import Actor
from liandong.kernel.figures import Figure


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a post: what is to be done, with what, where, and by when."""

    what: str | Promise
    title: str
    place: Any
    url: str
    due_at: datetime | None = None


def waiting(actor: Actor, now: datetime, most: int) -> list[Waiting]:
    """What waits for an actor in the rooms that say so: the earliest date first, then undated."""
    found = [one for say in _waits() for one in say(actor, now)]
    dated = sorted((one for one in found if one.due_at), key=lambda one: one.due_at or now)
    return [*dated, *(one for one in found if not one.due_at)][:most]


@cache
def _waits() -> tuple[Callable[[Actor, datetime], list[Waiting]], ...]:
    paths = (getattr(config, "waits", ()) for config in apps.get_app_configs())
    return tuple(import_string(path) for several in paths for path in several)


@cache
def sayings(kind: str) -> tuple[Callable[..., str], ...]:
    """What rooms say on a lower room's page: `kind` is "says_of_places", "finds_subjects"…"""
    paths = (getattr(config, kind, ()) for config in apps.get_app_configs())
    return tuple(import_string(path) for several in paths for path in several)


@cache
def figures() -> dict[str, Figure]:
    """The figures of the article that rooms count, by name, in floor order."""
    paths = (getattr(config, "figures", ()) for config in apps.get_app_configs())
    offered = (import_string(path) for several in paths for path in several)
    return {figure.name: figure for several in offered for figure in several}


def said(verb: str) -> str | Promise:
    """What a verb of the ledger says to people, as its room puts it; else the bare verb."""
    sentence: str | Promise = _told("SAID").get(verb, verb)
    return sentence


def sentences() -> dict[str, Promise]:
    """Every verb with its sentence, room by room from the lowest floor up."""
    return _told("SAID")


def open_texts(verb: str) -> tuple[str, ...]:
    """Which texts behind an entry of this verb its room lets every reader of the entry read."""
    fields: tuple[str, ...] = _told("OPEN_TEXTS").get(verb, ())
    return fields


def called(label: str) -> str | Promise:
    """What a kind of thing is called to people: "matters.matter" is a matter."""
    name: str | Promise = _told("CALLED").get(label, label)
    return name


@cache
def _told(table: str) -> dict[str, Any]:
    """One table of every room's `lifecycle`, put together."""
    told: dict[str, Any] = {}
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "lifecycle"):
            told |= getattr(import_module(f"{config.name}.lifecycle"), table, {})
    return told
