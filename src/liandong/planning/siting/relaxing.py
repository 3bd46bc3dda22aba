"""A proven bound at city scale: the linear relaxation by a first-order primal-dual method.

    minimise cost · z   with   matrix z ≥ least,   0 ≤ z ≤ 1,   price · z ≤ money

Multipliers y ≥ 0 for the rows prove the bound `least · y + min over z of (cost − matrixᵀ y) · z`,
whatever y is; the method (primal-dual hybrid gradient with diagonal steps, restarted at its own
average) only looks for good ones. Nothing but sparse products is needed, so 50,000 points take
seconds. Chambolle and Pock 2011; Pock and Chambolle 2011; Applegate et al. 2021.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from liandong.planning.plan import Progress, Step
from liandong.planning.siting.case import Floats

LOOK, RESTART = 20, 80  # steps between two looks at the bound, and at least between two restarts
BALANCE = 0.5  # the primal step against the dual one, measured on synthetic and real cities
ROUND = 1e-9  # what adding up may err by


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The linear program; `most` are upper bounds of the multipliers, where there are any."""

    cost: Floats
    matrix: csr_array
    least: Floats
    price: Floats
    money: float
    most: Floats

    def bound(self, y: Floats) -> float:
        """Return what the multipliers prove: exactly the best fractional knapsack."""
        reduced = self.cost - self.matrix.T @ y
        priced = self.price > 0
        free = float(np.minimum(reduced[~priced], 0).sum())
        value, price = reduced[priced], self.price[priced]
        order = np.argsort(value / price, kind="stable")
        value, price = value[order], price[order]
        left = np.clip(self.money - (np.cumsum(price) - price), 0, price) / price
        proven = _dot(self.least, y) + free + _dot(np.minimum(value, 0), left)
        return proven - ROUND * float(np.abs(self.cost).sum() + abs(proven))


def relax(
    problem: Relaxation, start: Floats, steps: int, progress: Progress, goal: float
) -> tuple[float, Floats]:
    """Return the best bound found and a fractional answer near to the best one.

    `start` is a feasible z, its value is `goal`: where the bound meets it, nothing is left to do.
    """
    size = float(np.abs(problem.cost[problem.cost != 0]).mean()) if problem.cost.any() else 1.0
    across = problem.matrix.T.tocsr()
    absolute = abs(problem.matrix)
    primal = BALANCE / np.maximum(np.asarray(absolute.sum(axis=0)).ravel(), 1e-12) / size
    dual = size / BALANCE / np.maximum(np.asarray(absolute.sum(axis=1)).ravel(), 1e-12)
    z, y = start.copy(), np.zeros(len(problem.least))
    sum_z, sum_y, count = np.zeros_like(z), np.zeros_like(y), 0
    best = problem.bound(y)
    for step in range(1, steps + 1):
        moved = _inside(z - primal * (problem.cost - across @ y), primal, problem)
        short = problem.least - problem.matrix @ (2 * moved - z)
        y = np.clip(y + dual * short, 0, problem.most)
        z = moved
        sum_z, sum_y, count = sum_z + z, sum_y + y, count + 1
        if step % LOOK:
            continue
        best = max(best, problem.bound(y), problem.bound(sum_y / count))
        if not progress(Step("bounding", step, steps, goal, best)) or goal - best <= ROUND * abs(
            goal
        ):
            break
        if count >= RESTART:
            z, y = sum_z / count, sum_y / count
            sum_z, sum_y, count = np.zeros_like(z), np.zeros_like(y), 0
    return best, sum_z / count if count else z


def _inside(z: Floats, step: Floats, problem: Relaxation) -> Floats:
    """Return the nearest z with 0 ≤ z ≤ 1 that the money pays for."""
    inside = np.clip(z, 0, 1)
    if _dot(problem.price, inside) <= problem.money:
        return inside
    priced = np.flatnonzero(problem.price)
    price, wished = problem.price[priced], z[priced]
    slope = step[priced] * price
    low, high = 0.0, float((wished / slope).max())
    for _turn in range(40):
        middle = (low + high) / 2
        if _dot(price, np.clip(wished - slope * middle, 0, 1)) > problem.money:
            low = middle
        else:
            high = middle
    inside[priced] = np.clip(wished - slope * high, 0, 1)
    return inside


def _dot(a: Floats, b: Floats) -> float:
    """Add up without BLAS, whose threads cost more than they save on vectors this short."""
    return float((a * b).sum())
