"""The tiers of GB 50180-2018: circles of fifteen, ten and five minutes, which each need their own.

A facility of a wider circle does not stand in for one of a narrower: cover is counted tier by tier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike

from liandong.planning.reach import Reach


@dataclass(frozen=True, slots=True)
class Tier:
    """A circle of living: how far people walk, and how many one facility serves."""

    name: str
    metres: float
    people: tuple[int, int]

    def facilities(self, people: float) -> int:
        """How many facilities of this tier so many people need at least."""
        return ceil(people / self.people[1])


TIERS = {
    "15": Tier("15", 1_000, (50_000, 100_000)),
    "10": Tier("10", 500, (15_000, 25_000)),
    "5": Tier("5", 300, (5_000, 12_000)),
}


@dataclass(frozen=True, slots=True)
class Cover:
    """One tier of a place: people within reach of its own facilities, and the points beyond."""

    tier: Tier
    facilities: int
    people: float
    reached: float
    gaps: tuple[int, ...]

    @property
    def share(self) -> float | None:
        return self.reached / self.people if self.people else None


def covered(people: ArrayLike, found: Reach, tier_of: Sequence[str]) -> list[Cover]:
    """Count each tier by its own facilities. `found` goes from facilities to points."""
    many = np.asarray(people, float)
    names = np.array(tier_of, dtype=str)
    covers = []
    for name, tier in TIERS.items():
        own = np.flatnonzero(names == name)
        near = np.isin(found.source, own) & (found.metres <= tier.metres)
        reached = np.zeros(len(many), bool)
        reached[found.target[near]] = True
        gaps = tuple(np.flatnonzero(~reached & (many > 0)).tolist())
        covers.append(Cover(tier, len(own), float(many.sum()), float(many[reached].sum()), gaps))
    return covers
