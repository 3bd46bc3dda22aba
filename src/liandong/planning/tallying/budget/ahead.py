"""How far the money can grow and the count stays as it is: many counts at once, proven in floats.

With add1 the same projects are mostly bought in the same order, step after step. A finished count
is a guess for the next steps: here it is replayed for many of them together, one row of purses for
each, with the bounds of `purses.py`. Where they do not prove a step, it is counted properly.
"""

from collections.abc import Sequence

import numpy as np

from liandong.planning.tallying.budget.counting import Count
from liandong.planning.tallying.budget.instance import Poll
from liandong.planning.tallying.budget.purses import EPS, Floats, Marks, rounding, weighed

FEW, MANY = 4, 512  # steps in the first batch, and at most
ROOM = 2_000_000  # purses at once


def same_for(poll: Poll, gain: Sequence[int], count: Count, by: int) -> int:
    """How many additions of `by` to every purse surely leave what is bought, and its order."""
    each = float(count.each)
    proven, size, most = 0, FEW, max(1, ROOM // len(poll.times))
    while True:
        size = min(size, most)
        purses = each + by * np.arange(proven + 1, proven + size + 1, dtype=np.float64)
        held = Replay(poll, gain, purses).run(count.bought)
        proven += held
        if held < size:
            return proven
        size = min(2 * size, MANY)


class Replay:
    """Counts from several sums at once. `low` are prices that are never too high, as in `_Race`.

    Only the first rows count: the first that is not proven ends all that follow.
    """

    def __init__(self, poll: Poll, gain: Sequence[int], each: Floats) -> None:
        self.poll = poll
        self.gain = gain
        self.left: Floats = np.repeat(each[:, None], len(poll.times), 1)
        self.total = each * poll.voters
        self.doubt = 2 * EPS * self.total
        self.low: dict[int, Floats] = {
            project: np.full(len(each), self._floor(project))
            for project in range(len(poll.names))
            if poll.score[project] and poll.costs[project]
        }

    def run(self, bought: Sequence[int]) -> int:
        """Buy in that order. Return how many rows surely buy so, and then no more."""
        for project in bought:
            if self.poll.costs[project] and len(self.left):
                self._buy(project)
        for project in self.low:
            self._keep(self._spare(project) < -self._slack(project))
        return len(self.left)

    def _buy(self, project: int) -> None:
        sure, rate, margin = self._rate(project)
        self._keep(sure)
        rate, margin = rate[: len(self.left)], margin[: len(self.left)]
        del self.low[project]
        limit = (rate + 2 * margin) / self.gain[project] * (1 + 4 * EPS)
        for other in self.low:
            limit = limit[: len(self.left)]
            if not (self.low[other] > limit).all():
                self._look_again(other)
                self._keep(self.low[other] > limit)
        self._pay(project, rate[: len(self.left)])

    def _rate(self, project: int) -> tuple[Marks, Floats, Floats]:
        """Of each row: whether the rate is sure, the rate, and how far it may be off downwards.

        Upwards it is twice that where half the slope remains there, else it is not sure.
        """
        found, points = self.poll.ballots[project], self.poll.given[project]
        weights, pull = self.poll.weights[project], self.poll.pull[project]
        purses, cost = np.take(self.left, found, 1), float(self.poll.costs[project])
        rate, better = np.zeros(len(purses)), self.low[project] * self.gain[project]
        while (better > rate * (1 + 4 * EPS)).any():
            rate = np.maximum(rate, better)
            poor = purses < rate[:, None] * points
            slope = weighed(~poor, pull)
            better = np.where(slope > 0, cost - weighed(purses * poor, weights), 0) / np.maximum(
                slope, 1
            )
        margin = self._slack(project) / np.maximum(slope, 1)
        rich = purses >= (rate + 2 * margin)[:, None] * points
        enough = self._spare(project) > self._slack(project)
        return enough & (slope > 0) & (2 * weighed(rich, pull) >= slope), rate, margin

    def _look_again(self, project: int) -> None:
        """Raise the low price to what the rows' purses say now; to infinity where they lack."""
        sure, rate, margin = self._rate(project)
        price = (rate - margin) / self.gain[project] * (1 - 4 * EPS)
        low = np.where(sure, np.maximum(self.low[project], price), self.low[project])
        short = self._spare(project) < -self._slack(project)
        self.low[project] = np.where(short, np.inf, low)

    def _pay(self, project: int, rate: Floats) -> None:
        found, points = self.poll.ballots[project], self.poll.given[project]
        self.left[:, found] = np.maximum(self.left[:, found] - rate[:, None] * points, 0.0)
        self.doubt += rounding(self.poll, project) + 4 * EPS * self.total

    def _keep(self, proven: Marks) -> None:
        if proven.all():
            return
        first = int(proven.argmin())
        self.left, self.total = self.left[:first], self.total[:first]
        self.doubt = self.doubt[:first]
        self.low = {project: low[:first] for project, low in self.low.items()}

    def _floor(self, project: int) -> float:
        rate = self.poll.costs[project] / self.poll.score[project]
        return rate / self.gain[project] * (1 - 4 * EPS)

    def _spare(self, project: int) -> Floats:
        held = np.take(self.left, self.poll.ballots[project], 1)
        return np.asarray(weighed(held, self.poll.weights[project]) - self.poll.costs[project])

    def _slack(self, project: int) -> Floats:
        return self.doubt + rounding(self.poll, project)
