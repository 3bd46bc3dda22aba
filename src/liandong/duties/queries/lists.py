"""Lists of duties: who sees them, what is in them, and what their lights say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from liandong.duties.lifecycle import Light, ListKind
from liandong.duties.models import (
    READERS,
    DutyList,
    Fulfilment,
    Rectification,
    Responsibility,
)
from liandong.duties.queries.lights import lit
from liandong.kernel.actor import Actor
from liandong.people.models import Post


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for among the lists."""

    words: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None


def visible_to(actor: Actor) -> QuerySet[DutyList]:
    """The lists that an actor may read: the same as `rules.may_see`, for all at once."""
    if actor.post_id is None:
        return DutyList.objects.none()
    named = Q(rectifications__lead_id=actor.post_id) | Q(rectifications__supports=actor.post_id)
    ids = DutyList.objects.filter(named).values("pk")
    seen = Q(post_id=actor.post_id) | Q(pk__in=ids)
    if actor.role in READERS:
        seen |= Q(post__place__path__startswith=actor.path)
    return DutyList.objects.filter(seen)


def lists(actor: Actor, search: Search) -> QuerySet[DutyList]:
    """The visible lists as searched, by the tree: the highest place first."""
    found = visible_to(actor).select_related("post__place", "post__organisation")
    for word in search.words.split():
        named = Q(title__icontains=word) | Q(post__title__icontains=word)
        found = found.filter(named | Q(post__place__name__icontains=word))
    for name in ("kind", "state", "year"):
        if value := getattr(search, name):
            found = found.filter(**{name: value})
    return found.order_by("-year", "post__place__path", "post_id", "kind", "id")


def find_list(list_id: int) -> DutyList | None:
    lists = DutyList.objects.select_related("post__place", "post__organisation", "issuer__place")
    return lists.filter(pk=list_id).first()


def is_named(actor: Actor, listed: DutyList) -> bool:
    """Whether the actor's post leads or supports on a list."""
    if actor.post_id is None:
        return False
    own = Q(lead_id=actor.post_id) | Q(supports=actor.post_id)
    return Rectification.objects.filter(own, list=listed).exists()


def lines_of(listed: DutyList, now: datetime) -> QuerySet[Any]:
    """The lines of a list in their order, each with its light."""
    if listed.kind == ListKind.RESPONSIBILITY:
        lines = Responsibility.objects.select_related(
            "promise", "from_above__list__post__place"
        ).prefetch_related("fulfilments")
        return lit(lines.filter(list=listed), now).order_by("no", "id")
    problems = Rectification.objects.select_related("promise", "lead__place", "lead__organisation")
    problems = problems.prefetch_related("supports__place")
    return lit(problems.filter(list=listed), now).order_by("no", "id")


def count_lights(lists: Iterable[DutyList], now: datetime) -> dict[int, dict[str, int]]:
    """List id → how many of its lines there are (`all`), and how many stand under each light."""
    ids = [listed.pk for listed in lists]
    found: dict[int, Counter[str]] = {pk: Counter() for pk in ids}
    for model in (Responsibility, Rectification):
        rows = lit(model._default_manager.filter(list_id__in=ids), now).order_by()
        for list_id, light, many in rows.values_list("list_id", "light").annotate(n=Count("id")):
            found[list_id][light] += many
            found[list_id]["all"] += many
    return {
        pk: {name: counts[name] for name in ("all", *Light.values)} for pk, counts in found.items()
    }


def duties_of(listed: DutyList) -> set[str]:
    """Which kinds of responsibility a list names."""
    return set(listed.responsibilities.values_list("duty", flat=True))


def leads_of(listed: DutyList) -> set[int]:
    """Which posts lead on a list."""
    return set(listed.rectifications.values_list("lead_id", flat=True))


def own_list(post: Post, year: int) -> DutyList | None:
    """The responsibility list of a post for a year."""
    kind = ListKind.RESPONSIBILITY
    return DutyList.objects.filter(post=post, year=year, kind=kind).first()


def assigned_list(issuer: Post, year: int, title: str) -> DutyList | None:
    """The list of what a post assigned under a title in a year."""
    lists = DutyList.objects.select_related("post__place", "issuer")
    kind = ListKind.RECTIFICATION
    return lists.filter(post=issuer, issuer=issuer, year=year, kind=kind, title=title).first()


def handed_to(line: Responsibility) -> set[int]:
    """The posts to which a line was handed down."""
    return set(line.below.values_list("list__post_id", flat=True))


def lines_in(listed: DutyList) -> int:
    """How many lines a list has."""
    return listed.responsibilities.count() + listed.rectifications.count()


def supports_of(problem: Rectification) -> set[int]:
    """The posts that support a rectification."""
    return set(problem.supports.values_list("pk", flat=True))


def find_line(line_id: int, now: datetime) -> Responsibility | None:
    """One responsibility with its light."""
    lines = Responsibility.objects.select_related(
        "promise", "list__post__place", "list__issuer", "from_above__list__post__place"
    )
    found: Responsibility | None = lit(lines.filter(pk=line_id), now).first()
    return found


def find_problem(problem_id: int, now: datetime) -> Rectification | None:
    """One rectification with its light."""
    problems = Rectification.objects.select_related(
        "promise__rule", "lead__place", "list__post__place", "list__issuer__place"
    )
    found: Rectification | None = lit(problems.filter(pk=problem_id), now).first()
    return found


def below(line: Responsibility, now: datetime) -> QuerySet[Any]:
    """The lines to which a line was handed down, each with its light."""
    lines = Responsibility.objects.filter(from_above=line)
    lines = lines.select_related("promise", "list__post__place")
    return lit(lines, now).order_by("list__post__place_id", "id")


def turns(line: Responsibility) -> QuerySet[Fulfilment]:
    """What was done in each period, the latest first."""
    done = Fulfilment.objects.filter(responsibility=line).select_related("promise", "post")
    return done.order_by("-done_at", "-id")


def years(actor: Actor) -> list[int]:
    """The years of which an actor sees lists, the latest first."""
    found = visible_to(actor).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())
