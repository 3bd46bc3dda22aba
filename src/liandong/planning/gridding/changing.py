"""What a plan changes: who comes into another grid, which grids begin and which end."""

from dataclasses import dataclass

import numpy as np

from liandong.planning.gridding.problem import NONE, Grid, Problem
from liandong.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Move:
    """Buildings that come from a grid of today (−1: none) into a grid of the plan."""

    today: int
    number: int
    buildings: tuple[int, ...]
    households: int


@dataclass(frozen=True, slots=True)
class Changes:
    """`goes_on` names the grid of today that each grid of the plan continues."""

    goes_on: dict[int, int]
    begun: tuple[int, ...]
    ended: tuple[int, ...]
    moves: tuple[Move, ...]
    households: int


def changes(problem: Problem, plan: Plan[Grid]) -> Changes:
    """Compare a plan with today. A grid of today goes on in one grid: where most of it stays."""
    claims = sorted(
        (-_staying(problem, grid), grid.number, grid.today)
        for grid in plan.chosen
        if grid.today != NONE
    )
    goes_on: dict[int, int] = {}
    for _less, number, today in claims:
        if today not in goes_on.values():
            goes_on[number] = today
    moves = [
        move
        for grid in plan.chosen
        for move in _moves(problem, grid, goes_on.get(grid.number, NONE))
    ]
    known = {int(one) for one in np.unique(problem.today)} - {NONE}
    return Changes(
        goes_on=goes_on,
        begun=tuple(grid.number for grid in plan.chosen if grid.number not in goes_on),
        ended=tuple(sorted(known - set(goes_on.values()))),
        moves=tuple(moves),
        households=sum(move.households for move in moves if move.today != NONE),
    )


def _staying(problem: Problem, grid: Grid) -> int:
    own = np.array(grid.buildings, np.int64)
    return int(problem.households[own][problem.today[own] == grid.today].sum())


def _moves(problem: Problem, grid: Grid, today: int) -> list[Move]:
    own = np.array(grid.buildings, np.int64)
    before = problem.today[own]
    found = []
    for other in np.unique(before[before != today]).tolist():
        moved = own[before == other]
        households = int(problem.households[moved].sum())
        found.append(Move(other, grid.number, tuple(moved.tolist()), households))
    return found
