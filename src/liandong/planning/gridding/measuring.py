"""How good a division is, whoever made it: the same figures for ours, a peer's and today's."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from liandong.planning.gridding.blocks import ceiling
from liandong.planning.gridding.problem import NONE, Grid, Problem, Real, Whole
from liandong.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures over all grids but the dedicated ones.

    `ceiling` is how many of them could lie within the range at best, given the blocks; `imbalance`
    the mean distance from the range's middle as a share of it; `radius` the mean of the grids' mean
    square radii in metres; `torn` counts the pieces that hang off; `estates` how many an average
    grid has part in.
    """

    grids: int
    within: int
    ceiling: int
    imbalance: float
    radius: float
    estates: float
    torn: int

    @property
    def share(self) -> float:
        return self.within / self.grids if self.grids else 1.0


def grid_of(problem: Problem, plan: Plan[Grid]) -> Whole:
    """Return the number of its grid for each building."""
    numbers = np.full(len(problem.households), NONE, np.int64)
    for grid in plan.chosen:
        numbers[list(grid.buildings)] = grid.number
    return numbers


def measure(problem: Problem, numbers: Whole) -> Measures:
    """Measure a division: the number of a grid for each building."""
    counted = problem.dedicated == NONE
    labels = np.unique(numbers[counted], return_inverse=True)[1]
    count = int(labels.max()) + 1 if len(labels) else 0
    households = np.bincount(labels, problem.households[counted], count).astype(np.int64)
    rule = problem.rule
    pairs = np.unique(np.c_[labels, problem.estates[counted]], axis=0)
    return Measures(
        grids=count,
        within=int(((households >= rule.low) & (households <= rule.high)).sum()),
        ceiling=_ceiling(problem, counted, labels),
        imbalance=float(np.abs(households - rule.middle).mean() / rule.middle) if count else 0.0,
        radius=float(_radii(problem, counted, labels, count).mean()) if count else 0.0,
        estates=float((pairs[:, 1] != NONE).sum() / count) if count else 0.0,
        torn=_pieces(problem, numbers) - len(np.unique(numbers)),
    )


def _ceiling(problem: Problem, counted: Whole, labels: Whole) -> int:
    blocks = problem.blocks[counted]
    total = np.bincount(blocks, problem.households[counted]).astype(np.int64)
    first = np.zeros(int(labels.max(initial=-1)) + 1, np.int64)
    first[labels] = blocks
    numbers = np.bincount(first, minlength=len(total))
    at_best = (
        ceiling(int(total[block]), int(numbers[block]), problem.rule)
        for block in np.unique(blocks).tolist()
    )
    return sum(at_best)


def _radii(problem: Problem, counted: Whole, labels: Whole, count: int) -> Real:
    mass = np.maximum(problem.households[counted], 1)
    whole = np.bincount(labels, mass, count)
    squares = np.zeros(count)
    for axis in (problem.east[counted], problem.north[counted]):
        centre = np.bincount(labels, mass * axis, count) / whole
        squares += np.bincount(labels, mass * (axis - centre[labels]) ** 2, count)
    return np.sqrt(squares / whole)


def _pieces(problem: Problem, numbers: Whole) -> int:
    left, right = problem.graph.nonzero()
    same = numbers[left] == numbers[right]
    shape = (len(numbers), len(numbers))
    inside = csr_array((np.ones(same.sum(), np.int8), (left[same], right[same])), shape=shape)
    return int(connected_components(inside, directed=False)[0])
