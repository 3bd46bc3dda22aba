"""Bulletins: what is counted, by the one formula of the on-time rate, and who reads them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from liandong.duties.lifecycle import Audience, BulletinState, Part
from liandong.duties.models import (
    OFFICES,
    Bulletin,
    BulletinRow,
    DutyList,
    Promise,
    Rectification,
    Responsibility,
)
from liandong.duties.queries.promises import (
    BY_DATE,
    COUNTED,
    ORDER,
    TURN,
    on_time_terms,
)
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds
from liandong.people.models import Post
from liandong.places.models import Place

# Every date of lists and orders: of those who act, and of the level that checks.
KINDS = (TURN, BY_DATE, "rectify.at_once", "rectify.verify", ORDER, "order.check")
FIGURES = ("kept", "late", "overdue")


@dataclass(slots=True)
class Figures:
    """How many dates fell due for one list, all orders or one office, and what became of them."""

    part: Part
    listed: DutyList | None = None
    post: Post | None = None
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIGURES, 0))

    def add(self, counted: dict[str, int]) -> None:
        for name in FIGURES:
            self.numbers[name] += counted[name]

    @property
    def kept(self) -> int:
        return self.numbers["kept"]

    @property
    def late(self) -> int:
        return self.numbers["late"]

    @property
    def overdue(self) -> int:
        return self.numbers["overdue"]

    @property
    def due(self) -> int:
        return sum(self.numbers.values())


def figures(place: Place, since: date, until: date, now: datetime) -> list[Figures]:
    """What fell due at and below a place in a period, both days included.

    First by list, with one row for all orders; then by office. Both parts have the same sum. Lists
    and offices stand in the order of the tree.
    """
    begin, end = day_bounds(since)[0], day_bounds(until)[1]
    due = Promise.objects.filter(
        kind__in=KINDS,
        outcome__in=COUNTED,
        due_at__gte=begin,
        due_at__lt=end,
        place__path__startswith=place.path,
    )
    counted: list[Any] = list(due.values("subject", "holder_id").annotate(**on_time_terms(now)))
    counted = [row for row in counted if any(row[name] for name in FIGURES)]
    return [*_by_list(counted), *_by_office(counted)]


def _by_list(counted: Iterable[dict[str, int]]) -> Iterator[Figures]:
    lists = _lists_of({str(row["subject"]) for row in counted})
    found: dict[int | None, Figures] = {}
    for row in counted:
        listed = lists.get(str(row["subject"]))
        key = listed.pk if listed else None
        part = Part.LIST if listed else Part.ORDERS
        found.setdefault(key, Figures(part, listed=listed)).add(row)
    orders = found.pop(None, None)
    yield from sorted(found.values(), key=_list_order)
    if orders is not None:
        yield orders


def _list_order(row: Figures) -> tuple[str, int]:
    assert row.listed is not None
    return row.listed.post.place.path, row.listed.pk


def _by_office(counted: Iterable[dict[str, int]]) -> Iterator[Figures]:
    posts = Post.objects.filter(pk__in={row["holder_id"] for row in counted})
    for post in posts.select_related("place").order_by("place__path", "role", "id"):
        figures = Figures(Part.OFFICE, post=post)
        for row in counted:
            if row["holder_id"] == post.pk:
                figures.add(row)
        yield figures


def _lists_of(subjects: Collection[str]) -> dict[str, DutyList]:
    """Name of a line or a rectification → its list."""
    found: dict[str, DutyList] = {}
    for model in (Responsibility, Rectification):
        label = model._meta.label_lower
        ids = [int(one.partition(":")[2]) for one in subjects if one.startswith(f"{label}:")]
        rows = model._default_manager.filter(pk__in=ids).select_related("list__post__place")
        found |= {f"{label}:{row.pk}": row.list for row in rows}
    return found


def rows_of(bulletin: Bulletin, now: datetime) -> list[Figures] | list[BulletinRow]:
    """The frozen figures of an issued bulletin; of a draft, what the record says now."""
    if not bulletin.issued:
        return figures(bulletin.place, bulletin.since, bulletin.until, now)
    rows = bulletin.rows.select_related("listed__post__place", "post__place")
    return list(rows.order_by("position"))


def whole(rows: Iterable[Figures | BulletinRow]) -> dict[str, int]:
    """The sum over all offices, which is that over all lists and orders."""
    offices = [row for row in rows if row.part == Part.OFFICE]
    names = ("due", *FIGURES)
    return {name: sum(getattr(row, name) for row in offices) for name in names}


def bulletins(actor: Actor) -> QuerySet[Bulletin]:
    """The bulletins that an actor may read, the newest first."""
    seen = Q(state=BulletinState.ISSUED, audience=Audience.EVERYBODY)
    if actor.path:
        steps = [int(step) for step in actor.path.split("/") if step]
        inside = Q(place__path__startswith=actor.path) | Q(place_id__in=steps)
        seen |= Q(state=BulletinState.ISSUED) & inside
    if actor.role in OFFICES:
        seen |= Q(place_id=actor.place_id)
    found = Bulletin.objects.filter(seen).select_related("place", "issuer__place")
    return found.order_by("-until", "-id")


def published() -> QuerySet[Bulletin]:
    """What everybody may read, the newest first."""
    found = Bulletin.objects.filter(state=BulletinState.ISSUED, audience=Audience.EVERYBODY)
    return found.select_related("place").order_by("-until", "-id")


def find_bulletin(bulletin_id: int) -> Bulletin | None:
    found = Bulletin.objects.select_related("place", "issuer__place", "drawn_by__place")
    return found.filter(pk=bulletin_id).first()


def bulletin_mark(place: Place) -> str:
    """The office mark of a place's last bulletin; else one made from its name."""
    last = Bulletin.objects.filter(place=place).exclude(mark="").order_by("-issued_at")
    return last.values_list("mark", flat=True).first() or f"{place.name[:6]}通"
