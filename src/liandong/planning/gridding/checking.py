"""Everything counted again from the problem alone, on one page, in plain loops."""

from collections import Counter
from collections.abc import Iterator

from liandong.planning.gridding.exact import SMALL
from liandong.planning.gridding.problem import NONE, Grid, Problem
from liandong.planning.plan import Plan


def check(problem: Problem, plan: Plan[Grid]) -> list[str]:
    """Return what is wrong with a plan; nothing means that it holds."""
    near = _near(problem)
    wrong = [said for grid in plan.chosen for said in _wrong_with(problem, near, grid)]
    seen = Counter(building for grid in plan.chosen for building in grid.buildings)
    wrong += [f"Building {one} is in {seen[one]} grids." for one in _all(problem) if seen[one] != 1]
    if wrong:
        return wrong
    missed, least = 0, 0
    grid_of = {one: grid.number for grid in plan.chosen for one in grid.buildings}
    households = {grid.number: grid.households for grid in plan.chosen}
    for block in _blocks(problem, near):
        units = _units(problem, near, block)
        wrong += _cut(grid_of, units)
        own = sum(problem.rule.outside(households[one]) for one in {grid_of[at] for at in block})
        missed += own
        least += _least(problem, near, units, own)
    if missed != plan.objective:
        wrong.append(f"The grids miss the range by {missed}, not by {plan.objective}.")
    if least != plan.bound:
        wrong.append(f"The bound is {least}, not {plan.bound}.")
    return wrong


def _wrong_with(problem: Problem, near: list[set[int]], grid: Grid) -> Iterator[str]:
    if grid.households != _households(problem, set(grid.buildings)):
        yield f"Grid {grid.number} does not have {grid.households} households."
    if {int(problem.dedicated[one]) for one in grid.buildings} != {grid.dedicated}:
        yield f"Grid {grid.number} mixes what has a grid of its own with others."
    if len(_reached(near, set(grid.buildings), grid.buildings[0])) < len(grid.buildings):
        yield f"Grid {grid.number} is not in one piece."


def _all(problem: Problem) -> range:
    return range(len(problem.households))


def _near(problem: Problem) -> list[set[int]]:
    """List each building's neighbours; what has a grid of its own has them in itself only."""
    near: list[set[int]] = [set() for _one in _all(problem)]
    for one, other in problem.links.tolist():
        if problem.dedicated[one] == problem.dedicated[other]:
            near[one].add(other)
            near[other].add(one)
    return near


def _reached(near: list[set[int]], inside: set[int], start: int) -> set[int]:
    reached, ahead = {start}, [start]
    while ahead:
        new = (near[ahead.pop()] & inside) - reached
        reached |= new
        ahead += new
    return reached


def _blocks(problem: Problem, near: list[set[int]]) -> Iterator[set[int]]:
    """List what hangs together, without what has a grid of its own."""
    left = {one for one in _all(problem) if problem.dedicated[one] == NONE}
    while left:
        block = _reached(near, left, next(iter(left)))
        left -= block
        yield block


def _households(problem: Problem, buildings: set[int]) -> int:
    return sum(int(problem.households[one]) for one in buildings)


def _units(problem: Problem, near: list[set[int]], block: set[int]) -> list[set[int]]:
    """List what may not be cut: buildings, and what hangs together of an estate and would fit."""
    units, left = [], set(block)
    while left:
        first = next(iter(left))
        unit = {first}
        if problem.whole and (estate := problem.estates[first]) != NONE:
            unit = _reached(near, {one for one in left if problem.estates[one] == estate}, first)
        left -= unit
        fits = _households(problem, unit) <= problem.rule.high
        units += [unit] if fits else [{one} for one in unit]
    return units


def _cut(grid_of: dict[int, int], units: list[set[int]]) -> Iterator[str]:
    for unit in units:
        if len({grid_of[one] for one in unit}) > 1:
            yield f"The estate of building {min(unit)} is cut although it fits into one grid."


def _least(problem: Problem, near: list[set[int]], units: list[set[int]], missed: int) -> int:
    """Return what every division of a block must miss: by arithmetic, or by trying all."""
    low, high = problem.rule.low, problem.rule.high
    households = [_households(problem, unit) for unit in units]
    total = sum(households)
    numbers = range(1, max(total // low, 1) + 2)
    together = min(max(number * low - total, total - number * high, 0) for number in numbers)
    least = max(together, sum(max(one - high, 0) for one in households))
    if missed == least or len(units) > SMALL:
        return least
    touching = [
        sum(1 << at for at, other in enumerate(units) if any(near[one] & other for one in unit))
        for unit in units
    ]
    return _best(problem, households, touching)


def _best(problem: Problem, households: list[int], touching: list[int]) -> int:
    """Try all divisions: the grid of the first unit in every possible way, then the others."""
    miss = {0: 0}
    for chosen in range(1, 1 << len(households)):
        own = [at for at in range(len(households)) if chosen >> at & 1]
        reached = 1 << own[0]
        for _each in own:
            for at in own:
                reached |= touching[at] & chosen if reached >> at & 1 else 0
        if reached == chosen:
            miss[chosen] = problem.rule.outside(sum(households[at] for at in own))
    least = {0: 0}
    for whole in range(1, 1 << len(households)):
        first = whole & -whole
        parts = [part for part in miss if part & first and part & whole == part]
        least[whole] = min(miss[part] + least[whole ^ part] for part in parts)
    return least[(1 << len(households)) - 1]
