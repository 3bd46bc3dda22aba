"""The ground of the demo city: cells inside the real districts, grids and buildings in Kuiwen.

Nothing here is an official boundary, and everything says so.
"""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

import numpy as np
import shapely
from django.utils.translation import gettext_noop
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from liandong.demo.cast import COMMUNITY, DISTRICT, SUBDISTRICT
from liandong.demo.words import listed
from liandong.kernel.actor import SYSTEM
from liandong.kernel.cells import nearest_centre_cells
from liandong.places import actions
from liandong.places.actions import Facts, NewPlace
from liandong.places.models import Boundary, GridType, Level, Place, PlaceKind
from liandong.places.queries import Outline, romanised

SINCE = date(2020, 1, 1)
SOURCE = gettext_noop("Demo: nearest-centre cells, not official")
# Where Kuiwen's subdistricts roughly lie (degrees, CGCS2000).
CENTRES = {
    "东关街道": (119.117, 36.708),
    "大虞街道": (119.147, 36.716),
    "梨园街道": (119.150, 36.695),
    "廿里堡街道": (119.110, 36.650),
    "潍州路街道": (119.108, 36.688),
    "北苑街道": (119.125, 36.755),
    "广文街道": (119.131, 36.702),
    "新城街道": (119.190, 36.710),
    "清池街道": (119.235, 36.675),
    "北海路街道": (119.172, 36.742),
}
SAMPLES = 60  # random points for each centre that is looked for
ROUNDS = 4
ORDINALS = ("第一", "第二", "第三", "第四", "第五")

