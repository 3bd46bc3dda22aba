"""The same purses in whole numbers: they decide where floats are too close to tell.

All purses are whole multiples of 1 ÷ `unit`. Equal purses are kept as one class, so a count touches
as many numbers as there are different purses, not voters. The state is brought up to date only when
somebody asks: nearly every round is decided by the floats of `purses.py`.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from liandong.planning.tallying.budget.instance import Poll


class ExactPurses:
    """The purses after some purchases, as classes of equal content."""

    def __init__(self, poll: Poll, each: Fraction) -> None:
        self.poll = poll
        self.unit = each.denominator
        self.values = [each.numerator]
        self.classes = np.zeros(len(poll.times), np.int64)
        self.bought = 0

    def follow(self, bought: Sequence[int]) -> None:
        """Make the purchases that were made since the last time."""
        for project in bought[self.bought :]:
            rate = self.rate(project)
            assert rate is not None, "a project was bought that its supporters cannot pay"
            self._pay(project, rate)
        self.bought = len(bought)

    def rate(self, project: int) -> Fraction | None:
        """The exact rate of a project, or None where its supporters have too little."""
        kinds, counts, _ = self._kinds(project)
        owners = [
            (self.values[purse], points, count)
            for (purse, points), count in zip(kinds, counts, strict=True)
        ]
        cost = self.poll.costs[project] * self.unit
        if sum(value * count for value, _, count in owners) < cost:
            return None
        owners.sort(key=lambda owner: Fraction(owner[0], owner[1]))
        slope = sum(points * count for _, points, count in owners)
        for value, points, count in owners:
            if cost * points <= value * slope:
                return Fraction(cost, slope * self.unit)
            cost -= value * count
            slope -= points * count
        return Fraction(0)  # costs nothing

    def _kinds(self, project: int) -> tuple[list[tuple[int, int]], list[int], np.ndarray]:
        """Group the supporters by purse and points: the kinds, how many, and who is of which."""
        found, points = self.poll.ballots[project], self.poll.points[project]
        span = int(points.max()) + 1
        keys, which = np.unique(self.classes[found] * span + points, return_inverse=True)
        counts = np.zeros(len(keys), np.int64)
        np.add.at(counts, which, self.poll.times[found])
        return [divmod(key, span) for key in keys.tolist()], counts.tolist(), which

    def _pay(self, project: int, rate: Fraction) -> None:
        factor = rate.denominator // math.gcd(rate.denominator, self.unit)
        self.unit *= factor
        self.values = [value * factor for value in self.values]
        asked = rate.numerator * (self.unit // rate.denominator)
        kinds, _, which = self._kinds(project)
        first = len(self.values)
        self.values += [max(0, self.values[purse] - asked * points) for purse, points in kinds]
        self.classes[self.poll.ballots[project]] = first + which
        self._join()

    def _join(self) -> None:
        """Forget purses that nobody has any more, and make equal ones one class."""
        used, which = np.unique(self.classes, return_inverse=True)
        place: dict[int, int] = {}
        new = [place.setdefault(self.values[old], len(place)) for old in used.tolist()]
        self.values = list(place)
        self.classes = np.array(new, np.int64)[which]
