"""An independent look at a plan: counted again from the problem, pair by pair, in plain Python.

Only where sites have capacities is a program asked, for who goes where: a transport problem.
"""

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array

from liandong.planning.plan import Plan
from liandong.planning.siting.case import PENALTY, Case, Center, Fewest, Median, Most, Problem

ALIKE = 1e-6


def check(problem: Problem, plan: Plan[int]) -> list[str]:
    """Say what is wrong with a plan; nothing said means that it holds."""
    return list(_complaints(problem, plan))


def _complaints(problem: Problem, plan: Plan[int]) -> Iterator[str]:
    case, chosen = problem.case, set(plan.chosen)
    if sorted(choice.what for choice in plan.choices) != list(range(case.sites)):
        yield "Not every site is judged once."
    if missing := sorted(set(case.existing) - chosen):
        yield f"Existing sites are given up: {missing}"
    spent = _spent(problem, chosen)
    if spent is not None and spent > ALIKE:
        yield f"The plan takes {spent:g} more than may be taken."
    counted = objective(problem, chosen)
    if abs(counted - plan.objective) > ALIKE * max(1.0, abs(counted)):
        yield f"The objective is {counted:g}, not {plan.objective:g}."
    beyond = plan.bound - plan.objective if plan.sense == "least" else plan.objective - plan.bound
    if beyond > ALIKE * max(1.0, abs(plan.bound)):
        yield "The plan is better than its own bound."
    if isinstance(problem, Fewest):
        yield from _unreached(case, chosen)


def _spent(problem: Problem, chosen: set[int]) -> float | None:
    """How much more was taken than the problem allows; nothing is limited in a set cover."""
    if isinstance(problem, Fewest):
        return None
    if problem.sites is not None:
        return len(chosen) - problem.sites
    costs = problem.case.price
    return float(sum(costs[site] for site in chosen)) - float(problem.budget or 0)


def objective(problem: Problem, chosen: set[int]) -> float:
    """Count what a choice is worth."""
    case = problem.case
    if isinstance(problem, Fewest):
        return float(sum(case.price[site] for site in chosen))
    ways = _ways(case, chosen)
    if isinstance(problem, Center):
        return max(
            (ways.get(point, float("inf")) for point in set(case.point.tolist())), default=0.0
        )
    if case.capacities is not None:
        return _with_capacities(problem, chosen)
    people = case.people.tolist()
    if isinstance(problem, Median):
        walked = (many * ways.get(point, problem.beyond) for point, many in enumerate(people))
        return float(sum(walked))
    return _covered(problem, {point: people[point] for point in ways})


def _covered(problem: Most, served: dict[int, float]) -> float:
    """People served, less the penalty for whoever is missing under a floor."""
    missing = 0.0
    for community, floor in enumerate(problem.floors.tolist()):
        lives = problem.case.communities
        there = sum(
            many
            for point, many in served.items()
            if lives is not None and lives[point] == community
        )
        missing += max(floor - there, 0.0)
    return sum(served.values()) - PENALTY * missing


def _ways(case: Case, chosen: set[int]) -> dict[int, float]:
    """For each point that a chosen site reaches, the shortest way."""
    ways: dict[int, float] = {}
    rows = zip(case.site.tolist(), case.point.tolist(), case.metres.tolist(), strict=True)
    for site, point, metres in rows:
        if site in chosen:
            ways[point] = min(metres, ways.get(point, metres))
    return ways


def _unreached(case: Case, chosen: set[int]) -> Iterator[str]:
    missed = set(case.point.tolist()) - _ways(case, chosen).keys()
    if missed:
        yield f"{len(missed)} points are not reached though some site reaches them."
    elif case.capacities is not None:
        people = float(case.people[sorted(set(case.point.tolist()))].sum())
        if (short := people - transported(case, chosen, np.zeros(len(case.site)))) > ALIKE * people:
            yield f"{short:g} people find no place at the chosen sites."


def _with_capacities(problem: Most | Median, chosen: set[int]) -> float:
    case = problem.case
    if isinstance(problem, Median):
        everyone = float(case.people.sum()) * problem.beyond
        return everyone - transported(case, chosen, problem.beyond - case.metres - 1)
    return transported(case, chosen, np.zeros(len(case.site)), problem)


def transported(
    case: Case, chosen: set[int], worth: np.ndarray, problem: Most | None = None
) -> float:
    """Send people to chosen sites so that the sum of `1 + worth` is greatest, floors first."""
    open_pairs = np.flatnonzero(np.isin(case.site, sorted(chosen)))
    site, point = case.site[open_pairs], case.point[open_pairs]
    each = np.arange(len(open_pairs))
    leaving = csr_array((np.ones(len(each)), (point, each)), shape=(len(case.people), len(each)))
    coming = csr_array((np.ones(len(each)), (site, each)), shape=(case.sites, len(each)))
    capacities = np.zeros(case.sites) if case.capacities is None else case.capacities
    rows = [[leaving, None], [coming, None]]
    limits = [case.people, capacities]
    floors = problem.floors if problem else np.zeros(0)
    if len(floors) and case.communities is not None:
        shape = (len(floors), len(each))
        there = csr_array((np.ones(len(each)), (case.communities[point], each)), shape=shape)
        rows.append([-there, csr_array(-np.eye(len(floors)))])
        limits.append(-floors)
    else:
        rows = [row[:1] for row in rows]
    cost = np.concatenate([-1 - worth[open_pairs], np.full(len(floors), PENALTY)])
    if not len(cost):
        return 0.0
    found = linprog(cost, block_array(rows, format="csr"), np.concatenate(limits))
    return -float(found.fun)
