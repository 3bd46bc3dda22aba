"""Outlines of places: reading a GeoJSON file, matching it to places, and showing what is kept."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import shapely
from django.db.models import Q
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from shapely.geometry import shape as as_shape
from shapely.geometry.base import BaseGeometry

from liandong.kernel import coordinates
from liandong.places.models import Boundary, Edition, Level, Place, PlaceCode
from liandong.places.queries.search import fold
from liandong.places.queries.tree import children, standing, valid_on

KM2_A_SQUARE_DEGREE = 111.32**2
OVERLAP_SEEN = 0.0001  # km²: smaller ones are rounding
OVERLAP_BORNE = 0.01  # share of the smaller outline
SHOWN_WITHIN = {Level.CITY: 0.0005, Level.DISTRICT: 0.0003, Level.SUBDISTRICT: 0.0001}  # degrees

type Drawn = tuple[Place, BaseGeometry]


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline that is ready to be drawn: WKB in CGCS2000."""

    place_id: int
    shape: bytes
    source_crs: str
    official: bool
    source: str = ""


@dataclass(slots=True)
class OutlineFile:
    """What a file holds: outlines that fit, what was repaired, and what is wrong, in sentences."""

    outlines: list[Outline] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Origin:
    """What must be known of a file of outlines: `shift` is added, in degrees east and north."""

    crs: str
    official: bool
    source: str
    shift: tuple[float, float] = (0.0, 0.0)


def read_outlines(text: str, origin: Origin) -> OutlineFile:
    """Read GeoJSON in one of the coordinate systems, match it to places, repair and check it."""
    found = OutlineFile()
    try:
        features = json.loads(text)["features"]
    except (ValueError, KeyError, TypeError):
        found.problems.append(_("This is not a GeoJSON feature collection."))
        return found
    drawn: dict[int, Drawn] = {}
    for number, feature in enumerate(features, start=1):
        try:
            place = _place_of(feature.get("properties") or {})
            if place.pk in drawn:
                raise _Bad(_("%(name)s is drawn twice.") % {"name": place.name})
            drawn[place.pk] = (place, _shape_of(feature, place, origin, found.repairs))
        except _Bad as bad:
            found.problems.append(_("Feature %(number)d: %(why)s") % {"number": number, "why": bad})
    _compare_with_neighbours(drawn, found)
    found.outlines = [
        Outline(place_id, shapely.to_wkb(shape), origin.crs, origin.official, origin.source)
        for place_id, (_place, shape) in drawn.items()
    ]
    return found


class _Bad(Exception):
    """A feature that cannot be used; says why."""


def _place_of(properties: dict[str, Any]) -> Place:
    """The one place that a feature speaks of: by code and issuer, or by name within the parent."""
    name, parent = str(properties.get("name") or ""), str(properties.get("parent") or "")
    code = str(properties.get("code") or properties.get("adcode") or "")
    if not name and not code:
        raise _Bad(_("It has neither a name nor a code."))
    places = standing().select_related("parent")
    if code:
        codes = PlaceCode.objects.filter(code=code, valid_until__isnull=True)
        if properties.get("issuer"):
            codes = codes.filter(issuer=properties["issuer"])
        places = places.filter(id__in=codes.values("place_id"))
    else:
        places = places.filter(search_text__startswith=f"{fold(name)}|")
    fits = [p for p in places if _is_called(p, name) and _is_in(p, parent)]
    if len(fits) != 1:
        why = _("several places fit") if fits else _("no place fits")
        label = " ".join(part for part in (parent, name, code) if part)
        raise _Bad(_("%(label)s: %(why)s.") % {"label": label, "why": why})
    return fits[0]


def _is_called(place: Place, name: str) -> bool:
    return not name or fold(place.name) == fold(name)


def _is_in(place: Place, parent: str) -> bool:
    return not parent or (place.parent is not None and fold(place.parent.name) == fold(parent))


