"""`liandong plan grids`: a community from files, divided into grids, told in words and drawn."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.planning.gridding import Grid, Rule, changes, check, design, grid_of, measure
from liandong.planning.gridding.chart import picture
from liandong.planning.gridding.files import Survey, read
from liandong.planning.gridding.problem import NONE
from liandong.planning.plan import Plan, Reason

GridPlan = Plan[Grid]
SAYS: dict[str, Any] = {
    "within": _("within the range"),
    "below": _("below the range"),
    "above": _("above the range"),
    "dedicated": _("a grid of its own"),
    "block_small": _(
        "Block %(block)s has only %(households)s households, and no grid may cross a main road."
    ),
    "block_between": _(
        "Block %(block)s has %(households)s households: no number of grids suits them; "
        "at least %(outside)s remain outside."
    ),
    "building_large": _("Building %(building)s alone has %(households)s households."),
    "lumps": _(
        "In block %(block)s the buildings are too large or lie too far apart: no division does "
        "better than %(outside)s households outside; all were tried."
    ),
    "not_reached": _(
        "In block %(block)s %(outside)s households are outside; at least %(bound)s must be. "
        "Another seed may find better."
    ),
    "estate_large": _("Estate %(estate)s has %(households)s households: too large for one grid."),
    "estate_parted": _("Estate %(estate)s is parted by a main road: it cannot stay whole."),
}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        help="CSV: building,households,longitude,latitude (or east,north in metres)"
        "[,estate][,block][,dedicated][,today]",
    )
    parser.add_argument("--roads", type=Path, help="GeoJSON: main roads and rivers")
    parser.add_argument("--low", type=int, default=300, help="households, at least (default 300)")
    parser.add_argument("--high", type=int, default=500, help="households, at most (default 500)")
    parser.add_argument("--whole", action="store_true", help="never cut an estate that fits")
    parser.add_argument("--seed", type=int, default=1, help="another one gives another plan")
    parser.add_argument("--out", type=Path, help="default: beside FILE, with .grids.csv")


def run(options: Mapping[str, Any]) -> Iterator[str]:
    """Divide, check, write table and picture, and tell line by line."""
    file: Path = options["file"]
    roads = options["roads"].read_text("utf-8-sig") if options["roads"] else ""
    rule = Rule(options["low"], options["high"])
    survey = read(file.read_text("utf-8-sig"), roads, rule, options["whole"])
    plan = design(survey.problem, options["seed"], progress=options["progress"])
    if wrong := check(survey.problem, plan):
        raise ValueError(" ".join(wrong))
    names = name(survey, plan)
    yield from report(survey, plan, names)
    out = options["out"] or file.with_suffix(".grids.csv")
    out.write_text(table(survey, plan, names), "utf-8-sig")
    image = options["picture"] or file.with_suffix(".svg")
    labels = {grid.number: f"{names[grid.number]}: {grid.households}" for grid in plan.chosen}
    image.write_text(picture(file.stem, summary(survey, plan), survey, plan, labels), "utf-8")
    yield str(out)
    yield str(image)


def name(survey: Survey, plan: GridPlan) -> dict[int, str]:
    """Keep the names of grids that go on and of what is dedicated; number the others."""
    names = {
        number: survey.today[today]
        for number, today in changes(survey.problem, plan).goes_on.items()
    }
    free = (str(number) for number in range(1, 10**9) if str(number) not in survey.today)
    for grid in plan.chosen:
        if grid.dedicated != NONE:
            names[grid.number] = survey.dedicated[grid.dedicated]
        elif grid.number not in names:
            names[grid.number] = next(free)
    return names


def summary(survey: Survey, plan: GridPlan) -> str:
    found = measure(survey.problem, grid_of(survey.problem, plan))
    return _(
        "%(grids)s grids, %(within)s of them with %(low)s to %(high)s households "
        "(at most %(ceiling)s could); %(outside)s households outside, at least %(bound)s must be; "
        "seed %(seed)s"
    ) % {
        "grids": found.grids,
        "within": found.within,
        "ceiling": found.ceiling,
        "low": survey.problem.rule.low,
        "high": survey.problem.rule.high,
        "outside": plan.objective,
        "bound": plan.bound,
        "seed": plan.seed,
    }


def report(survey: Survey, plan: GridPlan, names: Mapping[int, str]) -> Iterator[str]:
    """Tell the plan, a line for each grid, then what could not be had and what changes."""
    yield summary(survey, plan)
    for choice in plan.choices:
        told = _(
            "%(households)s households in %(buildings)s buildings, %(radius)s m around the centre"
        ) % dict(choice.reason.figures)
        yield f"{names[choice.what.number]}  {told}  {SAYS[choice.reason.word]}"
    for reason in plan.unmet:
        yield f"! {_said(survey, reason)}"
    if not survey.today:
        return
    found = changes(survey.problem, plan)
    yield _("%(households)s households come into another grid.") % {"households": found.households}
    for move in found.moves:
        yield "~ " + _("%(buildings)s: from %(before)s to %(after)s") % {
            "buildings": ", ".join(survey.buildings[one] for one in move.buildings),
            "before": survey.today[move.today] if move.today != NONE else "–",
            "after": names[move.number],
        }


def table(survey: Survey, plan: GridPlan, names: Mapping[int, str]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["building", "grid", "households"])
    numbers = grid_of(survey.problem, plan).tolist()
    for at, building in enumerate(survey.buildings):
        writer.writerow([building, names[numbers[at]], survey.problem.households[at]])
    return file.getvalue()


def _said(survey: Survey, reason: Reason) -> str:
    figures = dict(reason.figures)
    if "building" in figures:
        figures["building"] = survey.buildings[int(figures["building"])]
    if "estate" in figures:
        figures["estate"] = survey.estates[int(figures["estate"])]
    if "block" in figures:
        figures["block"] = int(figures["block"]) + 1
    return str(SAYS[reason.word] % figures)
