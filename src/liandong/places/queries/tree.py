"""The tree of places, as it is and as it was on any day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from liandong.kernel import rows
from liandong.places.models import (
    LEVEL_OF,
    Boundary,
    Level,
    Place,
    PlaceCode,
    PlaceKind,
    PlaceVersion,
)


@dataclass(slots=True)
class Node:
    """One place in the tree of a day, under the name and kind that it had then."""

    place_id: int
    name: str
    name_en: str
    kind: PlaceKind
    children: list["Node"] = field(default_factory=list)

    @property
    def level(self) -> Level:
        return LEVEL_OF[self.kind]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day: its end is the first day it doesn't."""
    begun = Q(**{f"{prefix}valid_from__lte": day})
    open_ended = Q(**{f"{prefix}valid_until__isnull": True})
    return begun & (open_ended | Q(**{f"{prefix}valid_until__gt": day}))


def standing(on: date | None = None) -> QuerySet[Place]:
    """Places that have not been abolished, now or as of a day."""
    return Place.objects.filter(valid_on(on) if on else Q(valid_until__isnull=True))


def standing_place(place_id: int) -> Place | None:
    """The place with this id, unless it was abolished."""
    return next(
        (place for place in rows.select(Place, id=[place_id]) if not place.valid_until), None
    )


def within(place: Place) -> QuerySet[Place]:
    """The place itself and everything that belongs to it now."""
    return standing().filter(path__startswith=place.path)


def find(place_id: int) -> Place | None:
    """A place by its id, with its parent."""
    return Place.objects.select_related("parent", "merged_into").filter(id=place_id).first()


def tree_as_of(day: date, deepest: Level = Level.BUILDING) -> list[Node]:
    """The roots of the tree as it stood on a day, with everything down to a level, in one query."""
    kinds = [kind for kind, level in LEVEL_OF.items() if level <= deepest]
    rows = (
        PlaceVersion.objects.filter(valid_on(day), kind__in=kinds)
        .order_by("place_id")
        .values_list("place_id", "name", "name_en", "kind", "parent_id")
    )
    nodes: dict[int, Node] = {}
    parents: dict[int, int | None] = {}
    for place_id, name, name_en, kind, parent_id in rows:
        nodes[place_id] = Node(place_id, name, name_en, PlaceKind(kind))
        parents[place_id] = parent_id
    roots: list[Node] = []
    for place_id, node in nodes.items():
        above = nodes.get(parents[place_id] or 0)
        (above.children if above else roots).append(node)
    return roots


def children(place: Place, on: date | None = None) -> QuerySet[Place]:
    """The places that belong to this one on a day (today's when none is given).

    Each carries `name_then`, `name_then_en` and `kind_then`: what it was called and was that day.
    """
    held = valid_on(on, "versions__") if on else Q(versions__valid_until__isnull=True)
    found = Place.objects.filter(held, versions__parent=place)
    if on is None:
        found = found.filter(valid_until__isnull=True)
    return found.annotate(
        name_then=F("versions__name"),
        name_then_en=F("versions__name_en"),
        kind_then=F("versions__kind"),
    )


SORTS = {
    "": ("id",),
    "name": ("name_then", "id"),
    "-name": ("-name_then", "id"),
    "places": ("n_places", "id"),
    "-places": ("-n_places", "id"),
    "households": ("households", "id"),
    "-households": ("-households", "id"),
}


def listed_children(place: Place, on: date | None = None, sort: str = "") -> QuerySet[Place]:
    """The children with `n_places`, how many places belong to each now, in one of `SORTS`."""
    standing_below = Count("children", filter=Q(children__valid_until__isnull=True))
    return children(place, on).annotate(n_places=standing_below).order_by(*SORTS.get(sort, ("id",)))


def version_on(place: Place, day: date) -> PlaceVersion | None:
    """What the place was on a day, or None when it wasn't there."""
    return place.versions.filter(valid_on(day)).first()


def ancestors(place: Place) -> list[Place]:
    """The places above this one, the city first. One query."""
    return list(Place.objects.filter(id__in=place.ancestors_ids).order_by("level"))


def ancestors_on(place: Place, day: date) -> list[PlaceVersion]:
    """What stood above this place on a day, the city first."""
    above: list[PlaceVersion] = []
    version = version_on(place, day)
    while version is not None and version.parent_id is not None:
        version = PlaceVersion.objects.filter(valid_on(day), place_id=version.parent_id).first()
        if version is not None:
            above.insert(0, version)
    return above


def ancestor(place: Place, level: int) -> Place | None:
    """The place of a level on this place's path: itself, one above it, or None."""
    if place.level == level:
        return place
    return Place.objects.filter(id__in=place.ancestors_ids, level=level).first()


def path_names(place: Place) -> list[str]:
    """The names from the city down to this place."""
    return [*(above.name for above in ancestors(place)), place.name]


def counts_below(place: Place) -> list[tuple[PlaceKind, int]]:
    """How many places of each kind belong to this one now, from the top down."""
    found = within(place).exclude(id=place.pk).values("kind").annotate(n=Count("id"))
    counts = {row["kind"]: row["n"] for row in found}
    return [(kind, counts[kind]) for kind in PlaceKind if kind in counts]


def codes_on(place: Place, on: date | None = None) -> list[PlaceCode]:
    """The codes that a place has now, or had on a day."""
    held = valid_on(on) if on else Q(valid_until__isnull=True)
    return list(place.codes.filter(held).order_by("issuer", "code"))


@dataclass(frozen=True, slots=True)
class History:
    """All dated rows of one place, newest first."""

    versions: list[PlaceVersion]
    codes: list[PlaceCode]
    boundaries: list[Boundary]


def history(place: Place) -> History:
    """What a place was called, where it belonged, and its codes and boundaries through time."""
    return History(
        versions=list(place.versions.select_related("parent").order_by("-valid_from")),
        codes=list(place.codes.order_by("issuer", "-valid_from")),
        boundaries=list(place.boundaries.defer("shape").order_by("-valid_from")),
    )
