"""Blocks of a few units: the best of all divisions, by dynamic programming over sets of units.

Compiled. best(S) is the least of cost(T) + best(S without T) over all contiguous T within S that
hold the first unit of S: 3ⁿ steps for n units. Cost counts households outside the range first, and
points only between equals.
"""

import numpy as np

from liandong.planning.compiled import compiled
from liandong.planning.gridding.annealing import (
    ESTATE_OF,
    ESTATES,
    GRID,
    HIGH,
    HOUSEHOLDS,
    LOW,
    UNITS,
    Graph,
    points,
)
from liandong.planning.gridding.problem import Real, Whole

SMALL = 11  # units
FIRST = 1e7  # one household outside outweighs any points


@compiled
def best(units: Real, marks: Whole, graph: Graph, want: Real) -> Whole:
    """Return the grid of each unit in the best division."""
    count = len(units)
    cost = _costs(units, marks, graph, want)
    least, taken = np.full(1 << count, np.inf), np.zeros(1 << count, np.int64)
    least[0] = 0.0
    for whole in range(1, 1 << count):
        first = whole & -whole
        rest = whole ^ first
        part = rest
        while True:
            total = cost[part | first] + least[rest ^ part]
            if total < least[whole]:
                least[whole] = total
                taken[whole] = part | first
            if part == 0:
                break
            part = (part - 1) & rest
    labels, left, grid = np.zeros(count, np.int64), (1 << count) - 1, 0
    while left:
        for unit in range(count):
            if taken[left] >> unit & 1:
                labels[unit] = grid
        left ^= taken[left]
        grid += 1
    return labels


@compiled
def _costs(units: Real, marks: Whole, graph: Graph, want: Real) -> Real:
    """Return what each set of units costs as one grid; infinity where it is not in one piece."""
    count = len(units)
    near = np.zeros(count, np.int64)
    for unit in range(count):
        for at in range(graph[0][unit], graph[0][unit + 1]):
            near[unit] |= 1 << graph[1][at]
    cost = np.full(1 << count, np.inf)
    for chosen in range(1, 1 << count):
        if _in_one_piece(chosen, near):
            grid = _grid(chosen, units, marks)
            households = grid[HOUSEHOLDS]
            miss = max(want[LOW] - households, households - want[HIGH], 0.0)
            cost[chosen] = FIRST * miss + points(grid, want)
    return cost


@compiled
def _in_one_piece(chosen: int, near: Whole) -> bool:
    reached = chosen & -chosen
    before = 0
    while reached != before:
        before = reached
        for unit in range(len(near)):
            if reached >> unit & 1:
                reached |= near[unit] & chosen
    return reached == chosen


@compiled
def _grid(chosen: int, units: Real, marks: Whole) -> Real:
    grid = np.zeros(GRID)
    known = 0
    for unit in range(len(units)):
        if chosen >> unit & 1:
            grid[:UNITS] += units[unit]
            estate = marks[unit, ESTATE_OF]
            if estate >= 0 and not known >> estate & 1:
                known |= 1 << estate
                grid[ESTATES] += 1
    return grid
