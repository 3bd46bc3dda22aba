"""The demo city on PostgreSQL, and 50,000 matters in it that look as the actions leave them."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import batched, count, cycle, islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Count, Max, Model
from django.test import Client
from django.utils import timezone

from benchmarks.report import ROOT
from liandong.duties.models import Promise
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number
from liandong.ledger.actions import name_of
from liandong.matters.models import Assignment, Matter
from liandong.matters.queries import NUMBER_LENGTH
from liandong.people.models import Person, RoleKind, Term
from liandong.people.queries import actor_of
from liandong.rulebook.actions import LocalRule, override

PLAYED = 300  # matters that are played through the actions before a benchmark begins
BATCH = 2000


@dataclass(slots=True)
class City:
    """The demo city: found when it is first asked for, then the same for every benchmark."""

    full: bool = False  # the largest sizes too, and all the time that a peer may want
    folder: Path = ROOT / "var" / "bench"
    founded: bool = field(default=False, init=False)
    unlimited: bool = field(default=False, init=False)

    @property
    def env(self) -> dict[str, str]:
        """What a server of the house needs to know."""
        names = ("DATABASE_URL", "LIANDONG_VAR", "LIANDONG_DEMO", "DJANGO_SETTINGS_MODULE")
        return {name: os.environ[name] for name in names} | {"PYTHONPATH": str(ROOT / "src")}

    def found(self) -> None:
        """Lay the ground, staff the offices and play the first matters, once."""
        if self.founded:
            return
        call_command("migrate", interactive=False, verbosity=0)
        call_command("demo_seed", matters=PLAYED)
        self.founded = True

    def lift_the_limit(self) -> None:
        """Let one address raise as many matters as it likes, by a rule of the city's own."""
        if self.unlimited:
            return
        self.unlimited = True
        posts = Term.objects.filter(post__role=RoleKind.CITY_SECRETARY, ends_on=None)
        term = posts.select_related("person", "post__place")[0]
        now = timezone.now()
        rule = LocalRule("raise.per_hour", Decimal(10**7), day_of(now), "benchmark", "benchmark")
        actor = actor_of(term.person, term.post)
        override(place=term.post.place, category=None, local=rule, actor=actor, now=now)

    def fill(self, wanted: int) -> None:
        """Copy the played matters, with their running promises and offices, to so many."""
        examples = list(Matter.objects.order_by("pk")[:PLAYED])
        promises = Promise.objects.in_bulk([one.promise_id for one in examples if one.promise_id])
        offices = defaultdict(list)
        for assignment in Assignment.objects.filter(matter__in=examples):
            offices[assignment.matter_id].append(assignment)
        following = count(Matter.objects.aggregate(last=Max("pk"))["last"] + 1)
        missing = wanted - Matter.objects.count()
        for batch in batched(islice(cycle(examples), max(missing, 0)), BATCH):
            _copy(batch, promises, offices, following)
        with connection.cursor() as cursor:
            for line in connection.ops.sequence_reset_sql(no_style(), [Matter]):
                cursor.execute(line)
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does after so many rows


def client_of(person: Person) -> Client:
    """Somebody who signed in."""
    client = Client(headers={"host": "127.0.0.1", "accept-language": "zh-hans"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def busiest() -> Person:
    """Who holds a post with more open matters than any other post of the grass roots."""
    held = Matter.objects.filter(closed_at__isnull=True).values("holder").annotate(n=Count("id"))
    post = held.order_by("-n")[0]["holder"]
    return Term.objects.filter(post_id=post, ends_on=None).select_related("person")[0].person


def _copy(
    examples: Sequence[Matter],
    promises: Mapping[int, Promise],
    offices: Mapping[int, list[Assignment]],
    following: Iterator[int],
) -> None:
    matters, given, assigned = [], [], []
    for example in examples:
        twin = _twin(example, pk=next(following), key="", promise=None)
        twin.number = new_number(example.number[:2], NUMBER_LENGTH)
        if example.promise_id:
            given.append(_twin(promises[example.promise_id], supersedes=None))
            given[-1].subject = name_of(twin)
            twin.promise = given[-1]
        matters.append(twin)
        assigned += [_twin(one, matter=twin) for one in offices[example.pk]]
    Promise.objects.bulk_create(given)
    Matter.objects.bulk_create(matters)
    Assignment.objects.bulk_create(assigned)


def _twin[M: Model](row: M, **changed: Any) -> M:
    """The same row once more, not kept yet."""
    twin = copy(row)
    twin._state = copy(row._state)
    twin.pk = None
    for name, value in changed.items():
        setattr(twin, name, value)
    return twin
