"""p-median (Hakimi 1964): least walking in all. Interchange (Teitz and Bart 1968), a Lagrangian
bound (Narula, Ogbu and Samuelsson 1977), and HiGHS on what the bound leaves open.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from liandong.planning.plan import Progress, Step, silent
from liandong.planning.siting.case import Floats, Median, Numbers
from liandong.planning.siting.exchanging import (
    Pairs,
    exchange,
    greedy,
    nearest,
    rates,
    served,
)
from liandong.planning.siting.solver import ALIKE, Model, solve

STEPS = 600  # of the Lagrangian
PATIENCE = 15  # steps without a better bound before the steps are shortened
CORE = 60_000  # pairs left open that are given to HiGHS
TURNS = 60  # times through all sites, swapping
STARTS, LARGE = 12, 1_000_000  # plans taken from the Lagrangian and improved; pairs: a quarter
NODES = 2_000


@dataclass(frozen=True)
class Field:
    """The pairs by point and then metres, and what each costs more or less than `beyond`."""

    problem: Median

    @cached_property
    def order(self) -> Numbers:
        case = self.problem.case
        return np.lexsort((case.site, case.metres, case.point))

    @cached_property
    def site(self) -> Numbers:
        return self.problem.case.site[self.order]

    @cached_property
    def point(self) -> Numbers:
        return self.problem.case.point[self.order]

    @cached_property
    def metres(self) -> Floats:
        return self.problem.case.metres[self.order]

    @property
    def people(self) -> Floats:
        return self.problem.case.people

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs by site, and by point, for the compiled loops."""
        case = self.problem.case
        by_site = np.argsort(case.site, kind="stable")
        starts = np.searchsorted(case.site[by_site], np.arange(case.sites + 1))
        points = np.searchsorted(self.point, np.arange(len(self.people) + 1))
        own = (starts, case.point[by_site], case.metres[by_site])
        return (*own, points, self.site, self.metres)

    @cached_property
    def fixed(self) -> np.ndarray:
        stays = np.zeros(self.problem.case.sites, bool)
        stays[list(self.problem.case.existing)] = True
        return stays

    @cached_property
    def price(self) -> Floats:
        return self.problem.price

    @cached_property
    def whole(self) -> bool:
        """Whether every possible sum of walking is a whole number."""
        numbers = (self.people, self.metres, np.array([self.problem.beyond]))
        return all(bool(np.all(one == np.rint(one))) for one in numbers)

    def nearest(self, taken: np.ndarray) -> tuple[Numbers, Floats, Floats]:
        """For each point: its nearest taken site (-1: none), its way there, and the second way."""
        return nearest(self.pairs, taken, self.problem.beyond)

    def walking(self, taken: np.ndarray) -> float:
        return float((self.people * self.nearest(taken)[1]).sum())


def search(problem: Median, progress: Progress) -> tuple[np.ndarray, float]:
    """Return which sites are taken, and a bound on the walking of every choice."""
    field = Field(problem)
    best = interchanged(field, _greedy(field))
    bound, best, hopeful = _lagrangian(field, best, progress)
    goal = field.walking(best)
    if not met(goal, bound, field.whole) and (hopeful | best)[field.site].sum() <= CORE:
        found, proven = exact(problem, np.flatnonzero(hopeful | best), NODES)
        bound = max(bound, min(proven, goal))
        best = best if found is None else min(best, found, key=field.walking)
        goal = field.walking(best)
    return best, goal if met(goal, bound, field.whole) else min(bound, goal)


def exact(problem: Median, sites: Numbers, nodes: int) -> tuple[np.ndarray | None, float]:
    """Give the choice among some sites to HiGHS, each point's way being chosen with it."""
    case = problem.case
    number = np.full(case.sites, -1)
    number[sites] = np.arange(len(sites))
    known = number[case.site] >= 0
    site, point, metres = number[case.site[known]], case.point[known], case.metres[known]
    pairs, points = len(site), len(case.people)
    every = np.arange(pairs)
    opened = csr_array((np.ones(pairs), (every, site)), shape=(pairs, len(sites)))
    served = csr_array((np.ones(pairs), (point, every)), shape=(points, pairs))
    price = csr_array(-problem.price[sites][None, :])
    blocks = [[opened, -eye_array(pairs)], [None, -served], [price, None]]
    least = [np.zeros(pairs), -np.ones(points), np.array([-problem.money])]
    if case.capacities is not None:
        load = csr_array((case.people[point], (site, every)), shape=(len(sites), pairs))
        blocks.append([csr_array(np.diag(case.capacities[sites])), -load])
        least.append(np.zeros(len(sites)))
    existing = np.isin(sites, case.existing).astype(float)
    blocks.append([csr_array(existing[None, :]), None])
    least.append(np.array([existing.sum()]))
    saved = case.people[point] * (metres - problem.beyond)
    model = Model(
        np.concatenate([np.zeros(len(sites)), saved]),
        block_array(blocks, format="csr"),
        np.concatenate(least),
        len(sites),
    )
    answer = solve(model, nodes)
    nothing = float(case.people.sum()) * problem.beyond
    if answer.values is None:
        return None, answer.bound + nothing
    taken = np.zeros(case.sites, bool)
    taken[sites] = answer.values[: len(sites)] > 0.5
    return taken, answer.bound + nothing


