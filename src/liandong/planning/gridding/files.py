"""Reading a community from files: a table of buildings, main roads and rivers as GeoJSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from liandong.planning import reading
from liandong.planning.gridding.ground import lay
from liandong.planning.gridding.problem import NONE, Problem, Rule, Whole

# What counts as the main kind where a feature says its kind, in OpenStreetMap's words.
MAIN = {
    "highway": {"motorway", "trunk", "primary", "secondary"},
    "railway": {"rail", "light_rail"},
    "waterway": {"river", "canal"},
}
USUAL = Rule()


@dataclass(frozen=True, slots=True)
class Survey:
    """A problem with the names that the files use, the barriers in its metres, and the way back."""

    buildings: tuple[str, ...]
    today: tuple[str, ...]
    dedicated: tuple[str, ...]
    estates: tuple[str, ...]
    barriers: tuple[shapely.Geometry, ...]
    problem: Problem
    flat: reading.Flat | None


def read(table: str, barriers: str = "", rule: Rule = USUAL, whole: bool = False) -> Survey:
    """Read `building,households` with `longitude,latitude` or `east,north` (metres).

    Further columns may be `estate`, `block` (grids keep within it), `dedicated` (what has a grid of
    its own) and `today` (the grid that the building is in now).
    """
    rows = reading.rows(table, ("building", "households"), "building")
    spots, flat = reading.spots(rows)
    lines = list(_lines(barriers))
    if flat:
        lines = [shapely.transform(line, flat.metres) for line in lines]
    east, north = np.ascontiguousarray(spots.T)
    links = lay(east, north, lines).links
    blocks = _numbered(rows, "block")[0]
    (estates, estate_names), (today, today_names) = (
        _numbered(rows, column) for column in ("estate", "today")
    )
    dedicated, dedicated_names = _numbered(rows, "dedicated")
    problem = Problem(
        households=np.array([int(row["households"]) for row in rows], np.int64),
        east=east,
        north=north,
        links=links[blocks[links[:, 0]] == blocks[links[:, 1]]],
        estates=estates,
        today=today,
        dedicated=dedicated,
        whole=whole,
        rule=rule,
    )
    names = tuple(row["building"] for row in rows)
    return Survey(names, today_names, dedicated_names, estate_names, tuple(lines), problem, flat)


def _numbered(rows: Sequence[reading.Row], column: str) -> tuple[Whole, tuple[str, ...]]:
    """Number the names of a column in their order; an empty one is −1."""
    said = [row.get(column, "") for row in rows]
    names = tuple(dict.fromkeys(name for name in said if name))
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers.get(name, NONE) for name in said], np.int64), names


def _lines(text: str) -> Iterator[shapely.Geometry]:
    """Read the features of the main kind; one that says no kind counts."""
    for feature in json.loads(text)["features"] if text else ():
        said = feature.get("properties") or {}
        kinds = [kind for kind in MAIN if kind in said]
        if not kinds or any(said[kind] in MAIN[kind] for kind in kinds):
            yield shapely.from_geojson(json.dumps(feature["geometry"]))
