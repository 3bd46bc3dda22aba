"""`liandong plan reach` and `plan site`: tables of points in; distances, sites and a map out."""

import csv
import io
import json
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from liandong.planning.drawing import Layer, draw
from liandong.planning.plan import Plan, Reason
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
from liandong.planning.siting import (
    PENALTY,
    Case,
    Center,
    Fewest,
    Median,
    Most,
    Problem,
    check,
    site,
)

SAYS: dict[str, Any] = {
    "existing": _("stands already, reaches %(people)s people"),
    "needed": _("%(alone)s people have no other chosen site, of %(people)s within reach"),
    "adds_less": _("would add %(adds)s people; no chosen site adds fewer than %(least)s"),
    "nobody_new": _("everybody within reach (%(people)s) has a chosen site"),
    "nearest": _("the nearest for %(people)s people, %(metres)s m on average"),
    "saves_less": _("would save %(saves)s m of walking; no chosen site saves less than %(least)s"),
    "out_of_reach": _("no possible site reaches %(people)s people at %(points)s points"),
    "not_reached": _("%(people)s people at %(points)s points are not reached"),
    "full": _("the chosen sites are full, %(people)s people within reach find no place"),
    "below_floor": _("community %(community)s lacks %(missing)s people to its floor"),
}
TOLD: dict[str, Any] = {
    "fewest": _("cost of the new sites %(value)s, at least %(bound)s"),
    "most": _("%(value)s of %(people)s people reached, at most %(bound)s"),
    "missed": _(
        "%(value)s of %(people)s people reached, floors are missed: each person short weighs 100"
    ),
    "median": _("%(value)s m of walking in all, at least %(bound)s"),
    "center": _("longest walk %(value)s m, at least %(bound)s"),
}
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
    sites, homes, network = read_points(asked.sites), read_points(asked.homes), read_network(asked)
    ground = network.ground if network else None
    ground = ground or Ground.under(np.concatenate([sites.lonlat, homes.lonlat]))
    at_sites, at_homes = ground.metres(sites.lonlat), ground.metres(homes.lonlat)
    found = reach(at_sites, at_homes, asked.limit, network=network)
    return Town(sites, homes, network, at_sites, at_homes, found)


def problem(asked: Namespace, town: Town) -> Problem:
    """Make the problem that the command's words and the tables' columns describe."""
    stands = [number for number, row in enumerate(town.sites.rows) if _yes(row.get("existing"))]
    case = Case.of(
        town.homes.numbers("people", 1),
        len(town.sites.rows),
        town.found,
        existing=stands,
        costs=town.sites.numbers("cost", 1) if town.sites.has("cost") else None,
        capacities=town.sites.numbers("capacity", 0) if town.sites.has("capacity") else None,
        communities=town.communities[1] if town.homes.has("community") else None,
    )
    if asked.ask == "fewest":
        return Fewest(case)
    if asked.ask == "most":
        return Most(case, sites=asked.number, budget=asked.budget, share=asked.share)
    if asked.ask == "median":
        return Median(case, sites=asked.number, budget=asked.budget)
    return Center(case, sites=asked.number or 0)


def _yes(word: str | None) -> bool:
    return (word or "").strip().lower() in {"1", "yes", "true", "是"}


def told(town: Town, asked: Problem, plan: Plan[int]) -> str:
    """Say how good the plan is, what could not be, and why each site was chosen."""
    lines = [summary(asked, plan), town.measured]
    for reason in plan.unmet:
        named = dict(reason.figures)
        if "community" in named:
            named["community"] = str(town.communities[0][int(named["community"])])
        lines.append(f"! {says(Reason(reason.word, named))}")
    for choice in sorted(plan.choices, key=lambda one: not one.chosen):
        mark = "+" if choice.chosen else "-"
        lines.append(f"{mark} {town.sites.name(choice.what)}  {says(choice.reason)}")
    if wrong := check(asked, plan):
        raise ValueError("; ".join(wrong))
    return "\n".join(lines)


def summary(asked: Problem, plan: Plan[int]) -> str:
    missing = sum(float(one.figures.get("missing", 0)) for one in plan.unmet)
    figures = {
        "value": plan.objective + PENALTY * missing,
        "bound": plan.bound,
        "people": asked.case.people.sum(),
    }
    said = TOLD["missed" if missing else plan.method] % {
        key: f"{value:,.0f}" for key, value in figures.items()
    }
    words = _("%(said)s (gap %(gap)s); sites: %(count)s; seed %(seed)s")
    return str(
        words
        % {
            "said": said,
            "gap": f"{plan.gap:.2%}",
            "count": len(plan.chosen),
            "seed": plan.seed,
        }
    )


def says(reason: Reason) -> str:
    figures = {
        key: f"{value:,.0f}" if isinstance(value, float) else value
        for key, value in reason.figures.items()
    }
    return str(SAYS[reason.word] % figures)


def rows(town: Town, plan: Plan[int]) -> list[list[str]]:
    """Return the table of sites: each with whether and why."""
    head = ["id", "lon", "lat", "chosen", "reason", "says"]
    body = [
        [
            town.sites.name(one.what),
            *(f"{degree:.6f}" for degree in town.sites.lonlat[one.what]),
            "1" if one.chosen else "0",
            one.reason.word,
            says(one.reason),
        ]
        for one in plan.choices
    ]
    return [head, *body]


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
    stands = np.array([_yes(row.get("existing")) for row in town.sites.rows])
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


def plan_sites(asked: Namespace) -> tuple[Town, Problem, Plan[int]]:
    place = town(asked)
    wanted = problem(asked, place)
    return place, wanted, site(wanted, seed=asked.seed)


def arguments(parser: ArgumentParser) -> None:
    """The words that both commands understand."""
    parser.add_argument("sites", type=Path, help="CSV or GeoJSON: lon,lat[,id]")
    parser.add_argument("homes", type=Path, help="CSV or GeoJSON: lon,lat[,id,people,community]")
    parser.add_argument("--limit", type=float, default=FIFTEEN_MINUTES, help="metres of walking")
    parser.add_argument("--network", type=Path, help="streets: an OpenStreetMap file (.osm)")
    parser.add_argument("--no-stairs", action="store_true", help="with .osm: stairs are no way")
    parser.add_argument("--nodes", type=Path, help="streets: a CSV node,lon,lat, with --edges")
    parser.add_argument("--edges", type=Path, help="a CSV from,to[,metres]")
    parser.add_argument("--out", type=Path, help="write the table as CSV")
    parser.add_argument("--picture", type=Path, help="default: beside SITES, with .svg")
    parser.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])
