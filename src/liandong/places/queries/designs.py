"""Reading proposals for grids: those of a place, one with all that it would change, its maps."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from liandong.kernel.actor import Actor
from liandong.ledger.models import Entry
from liandong.places.lifecycle import Design
from liandong.places.models import (
    DesignedGrid,
    DesignedMove,
    EndingGrid,
    GridDesign,
    Level,
    Place,
    PlaceKind,
)
from liandong.places.queries.survey import Survey, survey
from liandong.places.queries.tree import standing

TONES = 6


def design(design_id: int) -> GridDesign | None:
    found = GridDesign.objects.select_related("place__parent")
    return found.filter(pk=design_id).first()


def design_asked(entry_id: int) -> GridDesign | None:
    """The proposal that an entry asked for, while it still waits to be drawn up."""
    entry = Entry.objects.filter(pk=entry_id).first()
    number = (entry.subject if entry else "").rpartition(":")[2]
    return GridDesign.objects.filter(pk=int(number or 0), state=Design.ASKED).first()


def designs_due(today: date) -> list[int]:
    """The accepted proposals whose day has come."""
    due = GridDesign.objects.filter(state=Design.ACCEPTED, since__lte=today)
    return list(due.order_by("id").values_list("id", flat=True))


def designs_of(place: Place) -> QuerySet[GridDesign]:
    """All proposals of a community, the newest first, with how many buildings would move."""
    found = GridDesign.objects.filter(place=place).annotate(
        n_moves=Count("moves", distinct=True), n_grids=Count("grids", distinct=True)
    )
    return found.order_by("-asked_at", "-id")


def has_design(place: Place, state: Design) -> bool:
    return GridDesign.objects.filter(place=place, state=state).exists()


def communities_to_divide(actor: Actor) -> QuerySet[Place]:
    """The communities below an actor's place, each with its grids and its newest proposal."""
    newest = GridDesign.objects.filter(place=OuterRef("pk")).order_by("-asked_at", "-id")
    grids = Q(children__kind=PlaceKind.GRID, children__valid_until__isnull=True)
    found = standing().filter(level=Level.COMMUNITY, path__startswith=actor.path or "-")
    return found.annotate(
        n_grids=Count("children", filter=grids),
        newest_id=Subquery(newest.values("pk")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
    ).order_by("-n_grids", "path")


@dataclass(frozen=True, slots=True)
class Paper:
    """A proposal with everything that it would change."""

    design: GridDesign
    grids: list[DesignedGrid]
    moves: list[DesignedMove]
    endings: list[EndingGrid]
    now: Survey

    @property
    def changed(self) -> bool:
        """Whether buildings or grids are no longer those that it was drawn up from."""
        return self.now.ground != self.design.ground

    @property
    def moved(self) -> int:
        """How many households would come into another grid."""
        return sum(move.households or 0 for move in self.moves)

    @property
    def begun(self) -> int:
        return sum(grid.begins for grid in self.grids)

    @property
    def outside(self) -> list[DesignedGrid]:
        return [grid for grid in self.grids if grid.word in {"below", "above"}]


def paper(design: GridDesign) -> Paper:
    """Read a proposal whole: its grids by number, the moves by grid and building."""
    moves = design.moves.select_related("building", "before", "after")
    return Paper(
        design=design,
        grids=list(design.grids.select_related("grid").order_by("number")),
        moves=list(moves.order_by("after__number", "before_id", "building_id")),
        endings=list(design.endings.select_related("grid", "into").order_by("grid_id")),
        now=survey(design.place),
    )


def proposed_geojson(design: GridDesign) -> dict[str, Any]:
    """The grids of a proposal as areas, each with its number for a tone."""
    rows = design.grids.order_by("number").values_list("number", "name", "name_en", "shape")
    return _areas((number, name, name_en, bytes(shape)) for number, name, name_en, shape in rows)


def present_geojson(design: GridDesign) -> dict[str, Any]:
    """The grids of today where they are drawn, in the tone that they have in the proposal."""
    tones = dict(design.grids.filter(begins=False).values_list("grid_id", "number"))
    grids = Place.objects.filter(pk__in=[*tones, *design.endings.values_list("grid", flat=True)])
    drawn = grids.filter(boundaries__valid_until__isnull=True, boundaries__isnull=False)
    rows = drawn.order_by("id").values_list("id", "name", "name_en", "boundaries__shape")
    last = design.grids.count()
    return _areas(
        (tones.get(pk, last), name, name_en, bytes(shape)) for pk, name, name_en, shape in rows
    )


def moving_geojson(design: GridDesign) -> dict[str, Any]:
    """The buildings that would move, as points."""
    rows = design.moves.filter(building__lon__isnull=False).select_related("building", "after")
    return _collection(
        {
            "type": "Feature",
            "properties": {
                "name": f"{move.building.name} → {move.after.name}",
                "url": move.building.get_absolute_url(),
            },
            "geometry": {
                "type": "Point",
                "coordinates": [move.building.lon, move.building.lat],
            },
        }
        for move in rows.order_by("building_id")
    )


def _areas(rows: Iterable[tuple[int, str, str, bytes]]) -> dict[str, Any]:
    return _collection(
        {
            "type": "Feature",
            "properties": {"name": name, "name_en": name_en, "tone": number % TONES + 1},
            "geometry": json.loads(
                shapely.to_geojson(shapely.set_precision(shapely.from_wkb(shape), 1e-6))
            ),
        }
        for number, name, name_en, shape in rows
    )


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
