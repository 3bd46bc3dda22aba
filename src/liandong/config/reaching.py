"""`liandong plan reach`: who can walk where, from tables of points; a table and a map."""

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from liandong.planning.drawing import Layer, draw
from liandong.planning.reach import (
    FIFTEEN_MINUTES,
    WALK,
    Ground,
    Network,
    Reach,
    reach,
    read_edges,
    read_osm,
)

BANDS = [(5, "#1a7f37"), (10, "#1f6feb"), (15, "#bf8700")]
FAR, SITE, STOOD = "#cf222e", "#8250df", "#1b1f24"


@dataclass(frozen=True)
class Table:
    """Points with what the file says of each."""

    rows: list[dict[str, str]]
    lonlat: np.ndarray

    def name(self, number: int) -> str:
        return self.rows[number].get("id") or str(number + 1)

    def numbers(self, column: str, otherwise: float) -> np.ndarray:
        return np.array([float(row.get(column) or otherwise) for row in self.rows])

    def of_tier(self, tier: str | None) -> "Table":
        """Return without the rows that name another tier."""
        kept = [
            number
            for number, row in enumerate(self.rows)
            if not tier or row.get("tier", "") in ("", tier)
        ]
        if not kept:
            raise ValueError(f"no site is of tier {tier}")
        return Table([self.rows[number] for number in kept], self.lonlat[kept])

    def has(self, column: str) -> bool:
        return any(row.get(column) for row in self.rows)


def read_points(file: Path) -> Table:
    """Read a CSV with `lon` and `lat`, or a GeoJSON of points."""
    text = file.read_text("utf-8-sig")
    if file.suffix.lower() in {".geojson", ".json"}:
        rows = [_feature(one) for one in json.loads(text)["features"]]
    else:
        rows = [{key: value or "" for key, value in row.items()} for row in _csv(text)]
    if not rows or not {"lon", "lat"} <= rows[0].keys():
        raise ValueError(f"{file.name} holds no points: it needs columns lon and lat")
    return Table(rows, np.array([(float(row["lon"]), float(row["lat"])) for row in rows]))


def _csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _feature(feature: dict[str, Any]) -> dict[str, str]:
    if feature["geometry"]["type"] != "Point":
        raise ValueError("every feature is to be a point")
    lon, lat = feature["geometry"]["coordinates"][:2]
    said = {key: str(value) for key, value in (feature["properties"] or {}).items()}
    return said | {"lon": str(lon), "lat": str(lat)}


def read_network(asked: Namespace) -> Network | None:
    """Read the streets that were named: an OpenStreetMap file, or two tables, or none."""
    if asked.network:
        with asked.network.open("rb") as stream:
            return read_osm(stream, stairs=not asked.no_stairs)
    if asked.nodes and asked.edges:
        return read_edges(asked.nodes.read_text("utf-8-sig"), asked.edges.read_text("utf-8-sig"))
    return None


