"""Reading a community's table of buildings, before anything is written."""

import csv
import io
from dataclasses import dataclass, field

import shapely
from django.utils.translation import gettext as _

from liandong.places.models import Place
from liandong.places.queries.outlines import outline_of
from liandong.places.queries.survey import survey

HEADS = ("building", "households", "longitude", "latitude", "grid")


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """One line: a building that is known by its name in the community, or a new one."""

    name: str
    households: int
    lon: float
    lat: float
    parent_id: int
    address: str
    known_id: int | None


@dataclass(slots=True)
class BuildingTable:
    """What a file holds: lines that can be entered, and what is wrong, in sentences."""

    rows: list[BuildingRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Bad(Exception):
    """A line that cannot be used; says why."""


def read_buildings(community: Place, text: str) -> BuildingTable:
    """Read CSV with the columns of `HEADS` and, where there is one, `address`."""
    table = BuildingTable()
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := [head for head in HEADS if head not in (reader.fieldnames or ())]:
        table.problems.append(
            _("The table has no column %(names)s.") % {"names": ", ".join(missing)}
        )
        return table
    reading = _Reading(community)
    for number, line in enumerate(reader, start=2):
        try:
            table.rows.append(reading.row({k: (v or "").strip() for k, v in line.items() if k}))
        except _Bad as bad:
            table.problems.append(_("Line %(number)d: %(why)s") % {"number": number, "why": bad})
    if not table.rows and not table.problems:
        table.problems.append(_("The table has no lines."))
    return table


class _Reading:
    """What is known of the community while its lines are read."""

    def __init__(self, community: Place) -> None:
        self.community, now = community, survey(community)
        self.grids = {grid.name: grid.pk for grid in now.grids}
        self.known = {one.name: one for one in now.buildings}
        drawn = outline_of(community)
        self.room = shapely.from_wkb(bytes(drawn.shape)) if drawn else None
        self.seen: set[str] = set()

    def row(self, line: dict[str, str]) -> BuildingRow:
        name, grid = line["building"], line["grid"]
        if not name or name in self.seen:
            raise _Bad(_("the building has no name, or is named twice."))
        self.seen.add(name)
        if grid and grid not in self.grids:
            raise _Bad(_("there is no grid “%(grid)s” here.") % {"grid": grid})
        known = self.known.get(name)
        return BuildingRow(
            name=name[:120],
            households=self._households(line["households"]),
            **self._spot(line["longitude"], line["latitude"]),
            parent_id=self.grids.get(grid, self.community.pk),
            address=line.get("address", "")[:200],
            known_id=known.pk if known else None,
        )

    def _households(self, text: str) -> int:
        if not text.isdecimal() or int(text) > 100_000:
            raise _Bad(_("households must be a whole number."))
        return int(text)

    def _spot(self, longitude: str, latitude: str) -> dict[str, float]:
        try:
            lon, lat = float(longitude), float(latitude)
        except ValueError as error:
            raise _Bad(_("longitude and latitude must be degrees.")) from error
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise _Bad(_("longitude and latitude must be degrees."))
        if self.room is not None and not shapely.intersects_xy(self.room, lon, lat):
            raise _Bad(
                _("it lies outside the community's outline. Degrees must be CGCS2000 or WGS-84.")
            )
        return {"lon": lon, "lat": lat}
