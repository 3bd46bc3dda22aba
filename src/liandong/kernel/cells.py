"""Nearest-centre cells: share a polygon out so that every point goes to its nearest centre."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

type Points = NDArray[np.float64]

FINENESS = 1e-11  # of the polygon's longer side


def nearest_centre_cells(
    polygon: BaseGeometry, centres: Sequence[tuple[float, float]]
) -> list[BaseGeometry]:
    """Return one cell of `polygon` for each centre, in the order of the centres.

    The cells cover the polygon without gaps and without overlap beyond shared edges. Distances are
    those of the plane in which the coordinates are given. A cell may have several parts where the
    polygon bends, and is empty when no point of the polygon is nearest to its centre. Raises
    `ValueError` when there is no centre or when two centres are the same point.
    """
    if not centres:
        raise ValueError("There is no centre.")
    if len(set(centres)) < len(centres):
        raise ValueError("Two centres are the same point.")
    if len(centres) == 1:
        return [polygon]
    grid = _grid(polygon)
    whole = shapely.set_precision(polygon, grid)
    cut = shapely.intersection(whole, list(_cells(polygon, centres)), grid_size=grid)
    shares = [_flat(share) for share in cut]
    left = shapely.difference(whole, shapely.union_all(shares, grid_size=grid), grid_size=grid)
    return _with_slivers(shares, _flat(left), grid)


def _grid(polygon: BaseGeometry) -> float:
    """The fineness in which shapes are cut: far below what matters, far above rounding."""
    west, south, east, north = polygon.bounds
    return float(max(east - west, north - south)) * FINENESS


def _cells(polygon: BaseGeometry, centres: Sequence[tuple[float, float]]) -> Iterator[Polygon]:
    """The cell of each centre within a box around everything: the box, cut by every bisector.

    Other centres are taken by distance; one that is twice as far as the farthest corner that is
    left can cut nothing off, nor can any after it.
    """
    sites = np.array(centres, dtype=np.float64)
    west, south, east, north = MultiPoint(sites).union(polygon.envelope).bounds
    box = np.array([(west, south), (east, south), (east, north), (west, north)])
    for site in sites:
        corners = box
        distances = np.hypot(*(sites - site).T)
        for other in np.argsort(distances)[1:]:
            if not len(corners) or distances[other] > 2 * np.hypot(*(corners - site).T).max():
                break
            corners = _nearer(corners, site, sites[other])
        yield Polygon(corners) if len(corners) > 2 else Polygon()


def _nearer(corners: Points, site: Points, other: Points) -> Points:
    """The part of a convex polygon that is nearer to `site` than to `other`."""
    beyond = (corners - (site + other) / 2) @ (other - site)  # > 0 on the other's side
    kept: list[Points] = []
    for here, there, at, then in zip(
        corners, np.roll(corners, -1, axis=0), beyond, np.roll(beyond, -1), strict=True
    ):
        if at <= 0:
            kept.append(here)
        if at * then < 0:
            kept.append(here + (there - here) * (at / (at - then)))
    return np.array(kept).reshape(-1, 2)


def _with_slivers(
    shares: list[BaseGeometry], left: BaseGeometry, grid: float
) -> list[BaseGeometry]:
    """What rounding left over goes to the nearest share, piece by piece."""
    for piece in shapely.get_parts(left):
        nearest = int(shapely.STRtree(shares).nearest(piece))
        shares[nearest] = _flat(shapely.union(shares[nearest], piece, grid_size=grid))
    return shares


def _flat(shape: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a shape: touching points and lines are no part of a cell."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon) and p.area > 0]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