@dataclass(frozen=True)
class Town:
    """Two tables of points on one ground, with streets or without, and who reaches whom."""

    sites: Table
    homes: Table
    network: Network | None
    at_sites: np.ndarray
    at_homes: np.ndarray
    found: Reach

    @property
    def communities(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the names of the homes' communities, and for each home the number of its own."""
        names = [row.get("community", "") for row in self.homes.rows]
        known, numbers = np.unique(names, return_inverse=True)
        return known, numbers

    @property
    def streets(self) -> tuple[np.ndarray, np.ndarray] | None:
        if self.network is None:
            return None
        points = self.network.points
        return points[self.network.starts], points[self.network.ends]

    @property
    def measured(self) -> str:
        """Say how distances were measured."""
        if self.network is None:
            return str(_("no streets given: straight line × 1.3"))
        straight = int(self.found.straight.sum())
        words = _("walked on %(nodes)s street nodes, %(straight)s pairs straight × 1.3")
        return str(words % {"nodes": len(self.network.points), "straight": straight})


def town(asked: Namespace) -> Town:
    """Read what the command names, and find who reaches whom."""
    sites, homes, network = read_points(asked.file), read_points(asked.homes), read_network(asked)
    sites = sites.of_tier(getattr(asked, "tier", None))
    ground = network.ground if network else None
    ground = ground or Ground.under(np.concatenate([sites.lonlat, homes.lonlat]))
    at_sites, at_homes = ground.metres(sites.lonlat), ground.metres(homes.lonlat)
    found = reach(at_sites, at_homes, asked.limit, network=network, progress=asked.progress)
    return Town(sites, homes, network, at_sites, at_homes, found)


def is_yes(word: str | None) -> bool:
    return (word or "").strip().lower() in {"1", "yes", "true", "是"}


def distances(town: Town) -> list[list[str]]:
    """Return the table of pairs within reach."""
    found = town.found
    pairs = zip(
        found.source.tolist(),
        found.target.tolist(),
        found.metres.tolist(),
        found.straight.tolist(),
        strict=True,
    )
    return [
        ["site", "home", "metres", "minutes", "by"],
        *(
            [
                town.sites.name(one),
                town.homes.name(other),
                f"{metres:.1f}",
                f"{metres / WALK:.1f}",
                "line" if straight else "streets",
            ]
            for one, other, metres, straight in pairs
        ),
    ]


def within(town: Town, chosen: np.ndarray) -> np.ndarray:
    """For each home, the way to the nearest of the chosen sites; infinite beyond the limit."""
    nearest = np.full(len(town.homes.rows), np.inf)
    open_pairs = chosen[town.found.source]
    np.minimum.at(nearest, town.found.target[open_pairs], town.found.metres[open_pairs])
    return nearest


def picture(town: Town, title: str, below: str, chosen: np.ndarray) -> str:
    """Draw homes by how far they walk, and the sites above them."""
    nearest, layers, low = within(town, chosen), [], -1.0
    for minutes, colour in BANDS:
        band = (nearest > low) & (nearest <= minutes * WALK)
        says = str(_("within %(minutes)s minutes") % {"minutes": minutes})
        layers.append(Layer(town.at_homes[band], colour, 3, says))
        low = minutes * WALK
    beyond = str(_("beyond reach"))
    layers.append(Layer(town.at_homes[nearest > low], FAR, 3, beyond))
    stands = np.array([is_yes(row.get("existing")) for row in town.sites.rows])
    kinds = ((stands & chosen, STOOD, _("standing")), (chosen & ~stands, SITE, _("chosen")))
    for kind, colour, said in kinds:
        names = [town.sites.name(number) for number in np.flatnonzero(kind).tolist()]
        layers.append(Layer(town.at_sites[kind], colour, 7, str(said), names))
    return draw(title, below, town.streets, layers)


def reach_summary(town: Town) -> str:
    """Say how many people are within reach of any site."""
    near = within(town, np.ones(len(town.sites.rows), bool))
    people = town.homes.numbers("people", 1)
    reached, everybody = people[np.isfinite(near)].sum(), people.sum()
    words = _("%(reached)s of %(people)s people within %(metres)s m; %(how)s")
    return str(
        words
        % {
            "reached": f"{reached:,.0f}",
            "people": f"{everybody:,.0f}",
            "metres": f"{town.found.limit:,.0f}",
            "how": town.measured,
        }
    )


def written(options: dict[str, Any], table: list[list[str]], drawn: str) -> Iterator[str]:
    """Write the table, if it was asked for, and the picture; say where."""
    if options["out"]:
        with options["out"].open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(table)
        yield str(options["out"])
    picture = options["picture"] or options["file"].with_suffix(".svg")
    picture.write_text(drawn, "utf-8")
    yield str(picture)


def run(options: dict[str, Any]) -> Iterator[str]:
    place = town(Namespace(**options))
    said = reach_summary(place)
    yield said
    everywhere = np.ones(len(place.sites.rows), bool)
    drawn = picture(place, options["file"].stem, said, everywhere)
    yield from written(options, distances(place), drawn)


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="sites, CSV or GeoJSON: lon,lat[,id]")
    parser.add_argument("homes", type=Path, help="CSV or GeoJSON: lon,lat[,id,people,community]")
    parser.add_argument("--limit", type=float, default=FIFTEEN_MINUTES, help="metres of walking")
    parser.add_argument("--network", type=Path, help="streets: an OpenStreetMap file (.osm)")
    parser.add_argument("--no-stairs", action="store_true", help="with .osm: stairs are no way")
    parser.add_argument("--nodes", type=Path, help="streets: a CSV node,lon,lat, with --edges")
    parser.add_argument("--edges", type=Path, help="a CSV from,to[,metres]")
    parser.add_argument("--out", type=Path, help="write the table as CSV")
