"""`liandong plan site`: where sites should stand, from tables of points; a table and a map."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from liandong.config import reaching
from liandong.config.reaching import Town, is_yes, picture, town, written
from liandong.planning.plan import Plan, Reason
from liandong.planning.siting import (
    PENALTY,
    TIERS,
    Case,
    Center,
    Fewest,
    Median,
    Most,
    Problem,
    Tier,
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


def problem(asked: Namespace, town: Town) -> Problem:
    """Make the problem that the command's words and the tables' columns describe."""
    stands = [number for number, row in enumerate(town.sites.rows) if is_yes(row.get("existing"))]
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


def run(options: dict[str, Any]) -> Iterator[str]:
    asked = Namespace(**options)
    if asked.tier:
        asked.limit = TIERS[asked.tier].metres
    place = town(asked)
    wanted = problem(asked, place)
    plan = site(wanted, seed=asked.seed, progress=asked.progress)
    yield told(place, wanted, plan)
    if asked.tier:
        yield tier_said(TIERS[asked.tier], float(place.homes.numbers("people", 1).sum()))
    chosen = np.zeros(len(place.sites.rows), bool)
    chosen[list(plan.chosen)] = True
    drawn = picture(place, asked.file.stem, summary(wanted, plan), chosen)
    yield from written(options, rows(place, plan), drawn)


def tier_said(tier: Tier, people: float) -> str:
    words = _(
        "circle of %(minutes)s minutes: %(metres)s m, at least %(count)s facilities for so many "
        "people; facilities of other circles do not count"
    )
    figures = {"minutes": tier.name, "metres": f"{tier.metres:,.0f}"}
    return str(words % {**figures, "count": tier.facilities(people)})


def arguments(parser: ArgumentParser) -> None:
    reaching.arguments(parser)
    parser.add_argument("--ask", choices=["fewest", "most", "median", "center"], default="most")
    parser.add_argument("--number", type=int, help="how many sites in all, existing ones too")
    parser.add_argument("--budget", type=float, help="instead: what new sites may cost")
    parser.add_argument("--share", type=float, default=0.0, help="least share by community")
    parser.add_argument(
        "--tier",
        choices=list(TIERS),
        help="a circle of GB 50180: its walk, and only sites whose column tier names it or nothing",
    )
    parser.add_argument("--seed", type=int, default=0)
