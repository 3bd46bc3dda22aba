"""What is given: buildings, who is next to whom, and what a grid should be."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
NONE = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """How many households a grid should have."""

    low: int = 300
    high: int = 500

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high:
            raise ValueError("A grid needs 0 < low < high households.")

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def outside(self, households: int) -> int:
        """Count the households by which a grid misses the range."""
        return max(self.low - households, households - self.high, 0)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a good grid is worth beside another, in points; being in the range is worth `outside`.

    `balance` for one half range away from its middle, `spread` for a mean squared distance of
    (60 m)² from the grid's centre, `estate` for each estate that is cut once more, `moved` for one
    household that comes into another grid than it is in today.
    """

    outside: float = 40.0
    balance: float = 2.0
    spread: float = 1.0
    estate: float = 0.6
    moved: float = 0.2


@dataclass(frozen=True)
class Problem:
    """Buildings as arrays of one length, and the pairs of buildings that are neighbours.

    `east`, `north` are metres. `links` has two columns: positions of neighbours, with nothing of
    the main kind between them. `estates`, `today` (the grid of each building now) and `dedicated`
    (the park or mall that has a grid of its own) hold a number, or −1 for none. With `whole`, an
    estate that fits into a grid is never cut.
    """

    households: Whole
    east: Real
    north: Real
    links: Whole
    estates: Whole = field(default_factory=lambda: np.empty(0, np.int64))
    today: Whole = field(default_factory=lambda: np.empty(0, np.int64))
    dedicated: Whole = field(default_factory=lambda: np.empty(0, np.int64))
    whole: bool = False
    rule: Rule = Rule()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        count = len(self.households)
        for name in ("estates", "today", "dedicated"):
            if not len(getattr(self, name)):
                object.__setattr__(self, name, np.full(count, NONE, np.int64))
        arrays = (self.east, self.north, self.estates, self.today, self.dedicated)
        if any(len(array) != count for array in arrays):
            raise ValueError("All arrays need one value for each building.")
        if count and self.households.min() < 0:
            raise ValueError("A building cannot have fewer than 0 households.")
        if not (np.isfinite(self.east).all() and np.isfinite(self.north).all()):
            raise ValueError("Every building needs a place.")
        if self.links.shape[1:] != (2,) or (
            len(self.links) and not 0 <= self.links.min() <= self.links.max() < count
        ):
            raise ValueError("Links are pairs of positions of buildings.")

    @cached_property
    def blocks(self) -> Whole:
        """Number the parts of the ground that no grid may leave, for each building.

        What has a grid of its own is a block of its own: no other grid runs through it.
        """
        found: Whole = connected_components(self.graph, directed=False)[1].astype(np.int64)
        return found

    @property
    def wanted(self) -> Real:
        """Rule and weights as one row, in the order that annealing names."""
        rule, weights = self.rule, self.weights
        worth = (weights.outside, weights.balance, weights.spread, weights.estate, weights.moved)
        return np.array([rule.low, rule.high, *worth], np.float64)

    @cached_property
    def graph(self) -> csr_array:
        """Who is next to whom without a grid of its own between them, both ways round."""
        left, right = self.links.T
        same = self.dedicated[left] == self.dedicated[right]
        rows, columns = np.r_[left[same], right[same]], np.r_[right[same], left[same]]
        shape = (len(self.households), len(self.households))
        return csr_array((np.ones(len(rows), np.int8), (rows, columns)), shape=shape)


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid: buildings by position, households, block, and the grid of today it goes on."""

    number: int
    buildings: tuple[int, ...]
    households: int
    block: int
    today: int = NONE
    dedicated: int = NONE
