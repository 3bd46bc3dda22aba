"""Who belongs to which grid: one unit at a time changes over, and no grid ever falls apart.

Compiled. A unit is a building, or an estate that stays whole. Units stand as rows of numbers
(`HOUSEHOLDS` … `SQUARE`), their estate and today's grid beside them; a graph is the pair (where
the neighbours of each unit start, neighbours). Grids are kept as sums over their units, so that a
change costs the same however large they are.
"""

import numpy as np

from liandong.planning.compiled import compiled
from liandong.planning.gridding.problem import Real, Whole

Graph = tuple[Whole, Whole]

# Columns of a unit, and the first of a grid. Mass is households, or 1 where nobody lives.
HOUSEHOLDS, MASS, EAST, NORTH, SQUARE = range(5)
UNITS, MOVED, ESTATES, GRID = 5, 6, 7, 8
# Places in the row of figures that say what is wanted.
LOW, HIGH, OUTSIDE, BALANCE, SPREAD, ESTATE, CHANGE = range(7)
ESTATE_OF, TODAY = 0, 1
YARD = 3600.0  # (60 m)²: the spread that costs one point
EACH = 0.0125  # of `OUTSIDE`, for each household outside: 40 points and half a point for each


@compiled
def points(grid: Real, want: Real) -> float:
    """Return what a grid costs."""
    count = grid[HOUSEHOLDS]
    half = (want[HIGH] - want[LOW]) / 2
    off = (count - want[LOW] - half) / half
    total = want[BALANCE] * off * off
    miss = max(want[LOW] - count, count - want[HIGH])
    if miss > 0:
        total += want[OUTSIDE] * (1 + EACH * miss)
    middle = (grid[EAST] * grid[EAST] + grid[NORTH] * grid[NORTH]) / grid[MASS]
    total += want[SPREAD] * (grid[SQUARE] - middle) / (grid[MASS] * YARD)
    return float(total + want[ESTATE] * grid[ESTATES] + want[CHANGE] * grid[MOVED])


@compiled
def holds_without(unit: int, labels: Whole, graph: Graph, stack: Whole, seen: Whole) -> bool:
    """Say whether the unit's grid stays in one piece without it."""
    starts, near = graph
    grid, left, first = labels[unit], 0, -1
    for at in range(starts[unit], starts[unit + 1]):
        if labels[near[at]] == grid:
            left += 1
            first = near[at]
    if left <= 1:
        return True
    seen[-1] += 1  # the last place counts the searches
    mark = seen[-1]
    seen[unit] = mark
    seen[first] = mark
    stack[0] = first
    depth = 1
    left -= 1
    while depth > 0 and left > 0:
        depth -= 1
        here = stack[depth]
        for at in range(starts[here], starts[here + 1]):
            other = near[at]
            if labels[other] == grid and seen[other] != mark:
                seen[other] = mark
                stack[depth] = other
                depth += 1
                left -= _touches(other, unit, graph)
    return left == 0


@compiled
def _touches(one: int, other: int, graph: Graph) -> int:
    starts, near = graph
    for at in range(starts[other], starts[other + 1]):
        if near[at] == one:
            return 1
    return 0


@compiled
def grow(units: Real, graph: Graph, labels: Whole, number: int, seed: int) -> None:
    """Give every unit with −1 a grid: seeds far apart, then the smallest grid takes next."""
    np.random.seed(seed)
    centres = np.full((number, 2), np.nan)
    sums = np.zeros(number)
    for unit in range(len(labels)):
        if labels[unit] >= 0:
            sums[labels[unit]] += units[unit, HOUSEHOLDS]
    for grid in range(number):
        chosen = _seed(units, labels, graph, grid, sums)
        centres[grid, 0] = units[chosen, EAST] / units[chosen, MASS]
        centres[grid, 1] = units[chosen, NORTH] / units[chosen, MASS]
    stuck = np.zeros(number, np.bool_)
    while not stuck.all():
        grid = _smallest(sums, stuck)
        taken = _nearest_free(units, labels, graph, grid, centres[grid])
        if taken < 0:
            stuck[grid] = True
        else:
            labels[taken] = grid
            sums[grid] += units[taken, HOUSEHOLDS]


@compiled
def _seed(units: Real, labels: Whole, graph: Graph, grid: int, sums: Real) -> int:
    """Return the first unit of a grid: its own, a free one far from others, or one taken away."""
    free = 0.0
    away = np.zeros(len(labels))
    for unit in range(len(labels)):
        if labels[unit] == grid:
            return unit
        if labels[unit] < 0:
            away[unit] = _distance(units, labels, unit) * units[unit, MASS]
            free += away[unit]
    chosen = -1
    if free > 0:
        mark = np.random.random() * free
        for unit in range(len(labels)):
            if away[unit] > 0 and mark >= 0:
                chosen = unit
                mark -= away[unit]
    else:
        chosen = _loosest(labels, graph, sums)
        sums[labels[chosen]] -= units[chosen, HOUSEHOLDS]
    labels[chosen] = grid
    sums[grid] += units[chosen, HOUSEHOLDS]
    return chosen


@compiled
def _distance(units: Real, labels: Whole, unit: int) -> float:
    """Return the squared distance to the nearest unit that has a grid, never nothing."""
    nearest = 1e12
    for other in range(len(labels)):
        if labels[other] >= 0:
            east = units[unit, EAST] / units[unit, MASS] - units[other, EAST] / units[other, MASS]
            north = (
                units[unit, NORTH] / units[unit, MASS] - units[other, NORTH] / units[other, MASS]
            )
            nearest = min(nearest, east * east + north * north)
    return nearest + 1e-9


