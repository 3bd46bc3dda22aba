"""Outlines of grids: every spot belongs to the grid of its nearest building."""

import numpy as np
import shapely

from liandong.planning.gridding.problem import Grid, Problem
from liandong.planning.plan import Plan

MARGIN = 60.0  # metres around the outermost buildings, where no outline is given


def outlines(
    problem: Problem, plan: Plan[Grid], within: shapely.Geometry | None = None
) -> dict[int, shapely.Geometry]:
    """Draw the grids by number, in metres, so that they fill `within` and do not overlap."""
    places, at = np.unique(np.c_[problem.east, problem.north], axis=0, return_inverse=True)
    spots = shapely.points(places)
    room = within if within is not None else shapely.buffer(_hull(spots), MARGIN)
    grid_of = np.full(len(places), -1)
    for grid in plan.chosen:
        grid_of[at[list(grid.buildings)]] = grid.number
    cells = _cells(spots, room)
    drawn = {}
    for grid in plan.chosen:
        own = shapely.union_all(cells[grid_of == grid.number])
        drawn[grid.number] = shapely.intersection(own, room)
    return drawn


def _hull(spots: np.ndarray) -> shapely.Geometry:
    return shapely.convex_hull(shapely.multipoints(spots))


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
