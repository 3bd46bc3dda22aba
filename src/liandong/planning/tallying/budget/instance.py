"""A vote on projects: what each costs, how much there is, and what every voter marked."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Instance:
    """One vote. Each voter approves some projects, or gives some of them points.

    A voter who marked nothing counts: the money is shared among all who took part.
    """

    costs: Mapping[str, int]
    budget: int
    approvals: Sequence[Collection[str]] | None = None
    scores: Sequence[Mapping[str, int]] | None = None

    def __post_init__(self) -> None:
        if (self.approvals is None) == (self.scores is None):
            raise ValueError("Give approvals or scores, and not both.")
        if any(type(amount) is not int for amount in (self.budget, *self.costs.values())):
            raise TypeError("Money is counted in whole numbers of the smallest coin.")
        if self.budget < 0 or any(cost < 0 for cost in self.costs.values()):
            raise ValueError("Money is not negative.")

    @cached_property
    def poll(self) -> "Poll":
        """The ballots in arrays, equal ballots together."""
        times, lengths, names, points = self._marks()
        place = {name: number for number, name in enumerate(self.costs)}
        if unknown := set(names) - set(place):
            raise ValueError(f"{min(unknown)} is voted for and is not on the list of projects.")
        columns = np.array([place[name] for name in names], np.int64)
        rows = np.repeat(np.arange(len(times)), lengths)
        order = np.argsort(columns, kind="stable")
        ends = np.searchsorted(columns[order], np.arange(1, len(place)))
        return Poll(
            names=tuple(place),
            costs=tuple(self.costs.values()),
            ballots=tuple(np.split(rows[order], ends)),
            points=tuple(np.split(np.array(points, np.int64)[order], ends)),
            times=np.array(times, np.int64),
        )

    def _marks(self) -> tuple[list[int], list[int], list[str], list[int]]:
        """Join equal ballots: how often cast, how many marks, and all marks' names and points."""
        if self.approvals is not None:
            same = Counter(map(frozenset, self.approvals))
            names = list(chain.from_iterable(same))
            return list(same.values()), list(map(len, same)), names, [1] * len(names)
        kinds = Counter(map(self._given, self.scores or ()))
        marks = list(chain.from_iterable(kinds))
        names, points = [name for name, _ in marks], [given for _, given in marks]
        return list(kinds.values()), list(map(len, kinds)), names, points

    @staticmethod
    def _given(ballot: Mapping[str, int]) -> frozenset[tuple[str, int]]:
        if any(type(given) is not int or given < 0 for given in ballot.values()):
            raise ValueError("Points are whole numbers, 0 or more.")
        return frozenset((name, given) for name, given in ballot.items() if given)

    def prefers(self, one: Collection[str], other: Collection[str]) -> tuple[int, int]:
        """Count the voters to whom `one` gives more of their projects (points), and `other`."""
        gain = np.zeros(len(self.poll.times), np.int64)
        for number, name in enumerate(self.poll.names):
            side = (name in one) - (name in other)
            gain[self.poll.ballots[number]] += side * self.poll.points[number]
        times = self.poll.times
        return int(times[gain > 0].sum()), int(times[gain < 0].sum())


@dataclass(frozen=True)
class Poll:
    """The same vote in arrays. Equal ballots stand once, with how many `times` they were cast."""

    names: tuple[str, ...]
    costs: tuple[int, ...]
    ballots: tuple[Whole, ...]  # of each project: the ballots that mark it
    points: tuple[Whole, ...]  # and what they give it (1 where voters approve)
    times: Whole

    @cached_property
    def weights(self) -> tuple[NDArray[np.float64], ...]:
        """Of each project: how often each ballot was cast that marks it."""
        return tuple(self.times[found].astype(np.float64) for found in self.ballots)

    @cached_property
    def given(self) -> tuple[NDArray[np.float64], ...]:
        """Of each project: the points again; a single 1 where every ballot gives one."""
        one = np.ones(())
        return tuple(
            one if (points == 1).all() else points.astype(np.float64) for points in self.points
        )

    @cached_property
    def pull(self) -> tuple[NDArray[np.float64], ...]:
        """Of each project: points × times; whole numbers, so their sums are exact."""
        return tuple(one * other for one, other in zip(self.weights, self.given, strict=True))

    @cached_property
    def voters(self) -> int:
        return int(self.times.sum())

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """Of each project: how many voters marked it."""
        return tuple(int(self.times[found].sum()) for found in self.ballots)

    @cached_property
    def score(self) -> tuple[int, ...]:
        """Of each project: all points; its votes where voters approve."""
        pairs = zip(self.ballots, self.points, strict=True)
        return tuple(int((self.times[found] * given).sum()) for found, given in pairs)