type Shapes = dict[int, BaseGeometry]
type Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a city is made: `subdistricts` and `communities` at most, 0 for all.

    `before` is how many days are played on four levels before the `days` of the cast.
    """

    matters: int = 2000
    days: int = 60
    before: int = 0
    subdistricts: int = 0
    communities: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """A building that matters can be about."""

    place: Place
    grid: Place
    road: str
    estate: str
    building: str
    lon: float
    lat: float

    @property
    def text(self) -> str:
        return f"{self.place.address}"


def short(place: Place) -> str:
    """A community's or village's everyday name: "樱园社区", "东庄村"."""
    for suffix in ("居民委员会", "村民委员会", "居委会"):
        if place.name.endswith(suffix):
            return place.name.removesuffix(suffix)
    base = place.name.removesuffix("村委会").removesuffix("村")
    return f"{base}村" if place.name.endswith("村委会") else place.name


class Ground:
    """Lays the ground once; the same seed gives the same ground."""

    def __init__(self, size: Size, seed: int, now: datetime) -> None:
        self.size = size
        self.rng = Random(f"ground {seed}")  # noqa: S311 -- a played city, no secret
        self.sizes = Random(f"households {seed}")  # noqa: S311 -- likewise
        self.points = np.random.default_rng(seed)
        self.now = now
        self.outlines: list[Outline] = []
        self.addresses: list[Address] = []
        self.estates: dict[int, tuple[str, str]] = {}

    def lay(self) -> list[Address]:
        """Cells for every subdistrict, then communities, grids and buildings of Kuiwen."""
        town_shapes = self._subdistricts()
        communities = self._communities(town_shapes)
        grids = self._grids(communities)
        self._draw()
        return self._buildings(grids)

    def _subdistricts(self) -> Shapes:
        """Cells of every subdistrict and town in a district whose outline is known."""
        kuiwen: Shapes = {}
        rows = Boundary.objects.filter(valid_until__isnull=True, place__level=Level.DISTRICT)
        for row in rows.select_related("place").order_by("place_id"):
            shape = shapely.from_wkb(bytes(row.shape))
            towns = list(_children(row.place))
            centres = [CENTRES.get(town.name) for town in towns]
            cells = self._cells(shape, towns, centres)
            if row.place.name == DISTRICT:
                kuiwen = cells
        return kuiwen

    def _communities(self, towns: Shapes) -> list[tuple[Place, BaseGeometry]]:
        found = []
        chosen = self._chosen_towns(towns)
        for town_id, shape in chosen:
            places = list(Place.objects.filter(parent_id=town_id, valid_until=None).order_by("id"))
            cells = self._cells(shape, places)
            worked = sorted(places, key=lambda place: place.name != COMMUNITY)
            worked = worked[: self.size.communities or None]
            found += [(place, cells[place.pk]) for place in worked]
        return found

    def _chosen_towns(self, towns: Shapes) -> list[tuple[int, BaseGeometry]]:
        names = dict(Place.objects.filter(pk__in=towns).values_list("pk", "name"))
        ordered = sorted(towns, key=lambda pk: (names[pk] != SUBDISTRICT, pk))
        return [(pk, towns[pk]) for pk in ordered[: self.size.subdistricts or None]]

    def _cells(
        self,
        shape: BaseGeometry,
        places: list[Place],
        known: list[tuple[float, float] | None] | None = None,
    ) -> Shapes:
        """Draw a cell in `shape` for each place, around known or well-spread centres."""
        if not places:
            return {}
        spread = self._spread(shape, len(places))
        wanted = known or [None] * len(places)
        centres = [
            point if point and shapely.contains_xy(shape, *point) else free
            for point, free in zip(wanted, spread, strict=True)
        ]
        cells = nearest_centre_cells(shape, centres)
        for place, cell in zip(places, cells, strict=True):
            self.outlines.append(
                Outline(place.pk, shapely.to_wkb(cell), "cgcs2000", official=False, source=SOURCE)
            )
        return {place.pk: cell for place, cell in zip(places, cells, strict=True)}

    def _spread(self, shape: BaseGeometry, count: int) -> list[tuple[float, float]]:
        """Points in a shape, each in the middle of those nearest to it (Lloyd's way)."""
        cloud = self._inside(shape, max(count * SAMPLES, 200))
        centres = cloud[:count].copy()
        for _round in range(ROUNDS):
            gaps = np.hypot(*(cloud[:, None, :] - centres[None, :, :]).transpose(2, 0, 1))
            nearest = gaps.argmin(axis=1)
            for number in range(count):
                if (nearest == number).any():
                    centres[number] = cloud[nearest == number].mean(axis=0)
        return [(float(lon), float(lat)) for lon, lat in centres]

    def _inside(self, shape: BaseGeometry, count: int) -> Points:
        west, south, east, north = shape.bounds
        found: Points = np.empty((0, 2))
        while len(found) < count:
            tried = self.points.uniform((west, south), (east, north), (count * 2, 2))
            found = np.vstack([found, tried[shapely.contains_xy(shape, tried)]])
        return found[:count]

    def _grids(self, communities: list[tuple[Place, BaseGeometry]]) -> list[tuple[Place, Points]]:
        """Two to five grids in a community, one or two in a village; some for a mall or park."""
        new = [one for place, _shape in communities for one in self._new_grids(place)]
        made = actions.found_many(new=new, since=SINCE, actor=SYSTEM, now=self.now, source=SOURCE)
        by_community: dict[int, list[Place]] = {}
        for grid in made:
            by_community.setdefault(grid.parent_id or 0, []).append(grid)
        found = []
        for place, shape in communities:
            grids = by_community[place.pk]
            cells = self._cells(shape, grids)
            found += [(grid, self._inside(cells[grid.pk], 8)) for grid in grids]
        return found

    def _new_grids(self, place: Place) -> list[NewPlace]:
        rng = self.rng
        village = place.kind == PlaceKind.VILLAGE
        count = rng.randint(1, 2) if village else rng.randint(2, 5)
        grids = [
            self._grid(place, f"{short(place)}{ORDINALS[number]}网格", number, GridType.BASIC)
            for number in range(count)
        ]
        if not village and rng.random() < 0.15:
            name = f"{short(place)}{rng.choice(listed('dedicated'))}专属网格"
            grids.append(self._grid(place, name, count, GridType.DEDICATED))
        return grids

    def _grid(self, place: Place, name: str, number: int, kind: GridType) -> NewPlace:
        rng = self.rng
        dedicated = kind == GridType.DEDICATED
        own = place.name_en.removesuffix(" Community").removesuffix(" Village")
        facts = Facts(
            name_en=f"{own} {'dedicated grid' if dedicated else 'Grid'} {number + 1}",
            official=False,
            households=None if dedicated else rng.randint(250, 550),
            grid_type=kind,
            phone=phone(rng),
            complaint_phone=phone(rng),
        )
        return NewPlace(PlaceKind.GRID, name, place.pk, facts)

    def _buildings(self, grids: list[tuple[Place, Points]]) -> list[Address]:
        new, owners = [], []
        for grid, points in grids:
            road, estate = self._estate(grid)
            number = self.rng.randint(1, 299)
            count = self.rng.randint(4, 7)
            households = self._shared(grid.households or 0, count)
            for floor, (lon, lat) in enumerate(points[:count], start=1):
                address = f"{road}{number}号{estate}{floor}号楼"
                name_en = f"{romanised(estate, Level.BUILDING)} Building {floor}"
                facts = Facts(
                    name_en,
                    official=False,
                    lon=lon,
                    lat=lat,
                    households=households[floor - 1],
                    address=address,
                )
                new.append(NewPlace(PlaceKind.BUILDING, f"{estate}{floor}号楼", grid.pk, facts))
                owners.append((grid, road, estate, f"{floor}号楼"))
        made = actions.found_many(new=new, since=SINCE, actor=SYSTEM, now=self.now, source=SOURCE)
        return [
            Address(place, *words, place.lon or 0.0, place.lat or 0.0)
            for place, words in zip(made, owners, strict=True)
        ]

    def _shared(self, households: int, count: int) -> list[int]:
        """The households of a grid, shared among its buildings: none is twice another."""
        weights = [self.sizes.uniform(1, 2) for _building in range(count)]
        shares = [int(households * weight / sum(weights)) for weight in weights]
        return [shares[0] + households - sum(shares), *shares[1:]]

    def _estate(self, grid: Place) -> tuple[str, str]:
        rng = self.rng
        road = rng.choice(listed("roads"))
        return road, rng.choice(listed("estates_first")) + rng.choice(listed("estates_last"))

    def _draw(self) -> None:
        actions.draw_boundaries(outlines=self.outlines, since=SINCE, actor=SYSTEM, now=self.now)


def phone(rng: Random) -> str:
    """A number that cannot ring: no exchange in Weifang begins with 0."""
    return f"0536-0{rng.randrange(10**6):06d}"


def _children(place: Place) -> list[Place]:
    return list(Place.objects.filter(parent=place, valid_until__isnull=True).order_by("id"))
