"""Outlines of grids: every spot belongs to the grid of its nearest building."""

from collections.abc import Sequence

import numpy as np
import shapely

from liandong.planning.gridding.problem import Grid, Problem
from liandong.planning.plan import Plan

MARGIN = 60.0  # metres around the outermost buildings, where no outline is given


def outlines(
    problem: Problem,
    plan: Plan[Grid],
    within: shapely.Geometry | None = None,
    barriers: Sequence[shapely.Geometry] = (),
) -> dict[int, shapely.Geometry]:
    """Draw the grids by number, in metres, so that they fill `within` and do not overlap.

    Where barriers cut a piece off in which there are buildings, only those share it out.
    """
    places, at = np.unique(np.c_[problem.east, problem.north], axis=0, return_inverse=True)
    spots = shapely.points(places)
    grid_of = np.full(len(places), -1)
    for grid in plan.chosen:
        grid_of[at[list(grid.buildings)]] = grid.number
    room = within
    if room is None:
        room = shapely.buffer(shapely.convex_hull(shapely.multipoints(spots)), MARGIN)
    shares: dict[int, list[shapely.Geometry]] = {grid.number: [] for grid in plan.chosen}
    for piece in _pieces(room, barriers):
        inside = shapely.intersects(piece, spots)
        own = inside if inside.any() else np.ones(len(spots), bool)
        for number, cell in zip(grid_of[own], _cells(spots[own], piece), strict=True):
            shares[int(number)].append(shapely.intersection(cell, piece))
    return {number: shapely.union_all(cells) for number, cells in shares.items()}


def _pieces(room: shapely.Geometry, barriers: Sequence[shapely.Geometry]) -> np.ndarray:
    """Cut a place along lines, and along the borders of areas."""
    if not len(barriers):
        return np.array([room])
    lines = [shapely.boundary(one) if one.area else one for one in barriers]
    net = shapely.node(shapely.union_all([shapely.boundary(room), *lines]))
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    found: np.ndarray = pieces[shapely.covers(room, shapely.point_on_surface(pieces))]
    return found


def _cells(spots: np.ndarray, room: shapely.Geometry) -> np.ndarray:
    """Return each spot's cell, in the order of the spots."""
    if len(spots) == 1:
        return np.array([room])
    around = shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=room)
    cells = shapely.get_parts(around)
    cell, spot = shapely.STRtree(spots).query(cells, predicate="contains")
    found = np.empty(len(spots), object)
    found[spot] = cells[cell]
    return found