def _shape_of(feature: Any, place: Place, origin: Origin, repairs: list[str]) -> BaseGeometry:
    """The feature's outline in CGCS2000, valid, polygons only."""
    try:
        drawn = as_shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise _Bad(_("%(name)s: the outline cannot be read.") % {"name": place.name}) from error
    west, south, east, north = drawn.bounds if not drawn.is_empty else (0, 0, 0, 0)
    if west < -180 or east > 180 or south < -90 or north > 90:
        sentence = _("%(name)s: these are not degrees of longitude and latitude.")
        raise _Bad(sentence % {"name": place.name})
    moved = shapely.transform(drawn, lambda xy: _to_cgcs2000(xy + origin.shift, origin.crs))
    if not moved.is_valid:
        repairs.append(
            _("%(name)s: the outline was repaired (%(reason)s).")
            % {"name": place.name, "reason": shapely.is_valid_reason(moved)}
        )
        moved = shapely.make_valid(moved)
    surface = _surface(moved)
    if surface.is_empty:
        raise _Bad(_("%(name)s: the outline encloses nothing.") % {"name": place.name})
    return surface


def _to_cgcs2000(xy: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    return np.column_stack(coordinates.convert(xy[:, 0], xy[:, 1], crs, "cgcs2000"))


def _surface(shape: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a shape."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in {"Polygon", "MultiPolygon"}]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _compare_with_neighbours(drawn: dict[int, Drawn], found: OutlineFile) -> None:
    """Say where outlines of one level overlap, in the file and with what is kept already."""
    for level in {place.level for place, _shape in drawn.values()}:
        mine = [(p, s) for p, s in drawn.values() if p.level == level]
        kept = Boundary.objects.filter(valid_until__isnull=True, place__level=level)
        others = kept.exclude(place_id__in=drawn).select_related("place")
        all_of_level = mine + [(b.place, shapely.from_wkb(bytes(b.shape))) for b in others]
        tree = shapely.STRtree([shape for _place, shape in all_of_level])
        for first, second in tree.query([s for _p, s in mine], predicate="intersects").T:
            if first < second:
                _say_overlap(all_of_level[first], all_of_level[second], found)


def _say_overlap(one: Drawn, other: Drawn, found: OutlineFile) -> None:
    shared = _km2(shapely.intersection(one[1], other[1]))
    if shared < OVERLAP_SEEN:
        return
    sentence = _("%(one)s and %(other)s overlap by %(area).3f km².") % {
        "one": one[0].name,
        "other": other[0].name,
        "area": shared,
    }
    too_much = shared > OVERLAP_BORNE * min(_km2(one[1]), _km2(other[1]))
    (found.problems if too_much else found.repairs).append(sentence)


def _km2(shape: BaseGeometry) -> float:
    if shape.is_empty:
        return 0.0
    return float(shape.area * np.cos(np.radians(shape.centroid.y)) * KM2_A_SQUARE_DEGREE)


def outline_of(place: Place, on: date | None = None) -> Boundary | None:
    """The boundary of a place now or on a day, or None when none was drawn."""
    held = valid_on(on) if on else Q(valid_until__isnull=True)
    return Boundary.objects.select_related("place").filter(held, place=place).first()


def edition() -> str:
    """A word that changes with every change of the tree; "" before the first."""
    return Edition.objects.values_list("token", flat=True).first() or ""


def areas_geojson(place: Place, on: date | None = None) -> dict[str, Any]:
    """The outline of a place and of those that belong to it, as a GeoJSON feature collection."""
    own = outline_of(place, on)
    below = children(place, on).values_list("id", flat=True)
    held = valid_on(on) if on else Q(valid_until__isnull=True)
    inner = Boundary.objects.filter(held, place_id__in=below).select_related("place")
    rows = [*([own] if own else []), *inner.order_by("place_id")]
    shapes = _shown([shapely.from_wkb(bytes(row.shape)) for row in rows], Level(place.level))
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(row, shape, "self" if row is own else "child")
            for row, shape in zip(rows, shapes, strict=True)
        ],
    }


def _shown(shapes: list[BaseGeometry], level: Level) -> Iterable[BaseGeometry]:
    """As fine as a screen can show: neighbours keep their common edges."""
    tolerance = SHOWN_WITHIN.get(level)
    if not shapes or tolerance is None:
        return shapes
    return list(shapely.coverage_simplify(shapes, tolerance))


def _feature(row: Boundary, shape: BaseGeometry, role: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row.place_id,
        "properties": {
            "name": row.place.name,
            "name_en": row.place.name_en,
            "kind": row.place.kind,
            "official": row.official and row.place.official,
            "role": role,
        },
        "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-6))),
    }
