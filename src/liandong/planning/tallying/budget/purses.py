"""The voters' purses of one count, in floats with a proven bound of their error.

Who supports a project pays `min(purse, rate × points)`; the rate is where these payments reach the
cost. Let `doubt` bound the sum, over all voters, of |purse − exact purse|.

- Paying does not enlarge the doubt, apart from rounding: those who give all they have end at
  exactly nothing, and what they were wrong by moves the others' shares by the same total.
- So the payments at any rate are right within `doubt`, and because they grow ever more slowly with
  the rate, the exact rate lies within `doubt ÷ slope` below the computed one, and above it within
  twice that where at least half the slope remains. `Quote` carries both ends.

Where two quotes overlap, `exact.py` decides with whole numbers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from liandong.planning.tallying.budget.instance import Poll

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

EPS: Final = 2.0**-52


def weighed(values: Floats | Marks, weights: Floats) -> Floats:
    """Multiply the last axis by weights and add up: without BLAS, whose threads cost more here."""
    return np.asarray(np.einsum("...i,i->...", values, weights))


def rounding(poll: Poll, project: int) -> float:
    """How wrong rounding may make a sum of payments for the project, in any order."""
    return EPS * (128 + len(poll.ballots[project])) * poll.costs[project]


@dataclass(frozen=True)
class Quote:
    """The rate at which a project is paid for, and between which bounds the exact one lies."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Payment:
    """Who paid for a project."""

    share: float
    full_payers: int
    part_payers: int
    part_paid: float


class Purses:
    """What is left in each purse; equal ballots have equal purses and share one."""

    def __init__(self, poll: Poll, each: float) -> None:
        self.poll = poll
        self.left: Floats = np.full(len(poll.times), each)
        self.total = each * poll.voters
        self.doubt = EPS * self.total

    def of_supporters(self, project: int) -> Floats:
        """What is left in the purse of each ballot that marks the project."""
        return self.left[self.poll.ballots[project]]

    def together(self, project: int) -> float:
        """What the supporters of a project have left, together."""
        return float(weighed(self.of_supporters(project), self.poll.weights[project]))

    def slack(self, project: int) -> float:
        """By how much a sum of payments for the project may be wrong."""
        return self.doubt + rounding(self.poll, project)

    def quote(self, project: int, start: float, purses: Floats) -> Quote | None:
        """Find the rate that these purses of its supporters pay, beginning at one not too high.

        None where floats cannot say.
        """
        points, pull = self.poll.given[project], self.poll.pull[project]
        weights = self.poll.weights[project]
        cost, rate, everyone = (
            float(self.poll.costs[project]),
            start,
            float(self.poll.score[project]),
        )
        while True:
            poor = np.flatnonzero(purses < rate * points)
            paid = float(weighed(purses[poor], weights[poor]))
            slope = everyone - pull[poor].sum()
            if slope <= 0:
                return None
            step = (cost - paid) / slope
            if step <= rate * (1 + 4 * EPS):
                break
            rate = step
        rate = max(rate, step)
        margin = self.slack(project) / slope
        rich = purses >= (rate + 2 * margin) * points
        sure = 2 * weighed(rich, pull) >= slope
        return Quote(
            float(rate), float(rate - margin), float(rate + 2 * margin) if sure else np.inf
        )

    def pay(self, project: int, rate: float) -> Payment:
        """Take the payments for a project out of the purses."""
        found = self.poll.ballots[project]
        purses, points, times = self.left[found], self.poll.given[project], self.poll.times[found]
        asked = rate * points
        part = purses < asked * (1 - 1e-9)
        self.left[found] = np.maximum(purses - asked, 0.0)
        self.doubt += rounding(self.poll, project) + 4 * EPS * self.total
        return Payment(
            share=rate,
            full_payers=int(times[~part].sum()),
            part_payers=int(times[part & (purses > 0)].sum()),
            part_paid=float((purses[part] * times[part]).sum()),
        )
