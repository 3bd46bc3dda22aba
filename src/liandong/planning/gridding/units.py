"""A block as the units that change over: buildings, or estates that stay whole."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from liandong.planning.gridding.annealing import Graph
from liandong.planning.gridding.problem import NONE, Problem, Real, Whole


@dataclass(frozen=True, slots=True)
class Units:
    """One row for each unit; `of` says which unit each of the block's `buildings` is in.

    Today's grids are numbered from the largest on, and `names` are their own numbers: when the
    block takes fewer grids than today, the smallest end.
    """

    buildings: Whole
    of: Whole
    rows: Real
    households: Whole
    estates: Whole
    today: Whole
    names: Whole
    graph: Graph
    dedicated: int

    def pieces(self, inside: Whole) -> Whole:
        """Number the connected parts among some units."""
        starts, near = self.graph
        count = len(starts) - 1
        full = csr_array((np.ones(len(near), np.int8), near, starts), shape=(count, count))
        found: Whole = connected_components(full[inside][:, inside], directed=False)[1]
        return found


def gather(problem: Problem, buildings: Whole) -> Units:
    near = problem.graph[buildings][:, buildings].tocoo()
    of = _united(problem, buildings, near)
    count = int(of.max()) + 1
    households = problem.households[buildings]
    mass = np.maximum(households, 1)
    east = problem.east[buildings] - problem.east[buildings].mean()
    north = problem.north[buildings] - problem.north[buildings].mean()
    columns = (households, mass, mass * east, mass * north, mass * (east**2 + north**2))
    rows = np.stack([np.bincount(of, column, count) for column in columns], axis=1)
    links = np.unique(np.c_[of[near.row], of[near.col]], axis=0)
    links = links[links[:, 0] != links[:, 1]]
    starts = np.searchsorted(links[:, 0], np.arange(count + 1)).astype(np.int64)
    today, names = _by_size(problem.today[buildings], mass)
    return Units(
        buildings=buildings,
        of=of,
        rows=rows,
        households=rows[:, 0].astype(np.int64),
        estates=_most(of, _by_size(problem.estates[buildings], mass)[0], mass, count),
        today=_most(of, today, mass, count),
        names=names,
        graph=(starts, np.ascontiguousarray(links[:, 1], np.int64)),
        dedicated=int(problem.dedicated[buildings[0]]),
    )


def _united(problem: Problem, buildings: Whole, near: csr_array) -> Whole:
    """Number the units: each building, or each part of an estate that stays whole."""
    count = len(buildings)
    if not problem.whole:
        return np.arange(count)
    estates = problem.estates[buildings]
    same = (estates[near.row] == estates[near.col]) & (estates[near.row] != NONE)
    inside = csr_array(
        (np.ones(same.sum(), np.int8), (near.row[same], near.col[same])), shape=(count, count)
    )
    of = connected_components(inside, directed=False)[1]
    large = np.bincount(of, problem.households[buildings])[of] > problem.rule.high
    apart = np.where(large, np.arange(count) + count, of)
    found: Whole = np.unique(apart, return_inverse=True)[1].astype(np.int64)
    return found


def _by_size(names: Whole, mass: Whole) -> tuple[Whole, Whole]:
    """Number what is named anew, the largest first; −1 stays."""
    found, at = np.unique(names, return_inverse=True)
    order = np.lexsort((found, -np.bincount(at, mass), found == NONE))
    rank = np.empty(len(found), np.int64)
    rank[order] = np.arange(len(found))
    rank[found == NONE] = NONE
    return rank[at], found[order][found[order] != NONE]


def _most(of: Whole, marks: Whole, mass: Whole, count: int) -> Whole:
    """Return for each unit the mark that most of its mass has."""
    weights = np.zeros((count, int(marks.max()) + 2))
    np.add.at(weights, (of, marks + 1), mass)
    most: Whole = weights.argmax(axis=1).astype(np.int64) - 1
    return most
