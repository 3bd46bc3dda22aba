"""From a problem to a plan: block by block, as many tries as it needs, the better one kept."""

from dataclasses import dataclass

import numpy as np

from liandong.planning.gridding import annealing, exact
from liandong.planning.gridding.blocks import bound, counts
from liandong.planning.gridding.exact import SMALL
from liandong.planning.gridding.explaining import reason, unmet
from liandong.planning.gridding.problem import NONE, Grid, Problem, Whole
from liandong.planning.gridding.units import Units, gather
from liandong.planning.plan import Choice, Plan, Progress, Step, insist, silent

ALWAYS, AT_MOST = 2, 6  # tries for each block: twice, and further where the bound is not met
EFFORT = 400  # steps for each unit and doubling of the number of grids


@dataclass(frozen=True, slots=True)
class Found:
    """One division of a block: a grid for each unit, what it misses, what it costs."""

    labels: Whole
    outside: int
    points: float


def design(
    problem: Problem, seed: int = 1, effort: int = EFFORT, progress: Progress = silent
) -> Plan[Grid]:
    """Divide the ground into grids. The plan's objective counts households outside the range."""
    order = np.argsort(problem.blocks, kind="stable")
    starts = np.flatnonzero(np.diff(problem.blocks[order])) + 1
    blocks = np.split(order, starts) if len(order) else []
    grids: list[Grid] = []
    least = 0
    for block, buildings in enumerate(blocks):
        insist(progress, Step("grids", block, len(blocks)))
        units = gather(problem, buildings)
        found, proven = _divide(problem, units, block + 1000 * seed, effort)
        least += proven
        grids += _grids(problem, units, found, len(grids), block)
    progress(Step("grids", len(blocks), len(blocks)))
    missed = sum(problem.rule.outside(grid.households) for grid in grids if grid.dedicated == NONE)
    return Plan(
        method="annealing",
        sense="least",
        objective=missed,
        bound=least,
        choices=tuple(Choice(grid, reason(problem, grid)) for grid in grids),
        unmet=tuple(unmet(problem, grids)),
        seed=seed,
    )


def _divide(problem: Problem, units: Units, seed: int, effort: int) -> tuple[Whole, int]:
    """Return a grid for each unit, and the least that any division of the block must miss."""
    if units.dedicated != NONE:
        return np.zeros(len(units.households), np.int64), 0
    least = bound(int(units.households.sum()), units.households, problem.rule)
    small = len(units.households) <= SMALL
    if small and not len(units.names):
        found = _exactly(problem, units)
        return found.labels, found.outside
    found = _anneal(problem, units, least, seed, effort)
    if small and found.outside > least:
        exact = _exactly(problem, units)
        return (exact if exact.outside < found.outside else found).labels, exact.outside
    return found.labels, least


def _anneal(problem: Problem, units: Units, least: int, seed: int, effort: int) -> Found:
    """Try numbers of grids and seeds until the bound is met, at least twice."""
    total, size = int(units.households.sum()), len(units.households)
    numbers = counts(total, size, problem.rule, len(units.names))
    tries: list[Found] = []
    while len(tries) < ALWAYS or (
        len(tries) < AT_MOST and min(found.outside for found in tries) > least
    ):
        number = numbers[(len(tries) // ALWAYS) % len(numbers)]
        tries.append(_try(problem, units, number, seed + 7919 * len(tries), effort))
    return min(tries, key=lambda found: (found.outside, found.points))


def _exactly(problem: Problem, units: Units) -> Found:
    marks = np.c_[units.estates, units.today]
    labels = exact.best(units.rows, marks, units.graph, problem.wanted)
    return Found(_going_on(units, labels), _outside(problem, units, labels), 0.0)


def _going_on(units: Units, labels: Whole) -> Whole:
    """Number the grids so that each grid of today goes on where most of it is."""
    names = len(units.names)
    shared = np.zeros((int(labels.max()) + 1, names))
    known = units.today != NONE
    np.add.at(shared, (labels[known], units.today[known]), units.households[known] + 1)
    numbers = np.arange(len(shared)) + names
    while shared.any():
        grid, today = np.unravel_index(shared.argmax(), shared.shape)
        numbers[grid] = today
        shared[grid] = 0
        shared[:, today] = 0
    return numbers[labels]


def _outside(problem: Problem, units: Units, labels: Whole) -> int:
    households = np.bincount(labels, units.households).astype(np.int64)[np.unique(labels)]
    return sum(problem.rule.outside(int(count)) for count in households)


def _try(problem: Problem, units: Units, number: int, seed: int, effort: int) -> Found:
    labels = _start(units, number)
    annealing.grow(units.rows, units.graph, labels, number, seed)
    size = len(units.households)
    steps = int(effort * size * max(1.0, np.log2(number + 1))) if number > 1 else 0
    marks = np.c_[units.estates, units.today]
    marks[units.today >= number, annealing.TODAY] = NONE  # their grid ends: they move in any case
    labels, points = annealing.anneal(
        units.rows, marks, units.graph, labels, problem.wanted, (number, steps, seed)
    )
    return Found(labels, _outside(problem, units, labels), points)


def _start(units: Units, number: int) -> Whole:
    """Begin with the grids of today, the largest part of each; everybody else is free."""
    labels = np.where(units.today < number, units.today, NONE)
    for grid in range(number):
        inside = np.flatnonzero(labels == grid)
        if len(inside) > 1:
            pieces = units.pieces(inside)
            largest = np.bincount(pieces, units.households[inside] + 1).argmax()
            labels[inside[pieces != largest]] = NONE
    return labels


def _grids(problem: Problem, units: Units, labels: Whole, first: int, block: int) -> list[Grid]:
    found: list[Grid] = []
    for label in np.unique(labels).tolist():
        own = np.sort(units.buildings[labels[units.of] == label])
        grid = Grid(
            number=first + len(found),
            buildings=tuple(own.tolist()),
            households=int(problem.households[own].sum()),
            block=block,
            today=int(units.names[label]) if label < len(units.names) else NONE,
            dedicated=units.dedicated,
        )
        found.append(grid)
    return found
