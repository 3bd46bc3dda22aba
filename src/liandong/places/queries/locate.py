"""Which place holds a point: an index in memory that notices when the tree has changed.

Outlines are kept apart by level. A point is looked for among the deepest outlines first, and only
what they don't hold goes one level up, so most points meet only small cells. The copy in memory
is compared with the `Edition` row every few seconds, and at every call inside a transaction.
"""

import time
from dataclasses import dataclass
from threading import Lock

import numpy as np
import shapely
from django.db import connection
from numpy.typing import ArrayLike, NDArray

from liandong.places.models import Boundary, Edition, Place

RECHECK_AFTER = 2.0  # seconds

type Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layer:
    """All outlines of one level: a tree of their boxes, the outlines, and whose they are."""

    tree: shapely.STRtree
    outlines: NDArray[np.object_]
    ids: Ids

    def holder(self, lon: float, lat: float) -> int:
        """The id of the place that holds the point, or 0."""
        near = self.tree.query(shapely.Point(lon, lat))
        if not near.size:
            return 0
        holding = near[shapely.intersects_xy(self.outlines[near], lon, lat)]
        return int(self.ids[holding].min()) if holding.size else 0

    def holders(self, lons: NDArray[np.float64], lats: NDArray[np.float64]) -> Ids:
        """For each point the id of the place that holds it, or 0."""
        which, near = self.tree.query(shapely.points(lons, lats))
        inside = shapely.intersects_xy(self.outlines[near], lons[which], lats[which])
        which, near = which[inside], near[inside]
        found = np.full(lons.shape, np.iinfo(np.int64).max, dtype=np.int64)
        np.minimum.at(found, which, self.ids[near])
        found[found == np.iinfo(np.int64).max] = 0
        return found


@dataclass(slots=True)
class _Copy:
    """The layers from the deepest up, the edition they are of, and when that was checked."""

    layers: list[Layer]
    edition: str
    checked: float


_copy: _Copy | None = None
_lock = Lock()


def find_place(lon: float, lat: float) -> Place | None:
    """The deepest place that holds a point (degrees, CGCS2000), or None outside every boundary."""
    place_id = place_id_at(lon, lat)
    return Place.objects.filter(id=place_id).first() if place_id else None


def place_id_at(lon: float, lat: float) -> int:
    """The id of the deepest place that holds a point, or 0 outside every boundary."""
    for layer in _layers():
        if found := layer.holder(lon, lat):
            return found
    return 0


def find_place_ids(lons: ArrayLike, lats: ArrayLike) -> Ids:
    """For each point the id of the deepest place that holds it; 0 outside every boundary."""
    east, north = np.atleast_1d(np.asarray(lons, float)), np.atleast_1d(np.asarray(lats, float))
    found = np.zeros(east.shape, dtype=np.int64)
    for layer in _layers():
        open_points = np.flatnonzero(found == 0)
        if not open_points.size:
            break
        found[open_points] = layer.holders(east[open_points], north[open_points])
    return found


def find_places(lons: ArrayLike, lats: ArrayLike) -> list[Place | None]:
    """For each point the deepest place that holds it, or None. One query for all of them."""
    ids = find_place_ids(lons, lats).tolist()
    places = Place.objects.in_bulk(set(ids) - {0})
    return [places.get(place_id) for place_id in ids]


def forget() -> None:
    """Read the outlines again at the next question."""
    global _copy
    _copy = None


def _layers() -> list[Layer]:
    global _copy
    copy, now = _copy, time.monotonic()
    if copy and now - copy.checked < RECHECK_AFTER and not connection.in_atomic_block:
        return copy.layers
    with _lock:
        edition = Edition.objects.values_list("token", flat=True).first() or ""
        if _copy is None or _copy.edition != edition:
            _copy = _Copy(_read(), edition, now)
        _copy.checked = now
        return _copy.layers


def _read() -> list[Layer]:
    rows = (
        Boundary.objects.filter(valid_until__isnull=True, place__valid_until__isnull=True)
        .order_by("-place__level", "place_id")
        .values_list("place__level", "place_id", "shape")
    )
    by_level: dict[int, list[tuple[int, bytes]]] = {}
    for level, place_id, shape in rows:
        by_level.setdefault(level, []).append((place_id, bytes(shape)))
    return [_layer(found) for found in by_level.values()]


def _layer(rows: list[tuple[int, bytes]]) -> Layer:
    outlines = shapely.from_wkb([shape for _, shape in rows])
    shapely.prepare(outlines)
    ids = np.array([place_id for place_id, _ in rows], dtype=np.int64)
    return Layer(shapely.STRtree(outlines), outlines, ids)
