"""The frozen problems: who lives where, where a site may stand, who reaches whom, what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from liandong.planning.reach import Reach

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

PENALTY = 100.0  # a person missing under a community's floor outweighs so many covered elsewhere


@dataclass(frozen=True)
class Case:
    """People at points, possible sites, and each pair (site, point) that is within reach.

    `existing` sites stay in every plan. `costs` are by site; without them every site costs 1.
    `capacities` say how many people a site can serve, `communities` where a point belongs.
    """

    people: Floats
    sites: int
    site: Numbers
    point: Numbers
    metres: Floats
    existing: tuple[int, ...] = ()
    costs: Floats | None = None
    capacities: Floats | None = None
    communities: Numbers | None = None

    def __post_init__(self) -> None:
        if not len(self.site) == len(self.point) == len(self.metres):
            raise ValueError("Every pair needs a site, a point and metres.")
        for what, number, most in (
            ("site", self.site, self.sites),
            ("point", self.point, len(self.people)),
        ):
            if len(number) and (number.min() < 0 or number.max() >= most):
                raise ValueError(f"A pair names a {what} that is not there.")
        if len(set(self.existing)) < len(self.existing) or any(
            not 0 <= one < self.sites for one in self.existing
        ):
            raise ValueError("Existing sites are site numbers, each named once.")
        by_site, by_point = (self.costs, self.capacities), (self.people, self.communities)
        lists = [(one, self.sites) for one in by_site] + [
            (one, len(self.people)) for one in by_point
        ]
        for values, size in lists:
            if values is not None and (len(values) != size or (size and values.min() < 0)):
                raise ValueError("A list has the wrong length, or a number below 0.")

    @classmethod
    def of(
        cls,
        people: ArrayLike,
        sites: int,
        found: Reach,
        *,
        existing: Sequence[int] = (),
        costs: ArrayLike | None = None,
        capacities: ArrayLike | None = None,
        communities: ArrayLike | None = None,
    ) -> "Case":
        """Make a case from `reach(sites, points, …)`."""
        return cls(
            np.asarray(people, float),
            sites,
            found.source,
            found.target,
            found.metres,
            tuple(existing),
            None if costs is None else np.asarray(costs, float),
            None if capacities is None else np.asarray(capacities, float),
            None if communities is None else np.asarray(communities, np.int64),
        )

    def within(self, limit: float) -> "Case":
        """Return the case with only those pairs that are at most `limit` metres apart."""
        near = self.metres <= limit
        return Case(
            self.people,
            self.sites,
            self.site[near],
            self.point[near],
            self.metres[near],
            self.existing,
            self.costs,
            self.capacities,
            self.communities,
        )

    @cached_property
    def cover(self) -> csr_array:
        """Points × sites: 1 where the site reaches the point."""
        shape = (len(self.people), self.sites)
        found = csr_array((np.ones(len(self.site)), (self.point, self.site)), shape=shape)
        found.data[:] = 1.0
        return found

    @property
    def price(self) -> Floats:
        """What each site costs: existing sites nothing more."""
        price = np.ones(self.sites) if self.costs is None else self.costs.copy()
        price[list(self.existing)] = 0
        return price


@dataclass(frozen=True)
class Fewest:
    """Set cover: the cheapest sites so that everybody whom any site reaches is reached."""

    case: Case
    method: str = field(default="fewest", init=False)


@dataclass(frozen=True)
class Most:
    """Maximal cover: reach the most people with `sites` sites in all, or with a `budget`.

    `share` is a floor: so much of every community is to be reached before anything else counts.
    """

    case: Case
    sites: int | None = None
    budget: float | None = None
    share: float = 0.0
    method: str = field(default="most", init=False)

    def __post_init__(self) -> None:
        _one_limit(self.case, self.sites, self.budget)
        if not 0 <= self.share <= 1 or (self.share and self.case.communities is None):
            raise ValueError("A floor is a share of 0 to 1, and needs the points' communities.")

    @property
    def price(self) -> Floats:
        return _price(self.case, self.sites)

    @property
    def money(self) -> float:
        """What may be spent beside the existing sites."""
        return _money(self.case, self.sites, self.budget)

    @cached_property
    def floors(self) -> Floats:
        """For each community, how many people must be reached: never more than can be."""
        if self.case.communities is None or not self.share:
            return np.zeros(0)
        reached = np.diff(self.case.cover.indptr) > 0
        size = int(self.case.communities.max(initial=-1)) + 1
        count = np.bincount(self.case.communities, self.case.people, size)
        can = np.bincount(self.case.communities[reached], self.case.people[reached], size)
        return np.minimum(self.share * count, can)


@dataclass(frozen=True)
class Median:
    """p-median: the least walking in all, with `sites` sites in all, or with a `budget`.

    Who has no open site among the pairs counts as walking `beyond` metres.
    """

    case: Case
    sites: int | None = None
    budget: float | None = None
    beyond: float = 0.0
    method: str = field(default="median", init=False)

    def __post_init__(self) -> None:
        _one_limit(self.case, self.sites, self.budget)
        far = float(self.case.metres.max(initial=0.0))
        object.__setattr__(self, "beyond", float(self.beyond or 2 * far))
        if self.beyond < far:
            raise ValueError("`beyond` is at least as far as the farthest pair.")

    @property
    def price(self) -> Floats:
        return _price(self.case, self.sites)

    @property
    def money(self) -> float:
        return _money(self.case, self.sites, self.budget)


@dataclass(frozen=True)
class Center:
    """p-center: the least longest walk of anybody whom some site reaches, with `sites` in all."""

    case: Case
    sites: int
    method: str = field(default="center", init=False)

    def __post_init__(self) -> None:
        _one_limit(self.case, self.sites, None)
        if self.case.capacities is not None:
            raise ValueError("The longest walk is planned without capacities.")


Problem = Fewest | Most | Median | Center


def _one_limit(case: Case, sites: int | None, budget: float | None) -> None:
    if (sites is None) == (budget is None):
        raise ValueError("Say how many sites, or what they may cost: one of the two.")
    if sites is not None and not max(1, len(case.existing)) <= sites <= case.sites:
        raise ValueError("So many sites cannot be chosen: too few for the existing, or too many.")
    if budget is not None and budget < 0:
        raise ValueError("A budget is 0 or more.")


def _price(case: Case, sites: int | None) -> Floats:
    if sites is None:
        return case.price
    price = np.ones(case.sites)
    price[list(case.existing)] = 0
    return price


def _money(case: Case, sites: int | None, budget: float | None) -> float:
    return float(sites - len(case.existing)) if sites is not None else float(budget or 0)
