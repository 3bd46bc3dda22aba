"""Who reaches a facility on foot: households of buildings, counted with their denominator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from liandong.facilities.lifecycle import Tier
from liandong.facilities.models import Facility
from liandong.places.models import Level, Place, PlaceKind
from liandong.places.queries import within
from liandong.planning.reach import WALK, Ground, Reach, reach
from liandong.planning.siting import TIERS, covered

MINUTES = (5, 10, 15)
TIER_METRES = {Tier(name): int(tier.metres) for name, tier in TIERS.items()}
type Numbers = NDArray[np.int64]
type Real = NDArray[np.float64]


@dataclass(frozen=True)
class Homes:
    """The buildings of a place that are on the map and have households."""

    ids: Numbers
    lonlat: Real
    households: Numbers
    communities: Numbers

    @property
    def total(self) -> int:
        return int(self.households.sum())


@dataclass(frozen=True, slots=True)
class CommunityShare:
    """A community's households, and how many of them are within reach."""

    place: Place
    households: int
    reached: int

    @property
    def beyond(self) -> int:
        return self.households - self.reached


@dataclass(frozen=True, slots=True)
class TierCover:
    """One circle of GB 50180: its own facilities, and the households that they reach."""

    tier: Tier
    metres: int
    facilities: int
    reached: int


@dataclass(frozen=True)
class Cover:
    """How a kind of facility covers a place on a day, seen with one limit of minutes."""

    place: Place
    minutes: int
    facilities: tuple[Facility, ...]
    homes: Homes
    nearest: Real
    tiers: tuple[TierCover, ...]
    unknown: int

    @property
    def own(self) -> list[Facility]:
        """The facilities in the place itself; others near its border count too."""
        return [one for one in self.facilities if one.place.path.startswith(self.place.path)]

    @property
    def shares(self) -> list[tuple[int, int]]:
        """Minutes of walking, and the households that reach a facility within them."""
        return [(minutes, self.within(minutes)) for minutes in MINUTES]

    def within(self, minutes: int) -> int:
        return int(self.homes.households[self.nearest <= minutes * WALK].sum())

    @property
    def reached(self) -> int:
        return self.within(self.minutes)

    @cached_property
    def near(self) -> NDArray[np.bool_]:
        """For each home, whether it reaches a facility within the limit."""
        return self.nearest <= self.minutes * WALK

    @cached_property
    def communities(self) -> list[CommunityShare]:
        """Every community with homes, those with the most households beyond reach first."""
        return shares_of(self.homes, self.near)


def homes_of(place: Place) -> Homes:
    """Read the homes of a place in one query."""
    rows = list(
        within(place)
        .filter(kind=PlaceKind.BUILDING, lon__isnull=False, lat__isnull=False, households__gt=0)
        .order_by("id")
        .values_list("id", "lon", "lat", "households", "path")
    )
    return Homes(
        ids=np.array([row[0] for row in rows], np.int64),
        lonlat=np.array([row[1:3] for row in rows], float).reshape(-1, 2),
        households=np.array([row[3] for row in rows], np.int64),
        communities=np.array([_community(row[4]) for row in rows], np.int64),
    )


def _community(path: str) -> int:
    steps = [int(step) for step in path.split("/") if step]
    return steps[Level.COMMUNITY]


def standing(kind: str, on: date) -> QuerySet[Facility]:
    """The facilities of a kind that are open on a day."""
    begun = Facility.objects.filter(kind=kind, opened_on__lte=on)
    found = begun.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on))
    return found.select_related("place").order_by("place__path", "id")


def cover(place: Place, kind: str, minutes: int, on: date) -> Cover:
    """Count who reaches a facility of a kind. No streets are known: straight line × 1.3."""
    homes, facilities = homes_of(place), tuple(standing(kind, on))
    found = walks(facilities, homes)
    nearest = np.full(len(homes.ids), np.inf)
    np.minimum.at(nearest, found.target, found.metres)
    tiers = covered(homes.households, found, [one.tier for one in facilities])
    return Cover(
        place=place,
        minutes=minutes,
        facilities=facilities,
        homes=homes,
        nearest=nearest,
        tiers=tuple(
            TierCover(Tier(one.tier.name), int(one.tier.metres), one.facilities, int(one.reached))
            for one in tiers
        ),
        unknown=_unknown(place),
    )


def walks(facilities: Sequence[Facility], homes: Homes) -> Reach:
    """Every pair of a facility and a home within the longest limit."""
    spots = np.array([(one.lon, one.lat) for one in facilities], float).reshape(-1, 2)
    everything = np.concatenate([spots, homes.lonlat])
    limit = MINUTES[-1] * WALK
    if not len(everything):
        return reach(spots, homes.lonlat, limit)
    ground = Ground.under(homes.lonlat if len(homes.ids) else everything)
    return reach(ground.metres(spots), ground.metres(homes.lonlat), limit)


def shares_of(homes: Homes, near: NDArray[np.bool_]) -> list[CommunityShare]:
    """Count homes by community; those with the most households beyond reach come first."""
    places = Place.objects.in_bulk(np.unique(homes.communities).tolist())
    found = []
    for number, place in places.items():
        own = homes.communities == number
        households = int(homes.households[own].sum())
        found.append(CommunityShare(place, households, int(homes.households[own & near].sum())))
    return sorted(found, key=lambda one: (-one.beyond, one.place.path))


def _unknown(place: Place) -> int:
    """How many communities have no home on the map: nothing is said of them."""
    communities = within(place).filter(level=Level.COMMUNITY)
    homes = within(place).filter(kind=PlaceKind.BUILDING, households__gt=0, lon__isnull=False)
    known = {_community(path) for path in homes.values_list("path", flat=True)}
    return communities.exclude(pk__in=known).count()
