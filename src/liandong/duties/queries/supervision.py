"""Urging and supervision orders: what may be urged again, who sees orders, what they are about."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from liandong.duties.lifecycle import Outcome, Step
from liandong.duties.models import (
    LISTED,
    OFFICES,
    READERS,
    Bulletin,
    Promise,
    Rectification,
    Responsibility,
    SupervisionOrder,
    Urging,
)
from liandong.duties.queries.lights import lit
from liandong.kernel import house
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.ledger.actions import name_of
from liandong.people.models import SECRETARIES, Post
from liandong.places.models import Place
from liandong.rulebook import queries as rulebook

MOST_ITEMS = 60
# Dates of other rooms that a post can be supervised about: all but those that lists give.
OF_LISTS = ("duties.responsibility:", "duties.rectification:", "duties.supervisionorder:")
AT_OFFICE = "post__place__path"


def quiet_until(thing: Model, place: Place, now: datetime) -> datetime | None:
    """When the rule "urge.again" of the place allows the next urging; None if it does now."""
    last = Urging.objects.filter(subject=name_of(thing)).order_by("-at", "-id").first()
    if last is None:
        return None
    again = rulebook.due(last.at, rulebook.limit("urge.again", place, on=day_of(now))).at
    return again if now < again else None


def urged(names: Collection[str]) -> dict[str, Urging]:
    """Name of a thing → the newest urging about it."""
    found = Urging.objects.filter(subject__in=names).select_related("by__place")
    return {urging.subject: urging for urging in found.order_by("at", "id")}


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """What a reader looks for among the orders."""

    words: str = ""
    kind: str = ""
    state: str = ""


def orders(actor: Actor, search: OrderSearch, now: datetime) -> QuerySet[Any]:
    """The orders that an actor may read, each with its light, the newest first."""
    if actor.post_id is None:
        return SupervisionOrder.objects.none()
    seen = Q(post_id=actor.post_id, no__isnull=False)
    if actor.role in READERS:
        seen |= Q(place__path__startswith=actor.path)
    found = SupervisionOrder.objects.filter(seen)
    for word in search.words.split():
        named = Q(title__icontains=word) | Q(post__title__icontains=word)
        found = found.filter(named | Q(mark__icontains=word))
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.state:
        found = found.filter(state=search.state)
    found = found.select_related("post__place", "place", "promise")
    return lit(found, now, AT_OFFICE).order_by("-filed_at", "-id")


def find_order(order_id: int, now: datetime) -> SupervisionOrder | None:
    found = SupervisionOrder.objects.filter(pk=order_id)
    found = found.select_related("post__place", "place", "issuer__place", "filed_by", "promise")
    order: SupervisionOrder | None = lit(found, now, AT_OFFICE).first()
    return order


def supervised_posts(actor: Actor) -> QuerySet[Post]:
    """Whom an actor's level may supervise: departments beside it, posts of the level below."""
    if actor.role not in OFFICES:
        return Post.objects.none()
    beside = Q(place_id=actor.place_id) & ~Q(role__in=SECRETARIES) & ~Q(pk=actor.post)
    below = Q(place__parent_id=actor.place_id, place__valid_until__isnull=True)
    posts = Post.objects.filter(beside | below, role__in={*LISTED, *OFFICES})
    return posts.select_related("place", "organisation").order_by(
        "place__level", "place__path", "role", "id"
    )


def mark_of(place: Place, word: str) -> str:
    """The office mark under which a place numbered last; else one made from its name."""
    last = SupervisionOrder.objects.filter(place=place).exclude(mark="").order_by("-issued_at")
    return last.values_list("mark", flat=True).first() or f"{place.name[:6]}{word}"


def mark_is_taken(mark: str, place: Place) -> bool:
    """Whether another place numbers its orders or its bulletins under this mark."""
    orders = SupervisionOrder.objects.filter(mark=mark).exclude(place=place)
    return orders.exists() or Bulletin.objects.filter(mark=mark).exclude(place=place).exists()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that an order can be about: its key, its words, its date and its page."""

    key: str
    kind: object
    title: str
    due_at: datetime | None
    light: str
    url: str


def items_for(post: Post) -> list[Item]:
    """What a post must do: lines of its lists, problems it leads, dates it promised."""
    lines = Responsibility.objects.filter(list__post=post, promise__isnull=False)
    problems = Rectification.objects.filter(lead=post, step=Step.RUNNING)
    given = Promise.objects.filter(holder=post, outcome=Outcome.OPEN)
    for name in OF_LISTS:
        given = given.exclude(subject__startswith=name)
    found = [
        *_items("line", lines.select_related("promise")),
        *_items("problem", problems.select_related("promise")),
        *_promised(given),
    ]
    dated = [item for item in found if item.due_at]
    undated = [item for item in found if not item.due_at]
    return [*sorted(dated, key=_due), *undated][:MOST_ITEMS]


def _due(item: Item) -> str:
    return item.due_at.isoformat() if item.due_at else ""


def keys_of(order: SupervisionOrder) -> list[str]:
    """The keys of what an order is about."""
    several = (("line", order.lines), ("problem", order.problems), ("promise", order.promises))
    return [f"{key}:{pk}" for key, rows in several for pk in rows.values_list("pk", flat=True)]


def items_of(order: SupervisionOrder, now: datetime) -> list[Item]:
    """What an order is about, as it stands now."""
    return [
        *_items("line", lit(order.lines.select_related("promise"), now).order_by("id")),
        *_items("problem", lit(order.problems.select_related("promise"), now).order_by("id")),
        *_promised(order.promises.all(), now),
    ]


def _items(key: str, rows: QuerySet[Any]) -> Iterator[Item]:
    for row in rows:
        due_at = row.promise.due_at if row.promise else None
        title = row.item if key == "line" else row.problem
        kind = house.called(row._meta.label_lower)
        light = getattr(row, "light", "")
        yield Item(f"{key}:{row.pk}", kind, title, due_at, light, row.get_absolute_url())


def _promised(promises: QuerySet[Promise], now: datetime | None = None) -> Iterator[Item]:
    rows = list(promises.order_by("due_at", "id")[:MOST_ITEMS])
    things = _things({row.subject for row in rows})
    for row in rows:
        label, _colon, pk = row.subject.partition(":")
        thing = things.get(row.subject)
        light = "red" if now is not None and row.broken_at(now) else ""
        title = str(getattr(thing, "number", "") or pk)
        url = thing.get_absolute_url() if thing and hasattr(thing, "get_absolute_url") else ""
        yield Item(f"promise:{row.pk}", house.called(label), title, row.due_at, light, url)


def _things(names: Collection[str]) -> dict[str, Any]:
    """The rows behind names such as "matters.matter:12", one query for each kind of them."""
    numbers: dict[str, set[int]] = {}
    for name in names:
        label, _colon, pk = name.partition(":")
        numbers.setdefault(label, set()).add(int(pk))
    return {
        f"{label}:{pk}": thing
        for label, pks in numbers.items()
        for pk, thing in apps.get_model(label)._default_manager.in_bulk(pks).items()
    }
