"""Nearest-centre cells: share a polygon out so that every point goes to its nearest centre."""

from collections.abc import Sequence
from functools import reduce

import shapely
from shapely import MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry


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
    cells = _ordered_cells(polygon, centres)
    shares = [_flat(shapely.intersection(polygon, cell)) for cell in cells]
    return _with_slivers(polygon, shares)


def _ordered_cells(
    polygon: BaseGeometry, centres: Sequence[tuple[float, float]]
) -> list[BaseGeometry]:
    """The unclipped cells, far larger than the polygon, each at the place of its centre."""
    points = MultiPoint(centres)
    reach = polygon.union(points.convex_hull).envelope.buffer(polygon.length or 1.0)
    diagram = shapely.voronoi_polygons(points, extend_to=reach)
    tree = shapely.STRtree(list(diagram.geoms))
    return [diagram.geoms[int(tree.nearest(Point(centre)))] for centre in centres]


def _with_slivers(polygon: BaseGeometry, shares: list[BaseGeometry]) -> list[BaseGeometry]:
    """Give back what rounding lost: each leftover piece goes to the nearest share."""
    lost = polygon.difference(reduce(shapely.union, shares))
    pieces = [piece for piece in getattr(lost, "geoms", [lost]) if piece.area > 0]
    for piece in pieces:
        nearest = int(shapely.STRtree(shares).nearest(piece))
        shares[nearest] = _flat(shares[nearest].union(piece))
    return shares


def _flat(shape: BaseGeometry) -> BaseGeometry:
    """Only the polygons of a shape: touching points and lines are no part of a cell."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon) and p.area > 0]
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
