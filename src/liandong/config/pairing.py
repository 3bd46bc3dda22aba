"""`liandong plan pairs`: members with tasks or units with communities, from files."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from liandong.planning.pairing import Pair, changes, check, pair, suggestions
from liandong.planning.pairing.chart import picture
from liandong.planning.pairing.files import Case, read
from liandong.planning.plan import Plan

SAYS: dict[str, Any] = {
    "nobody_able": _("%(need)s lacks %(missing)s: nobody within reach could."),
    "too_few_able": _("%(need)s lacks %(missing)s: only %(able)s within reach could."),
    "needed_elsewhere": _(
        "%(need)s lacks %(missing)s: %(able)s could, and are of more use elsewhere."
    ),
}


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        help="CSV: member,skills,slots[,capacity], or unit,resources[,capacity]; "
        "with longitude,latitude or east,north",
    )
    parser.add_argument(
        "work",
        type=Path,
        help="CSV: task,skill,slot[,heads][,priority][,community], or community,needs",
    )
    parser.add_argument("--before", type=Path, help="CSV of pairs: keep them where they still fit")
    parser.add_argument("--refused", type=Path, help="CSV of pairs that somebody does not want")
    parser.add_argument("--reach", type=float, help="metres; default 1500, for units 5000")
    parser.add_argument("--suggest", type=int, default=3, help="lines for each, at least (3)")
    parser.add_argument("--out", type=Path, help="default: beside FILE, with .pairs.csv")


def run(options: Mapping[str, Any]) -> Iterator[str]:
    """Pair, check, write table and picture, and tell what remains."""
    file: Path = options["file"]
    extra = [
        options[name].read_text("utf-8-sig") if options[name] else ""
        for name in ("before", "refused")
    ]
    texts = [path.read_text("utf-8-sig") for path in (file, options["work"])]
    case = read(texts[0], texts[1], before=extra[0], refused=extra[1], reach=options["reach"])
    plan = pair(case.problem, options["progress"])
    if wrong := check(case.problem, plan):
        raise ValueError(" ".join(wrong))
    yield summary(case, plan)
    for reason in plan.unmet:
        figures = dict(reason.figures) | {"need": case.needs[int(reason.figures["need"])]}
        yield f"! {SAYS[reason.word] % figures}"
    if len(case.before):
        yield f"~ {moved(case, plan)}"
    out = options["out"] or file.with_suffix(".pairs.csv")
    out.write_text(table(case, plan, options["suggest"]), "utf-8-sig")
    image = options["picture"] or file.with_suffix(".svg")
    image.write_text(picture(file.stem, summary(case, plan), case, plan), "utf-8")
    yield str(out)
    yield str(image)


def summary(case: Case, plan: Plan[Pair]) -> str:
    problem = case.problem
    away = [choice.reason.figures["away"] for choice in plan.choices]
    return str(
        _(
            "%(pairs)s of %(heads)s asked for, from %(possible)s possible pairs; %(away)s m away "
            "on average; %(points)s points, and no pairing has more than %(bound)s"
        )
        % {
            "pairs": len(plan.choices),
            "heads": problem.heads.sum(),
            "possible": len(problem.offers),
            "away": round(sum(map(int, away)) / len(away)) if away else 0,
            "points": plan.objective,
            "bound": plan.bound,
        }
    )


def moved(case: Case, plan: Plan[Pair]) -> str:
    """Say how much of the earlier suggestions stays."""
    found = changes(case.problem, plan, case.before)
    words = _(
        "%(kept)s of %(before)s earlier pairs stay; %(unfit)s are no longer possible, "
        "%(given_up)s are given up for better, %(come)s are new"
    )
    figures = {"kept": len(found.kept), "before": len(case.before), "unfit": found.unfit}
    given_up = len(found.gone) - found.unfit
    return str(words % (figures | {"given_up": given_up, "come": len(found.come)}))


def table(case: Case, plan: Plan[Pair], least: int) -> str:
    """Write everybody's list: what the plan has for them, then what else they might choose."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["who", "suggestion", "what", "planned", "lacks_people", "metres"])
    for somebody, own in suggestions(case.problem, plan, least).items():
        for number, one in enumerate(own, 1):
            marks = ["yes" if mark else "" for mark in (one.planned, one.lacks_people)]
            writer.writerow([case.people[somebody], number, case.needs[one.need], *marks, one.away])
    return file.getvalue()
