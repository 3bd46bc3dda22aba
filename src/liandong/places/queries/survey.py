"""What is known of a community's ground: its grids, its buildings, their households and spots."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from liandong.places.models import GridType, Level, Place, PlaceKind
from liandong.places.queries.tree import within

# "春江花园3号楼" stands in the estate 春江花园.
ONE_OF_AN_ESTATE = re.compile(r"^(.+?)[0-9A-Za-z一二三四五六七八九十]+(?:号楼|号院|栋|幢|座)$")


@dataclass(frozen=True)
class Survey:
    """A community as the tree has it. `placed` buildings are on the map, `unplaced` are not."""

    community: Place
    grids: tuple[Place, ...]
    buildings: tuple[Place, ...]

    @cached_property
    def placed(self) -> tuple[Place, ...]:
        return tuple(one for one in self.buildings if _on_the_map(one))

    @cached_property
    def unplaced(self) -> tuple[Place, ...]:
        return tuple(one for one in self.buildings if not _on_the_map(one))

    @property
    def unknown(self) -> int:
        """How many buildings on the map have no number of households."""
        return sum(one.households is None for one in self.placed)

    @property
    def households(self) -> int:
        return sum(one.households or 0 for one in self.placed)

    @cached_property
    def by_grid(self) -> Counter[int]:
        """The households on the map by the grid that they are in today."""
        found: Counter[int] = Counter({grid.pk: 0 for grid in self.grids})
        for one in self.placed:
            if (grid_id := one.parent_id or 0) in found:
                found[grid_id] += one.households or 0
        return found

    @property
    def ground(self) -> str:
        """A fingerprint of everything that a proposal is drawn up from."""
        rows = [(one.pk, one.parent_id, one.households, one.lon, one.lat) for one in self.buildings]
        kinds = [(grid.pk, grid.grid_type) for grid in self.grids]
        return sha256(repr((rows, kinds)).encode()).hexdigest()

    def outside(self, low: int, high: int) -> list[Place]:
        """The basic grids of today whose households lie outside a range."""
        basic = (grid for grid in self.grids if grid.grid_type != GridType.DEDICATED)
        return [grid for grid in basic if not low <= self.by_grid[grid.pk] <= high]


def survey(community: Place) -> Survey:
    """Read a community's grids and buildings of now, in one query."""
    below = within(community).filter(level__gt=Level.COMMUNITY).order_by("id")
    found = list(below)
    return Survey(
        community=community,
        grids=tuple(one for one in found if one.kind == PlaceKind.GRID),
        buildings=tuple(one for one in found if one.kind == PlaceKind.BUILDING),
    )


def estate_of(building: Place) -> str:
    """The estate that a building's name says it stands in, or ""."""
    found = ONE_OF_AN_ESTATE.match(building.name)
    return found[1] if found else ""


def _on_the_map(building: Place) -> bool:
    return building.lon is not None and building.lat is not None