@compiled
def _loosest(labels: Whole, graph: Graph, sums: Real) -> int:
    """Return a unit that the largest possible grid can give away and stay whole."""
    members = np.zeros(len(sums), np.int64)
    for unit in range(len(labels)):
        members[labels[unit]] += 1
    stack, seen = np.empty(len(labels), np.int64), np.zeros(len(labels) + 1, np.int64)
    chosen = -1
    for unit in range(len(labels)):
        grid = labels[unit]
        better = chosen < 0 or sums[grid] > sums[labels[chosen]]
        if members[grid] > 1 and better and holds_without(unit, labels, graph, stack, seen):
            chosen = unit
    return chosen


@compiled
def _smallest(sums: Real, stuck: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> int:
    chosen = -1
    for grid in range(len(sums)):
        if not stuck[grid] and (chosen < 0 or sums[grid] < sums[chosen]):
            chosen = grid
    return chosen


@compiled
def _nearest_free(units: Real, labels: Whole, graph: Graph, grid: int, centre: Real) -> int:
    starts, near = graph
    chosen, nearest = -1, np.inf
    for unit in range(len(labels)):
        if labels[unit] != grid:
            continue
        for at in range(starts[unit], starts[unit + 1]):
            other = near[at]
            if labels[other] < 0:
                east = units[other, EAST] / units[other, MASS] - centre[0]
                north = units[other, NORTH] / units[other, MASS] - centre[1]
                if east * east + north * north < nearest:
                    nearest = east * east + north * north
                    chosen = other
    return chosen


@compiled
def sums(units: Real, marks: Whole, labels: Whole, number: int) -> tuple[Real, Whole]:
    """Add up the grids, and count the units of each estate in each grid."""
    grids = np.zeros((number, GRID))
    estates = np.zeros((number, marks[:, ESTATE_OF].max() + 2), np.int64)
    for unit in range(len(labels)):
        _shift(
            grids[labels[unit]], estates[labels[unit]], units[unit], marks[unit], labels[unit], 1
        )
    return grids, estates


@compiled
def _shift(grid: Real, estates: Whole, unit: Real, marks: Whole, number: int, sign: int) -> None:
    """Put a unit into a grid (sign 1) or take it out (−1)."""
    for column in range(UNITS):
        grid[column] += sign * unit[column]
    grid[UNITS] += sign
    if marks[TODAY] >= 0 and marks[TODAY] != number:
        grid[MOVED] += sign * unit[HOUSEHOLDS]
    estate = marks[ESTATE_OF]
    if estate >= 0:
        before = estates[estate]
        estates[estate] = before + sign
        grid[ESTATES] += (estates[estate] > 0) - (before > 0)


@compiled
def anneal(
    units: Real, marks: Whole, graph: Graph, labels: Whole, want: Real, plan: tuple[int, int, int]
) -> tuple[Whole, float]:
    """Improve `labels` and return the best found with its points. `plan`: grids, steps, seed.

    A unit at a border changes over when that is better, and at first also when it is worse: with
    the probability e^(−worse/heat), while the heat falls from 12 points to 0.02.
    """
    number, steps, seed = plan
    np.random.seed(seed)
    grids, estates = sums(units, marks, labels, number)
    cost = np.array([points(grids[grid], want) for grid in range(number)])
    now = cost.sum()
    best, kept = now, labels.copy()
    stack, seen = np.empty(len(labels), np.int64), np.zeros(len(labels) + 1, np.int64)
    trial = np.empty((2, GRID))
    for step in range(steps):
        unit = np.random.randint(len(labels))
        here, there = labels[unit], _beside(unit, labels, graph)
        if here == there or grids[here, UNITS] == 1:
            continue
        trial[0] = grids[here]
        trial[1] = grids[there]
        _shift(trial[0], estates[here], units[unit], marks[unit], here, -1)
        _shift(trial[1], estates[there], units[unit], marks[unit], there, 1)
        less, more = points(trial[0], want), points(trial[1], want)
        worse = less + more - cost[here] - cost[there]
        if _refused(worse, step / steps) or not holds_without(unit, labels, graph, stack, seen):
            _undo(estates, here, there, marks[unit, ESTATE_OF])
            continue
        labels[unit] = there
        grids[here], grids[there] = trial[0], trial[1]
        cost[here], cost[there] = less, more
        now += worse
        if now < best - 1e-9:
            best = now
            kept[:] = labels
    return kept, best


@compiled
def _beside(unit: int, labels: Whole, graph: Graph) -> int:
    """Return the grid of a neighbour drawn by lot; its own where it has none."""
    starts, near = graph
    few = starts[unit + 1] - starts[unit]
    if few == 0:
        return int(labels[unit])
    return int(labels[near[starts[unit] + np.random.randint(few)]])


@compiled
def _refused(worse: float, done: float) -> bool:
    if worse <= 0:
        return False
    heat = 12.0 * (0.02 / 12.0) ** done
    return bool(np.random.random() >= np.exp(-worse / heat))


@compiled
def _undo(estates: Whole, here: int, there: int, estate: int) -> None:
    if estate >= 0:
        estates[here, estate] += 1
        estates[there, estate] -= 1