def _greedy(field: Field) -> np.ndarray:
    taken = field.fixed.copy()
    purse = (field.problem.money, field.problem.beyond)
    greedy(field.pairs, field.people, field.price, taken, purse)
    return taken


def interchanged(field: Field, taken: np.ndarray, progress: Progress = silent) -> np.ndarray:
    """Swap one site for another while it helps."""
    taken = taken.copy()
    for turn in range(TURNS):
        left = field.problem.money - float(field.price[taken].sum())
        want = (field.fixed, left, field.problem.beyond)
        if not exchange(field.pairs, field.people, field.price, taken, want):
            break
        if not progress(Step("swapping", turn, TURNS)):
            break
    return taken


def _lagrangian(
    field: Field, best: np.ndarray, progress: Progress
) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the best bound, the best choice met on the way, and the sites still worth a look."""
    people, whole = field.people, field.whole
    goal, bound, hopeful = field.walking(best), -np.inf, np.ones(len(best), bool)
    way, next_way = field.nearest(best)[1:]
    paid = people * (way + next_way) / 2
    kept, scale, waited, tried = paid, 1.0, 0, 0
    starts = STARTS if len(field.site) <= LARGE else STARTS // 4
    for step in range(STEPS):
        relaxed = _relaxed(field, paid, goal)
        waited = 0 if relaxed.bound > bound + 1e-5 * abs(goal) else waited + 1
        if relaxed.bound > bound:
            bound, kept = relaxed.bound, paid
        hopeful &= relaxed.keeps
        if waited > PATIENCE:
            scale, waited, paid = scale * 0.6, 0, kept
            if tried < starts:
                best = min(best, interchanged(field, relaxed.chosen, progress), key=field.walking)
                goal, tried = field.walking(best), tried + 1
            continue
        told = Step("bounding", step, STEPS, goal, bound)
        if met(goal, bound, whole) or scale < 1e-4 or not progress(told) or not relaxed.slack.any():
            break
        length = scale * (goal - relaxed.bound) / float((relaxed.slack**2).sum())
        paid = np.clip(paid + length * relaxed.slack, 0, people * field.problem.beyond)
    return bound, best, hopeful


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What one set of prices gives: a bound, its choice, sites worth keeping, unserved points."""

    bound: float
    chosen: np.ndarray
    keeps: np.ndarray
    slack: Floats


def _relaxed(field: Field, paid: Floats, goal: float) -> Relaxed:
    """Let every point pay for being served once: then sites can be judged one by one.

    The existing and the best rates are taken that the money pays for, the last in part. A site is
    kept if a choice that holds it can still be as good as `goal`.
    """
    problem, people, price = field.problem, field.people, field.price
    rate = rates(field.pairs, people, paid)
    chosen = field.fixed.copy()
    free = np.flatnonzero(~chosen)
    each = np.maximum(price, 1e-9)
    order = free[np.argsort(rate[free] / each[free], kind="stable")]
    room = problem.money - (np.cumsum(price[order]) - price[order])
    part = np.clip(room / each[order], 0, 1)
    value = float(rate[chosen].sum() + (rate[order] * part).sum())
    some = order[part > 0]
    last = float((rate[some] / each[some]).max()) if len(some) and len(some) < len(order) else 0.0
    chosen[order[part >= 1]] = True
    bound = float(paid.sum()) + value
    keeps = chosen | (bound + rate - last * price <= goal + ALIKE * max(1.0, abs(goal)))
    count = served(field.pairs, people, paid, chosen)
    return Relaxed(bound, chosen, keeps, 1.0 - count)


def met(goal: float, bound: float, whole: bool) -> bool:
    """Whether the bound proves the goal; between whole numbers, less than 1 is nothing."""
    return goal - bound < (1 - ALIKE if whole else 1e-9 * max(1.0, abs(goal)))
