"""Why a grid is as it is, what could not be had, and why a building is not in another grid."""

from collections.abc import Iterable, Iterator

import numpy as np

from liandong.planning.gridding.annealing import (
    ESTATES,
    GRID,
    HOUSEHOLDS,
    MASS,
    MOVED,
    SQUARE,
    points,
)
from liandong.planning.gridding.blocks import bound
from liandong.planning.gridding.exact import SMALL
from liandong.planning.gridding.problem import NONE, Grid, Problem, Real, Whole
from liandong.planning.plan import Plan, Reason


def reason(problem: Problem, grid: Grid) -> Reason:
    """Say how a grid stands to the rule, with the figures that it was judged by."""
    own = np.array(grid.buildings, np.int64)
    estates = problem.estates[own]
    figures = {
        "households": grid.households,
        "buildings": len(own),
        "radius": round(float(radius(problem, own)), 1),
        "estates": len(np.unique(estates[estates != NONE])),
        "moved": _moved(problem, own, grid.today),
    }
    if grid.dedicated != NONE:
        return Reason("dedicated", figures)
    if grid.households < problem.rule.low:
        return Reason("below", figures)
    return Reason("above" if grid.households > problem.rule.high else "within", figures)


def radius(problem: Problem, own: Whole) -> float:
    """Return how far households lie from the grid's centre: the root of the mean square."""
    return float(np.sqrt(_spread(problem, own) / _mass(problem, own).sum()))


def unmet(problem: Problem, grids: Iterable[Grid]) -> Iterator[Reason]:
    """Name what stands against the rule: blocks, buildings and estates that nobody can make fit."""
    for block, own in _blocks(grids).items():
        buildings = np.concatenate([grid.buildings for grid in own]).astype(np.int64)
        yield from _unmet_of_block(problem, block, own, buildings)
    if problem.whole:
        yield from _cut_estates(problem)


def why_not(problem: Problem, plan: Plan[Grid], building: int, number: int) -> Reason:
    """Say why a building is not in the grid of that number."""
    grids = {grid.number: grid for grid in plan.chosen}
    there = grids[number]
    here = next(grid for grid in plan.chosen if building in grid.buildings)
    if here is there:
        return Reason("is_there")
    if here.block != there.block:
        return Reason("dedicated" if {here.dedicated, there.dedicated} != {NONE} else "parted")
    moving = _moving(problem, here, building)
    if not _next_to(problem, moving, there):
        return Reason("not_next")
    left = np.setdiff1d(here.buildings, moving)
    if not len(left):
        return Reason("empties")
    if not _in_one_piece(problem, left):
        return Reason("falls_apart")
    return _compared(problem, here, there, left, moving)


def _compared(problem: Problem, here: Grid, there: Grid, left: Whole, moving: Whole) -> Reason:
    joined = np.union1d(there.buildings, moving)
    rule = problem.rule
    counts = int(problem.households[left].sum()), int(problem.households[joined].sum())
    before = rule.outside(here.households) + rule.outside(there.households)
    more = rule.outside(counts[0]) + rule.outside(counts[1]) - before
    figures = {"here": counts[0], "there": counts[1], "outside": more}
    if more > 0:
        return Reason("outside", figures)
    old = _points(problem, here.buildings, here.today) + _points(
        problem, there.buildings, there.today
    )
    new = _points(problem, left, here.today) + _points(problem, joined, there.today)
    return Reason("worse" if new >= old else "possible", figures | {"points": round(new - old, 2)})


def _blocks(grids: Iterable[Grid]) -> dict[int, list[Grid]]:
    found: dict[int, list[Grid]] = {}
    for grid in grids:
        if grid.dedicated == NONE:
            found.setdefault(grid.block, []).append(grid)
    return found


def _unmet_of_block(
    problem: Problem, block: int, own: list[Grid], buildings: Whole
) -> Iterator[Reason]:
    rule, total = problem.rule, int(problem.households[buildings].sum())
    large = buildings[problem.households[buildings] > rule.high]
    for building in large.tolist():
        figures = {"building": building, "households": int(problem.households[building])}
        yield Reason("building_large", figures)
    least = bound(total, (), rule)
    missed = sum(rule.outside(grid.households) for grid in own)
    if least:
        word = "block_small" if total < rule.low else "block_between"
        yield Reason(word, {"block": block, "households": total, "outside": least})
    if missed > max(least, bound(total, problem.households[large].tolist(), rule)):
        word = "lumps" if len(buildings) <= SMALL else "not_reached"
        yield Reason(word, {"block": block, "outside": missed, "bound": least})


def _cut_estates(problem: Problem) -> Iterator[Reason]:
    """Name estates that cannot stay whole: too large, or parted by what no grid may cross."""
    for estate in np.unique(problem.estates[problem.estates != NONE]).tolist():
        own = np.flatnonzero(problem.estates == estate)
        figures = {"estate": estate, "households": int(problem.households[own].sum())}
        if not _in_one_piece(problem, own):
            yield Reason("estate_parted", figures)
        elif figures["households"] > problem.rule.high:
            yield Reason("estate_large", figures)


def _moving(problem: Problem, here: Grid, building: int) -> Whole:
    """Return what would have to change over together: the building, or its whole estate."""
    estate = problem.estates[building]
    own = np.array(here.buildings, np.int64)
    own = own[problem.estates[own] == estate]
    fits = problem.households[own].sum() <= problem.rule.high
    kept = problem.whole and estate != NONE and fits and _in_one_piece(problem, own)
    return own if kept else np.array([building], np.int64)


def _next_to(problem: Problem, moving: Whole, there: Grid) -> bool:
    return bool(np.isin(problem.graph[moving].indices, there.buildings).any())


def _in_one_piece(problem: Problem, own: Whole) -> bool:
    inside, reached, ahead = set(own.tolist()), {int(own[0])}, [int(own[0])]
    while ahead:
        near = problem.graph[[ahead.pop()]].indices.tolist()
        new = [other for other in near if other in inside and other not in reached]
        reached.update(new)
        ahead += new
    return len(reached) == len(inside)


def _moved(problem: Problem, own: Whole, today: int) -> int:
    """Count the households that are in another grid today."""
    before = problem.today[own]
    return int(problem.households[own][(before != NONE) & (before != today)].sum())


def _mass(problem: Problem, own: Whole) -> Whole:
    found: Whole = np.maximum(problem.households[own], 1)
    return found


def _spread(problem: Problem, own: Whole) -> float:
    mass = _mass(problem, own)
    squares = 0.0
    for axis in (problem.east[own], problem.north[own]):
        squares += float((mass * (axis - (mass * axis).sum() / mass.sum()) ** 2).sum())
    return squares


def _points(problem: Problem, buildings: Iterable[int], today: int) -> float:
    own = np.array(tuple(buildings), np.int64)
    return points(_row(problem, own, today), problem.wanted)


def _row(problem: Problem, own: Whole, today: int) -> Real:
    """Return a grid as the sums that annealing keeps, around its own centre."""
    row = np.zeros(GRID)
    estates = problem.estates[own]
    row[HOUSEHOLDS] = problem.households[own].sum()
    row[MASS] = _mass(problem, own).sum()
    row[SQUARE] = _spread(problem, own)
    row[MOVED] = _moved(problem, own, today)
    row[ESTATES] = len(np.unique(estates[estates != NONE]))
    return row
