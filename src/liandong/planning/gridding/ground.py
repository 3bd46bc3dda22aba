"""Who is next to whom: buildings, and the main roads and rivers that no grid may cross."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay, QhullError

from liandong.planning.gridding.problem import Real, Whole


@dataclass(frozen=True, slots=True)
class Ground:
    """Neighbouring buildings, and those pairs that only a main road or river parts."""

    links: Whole
    parted: Whole


def lay(east: Real, north: Real, barriers: Sequence[shapely.Geometry] = ()) -> Ground:
    """Find neighbours: no third building lies in the circle between two (Gabriel's graph).

    Pairs across a barrier are left out. Where that would tear apart what no barrier parts, the
    shortest further pairs of Delaunay's graph that cross nothing are added.
    """
    pairs = _delaunay(east, north)
    long = np.hypot(*(np.array([axis[pairs[:, 0]] - axis[pairs[:, 1]] for axis in (east, north)])))
    free = ~_crossing(east, north, pairs, barriers)
    kept = free & (_gabriel(east, north, pairs) | _spanning(len(east), pairs, long, free))
    return Ground(pairs[kept], pairs[~free])


def _delaunay(east: Real, north: Real) -> Whole:
    """Return the pairs of Delaunay's triangles; buildings on one line follow one another."""
    places, at = np.unique(np.c_[east, north], axis=0, return_inverse=True)
    first = np.full(len(places), len(east), np.int64)
    np.minimum.at(first, at, np.arange(len(east)))
    same = np.c_[first[at], np.arange(len(east))]
    try:
        threes = Delaunay(places).simplices if len(places) > 3 else _all(len(places))
        pairs = np.concatenate([threes[:, [0, 1]], threes[:, [1, 2]], threes[:, [0, 2]]])
    except QhullError:
        pairs = np.c_[np.arange(len(places) - 1), np.arange(1, len(places))]
    pairs = np.concatenate([first[pairs], same[same[:, 0] != same[:, 1]]])
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return np.unique(np.sort(pairs, axis=1), axis=0).astype(np.int64).reshape(-1, 2)


def _all(places: int) -> Whole:
    """Three places or fewer are one triangle, with a corner named twice where one is missing."""
    return (
        np.minimum(np.arange(3), max(places - 1, 0))[None, :] if places else np.empty((0, 3), int)
    )


def _crossing(east: Real, north: Real, pairs: Whole, barriers: Sequence[shapely.Geometry]) -> Whole:
    crossed = np.zeros(len(pairs), bool)
    if not len(barriers) or not len(pairs):
        return crossed
    ends = np.stack([np.c_[east, north][pairs[:, 0]], np.c_[east, north][pairs[:, 1]]], axis=1)
    lines = shapely.linestrings(ends)
    crossed[shapely.STRtree(lines).query(list(barriers), predicate="intersects")[1]] = True
    return crossed


def _gabriel(east: Real, north: Real, pairs: Whole) -> Whole:
    """A third building in the circle would be joined with both ends in Delaunay's graph."""
    kept = np.ones(len(pairs), bool)
    left, right = pairs.T
    middle = np.c_[(east[left] + east[right]) / 2, (north[left] + north[right]) / 2]
    square = ((np.c_[east, north][left] - middle) ** 2).sum(axis=1)
    near: list[list[int]] = [[] for _one in range(len(east))]
    for one, other in pairs.tolist():
        near[one].append(other)
        near[other].append(one)
    places = np.c_[east, north]
    for at, (one, other) in enumerate(pairs.tolist()):
        both = [third for third in near[one] if third != other]
        away = ((places[both] - middle[at]) ** 2).sum(axis=1)
        kept[at] = not (away < square[at] * (1 - 1e-9)).any()
    return kept


def _spanning(count: int, pairs: Whole, long: Real, free: Whole) -> Whole:
    """Mark the pairs of a shortest tree in every part that barriers leave."""
    inside = np.flatnonzero(free)
    graph = csr_array(
        (long[inside] + 1e-6, (pairs[inside, 0], pairs[inside, 1])), shape=(count, count)
    )
    tree = minimum_spanning_tree(graph).tocoo()
    keys = np.minimum(tree.row, tree.col) * count + np.maximum(tree.row, tree.col)
    found: Whole = np.isin(pairs[:, 0] * count + pairs[:, 1], keys) & free
    return found
