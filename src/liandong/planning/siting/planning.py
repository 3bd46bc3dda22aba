"""One door for the four problems: search, then say how good it is and why."""

import numpy as np

from liandong.planning.plan import Plan, Progress, Sense, silent
from liandong.planning.siting import capacity, center, explaining, fewest, median, most
from liandong.planning.siting.board import lay_out
from liandong.planning.siting.case import Center, Fewest, Median, Most, Numbers, Problem
from liandong.planning.siting.checking import objective

ROUNDS = 60  # neighbourhoods that are decided anew at city scale


def site(
    problem: Problem, *, seed: int = 0, rounds: int = ROUNDS, progress: Progress = silent
) -> Plan[int]:
    """Choose sites. The same problem, seed and rounds give the same plan."""
    chosen, bound = _searched(problem, seed, rounds, progress)
    taken = np.zeros(problem.case.sites, bool)
    taken[chosen] = True
    taken[list(problem.case.existing)] = True
    value = objective(problem, set(np.flatnonzero(taken).tolist()))
    sense: Sense = "most" if isinstance(problem, Most) else "least"
    return Plan(
        problem.method,
        sense,
        value,
        max(bound, value) if sense == "most" else min(bound, value),
        explaining.choices(problem, taken),
        explaining.unmet(problem, taken),
        seed,
    )


def _searched(
    problem: Problem, seed: int, rounds: int, progress: Progress
) -> tuple[Numbers, float]:
    """Return sites, with or without the existing ones, and the bound."""
    case = problem.case
    if isinstance(problem, Median):
        if case.capacities is not None:
            return _crowded(problem)
        taken, bound = median.search(problem, progress)
        return np.flatnonzero(taken), bound
    if isinstance(problem, Center):
        return center.search(problem, rounds, seed, progress)
    if case.capacities is not None:
        return capacity.search(problem)
    if isinstance(problem, Fewest):
        board = lay_out(case, case.price, float("inf"), np.zeros(0))
        found, bound = fewest.search(board, rounds, seed, progress)
        return board.columns[found], bound
    return _most(problem, seed, rounds, progress)


def _most(problem: Most, seed: int, rounds: int, progress: Progress) -> tuple[Numbers, float]:
    """Search beside the existing sites, whose people are added to the bound."""
    case = problem.case
    board = lay_out(case, problem.price, problem.money, problem.floors)
    found, bound = most.search(board, rounds, seed, progress)
    reached = case.cover[:, list(case.existing)].sum(axis=1) > 0
    return board.columns[found], bound + float(case.people[np.asarray(reached).ravel()].sum())


def _crowded(problem: Median) -> tuple[Numbers, float]:
    if len(problem.case.site) > capacity.PAIRS:
        raise capacity.TooLarge(f"With capacities, {capacity.PAIRS} pairs are decided at most.")
    taken, bound = median.exact(problem, np.arange(problem.case.sites), capacity.NODES)
    if taken is None:
        raise ValueError("No choice was found in time.")
    return np.flatnonzero(taken), bound
