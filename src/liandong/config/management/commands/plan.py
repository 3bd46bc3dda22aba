import csv
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from liandong.config import grids, opinions, pairing, siting, tally

# What can be planned: a module that names its arguments, and runs, telling line by line.
SUBJECTS = {
    "tally": (tally, "count a vote on a budget, and draw the result"),
    "grids": (grids, "divide a community into grids of 300 to 500 households, and draw them"),
    "pairs": (pairing, "pair members with tasks, or units with communities, and draw the pairs"),
    "opinions": (opinions, "draw the opinion map of a conversation, and tell what unites"),
}


class Command(BaseCommand):
    help = "Plan and count from plain files, without a database. `plan tally --help` explains more."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, parser_class=ArgumentParser)
        for word, (subject, says) in SUBJECTS.items():
            own = what.add_parser(word, help=says, description=says)
            subject.arguments(own)
            own.add_argument("--picture", type=Path, help="default: beside FILE, with .svg")
            own.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])
        walked = what.add_parser("reach", help="who can walk where: a table of pairs and a map")
        siting.arguments(walked)
        placed = what.add_parser("site", help="where sites should stand, with a proven bound")
        siting.arguments(placed)
        placed.add_argument("--ask", choices=["fewest", "most", "median", "center"], default="most")
        placed.add_argument("--number", type=int, help="how many sites in all, existing ones too")
        placed.add_argument("--budget", type=float, help="instead: what new sites may cost")
        placed.add_argument("--share", type=float, default=0.0, help="least share by community")
        placed.add_argument("--seed", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        deed = {"reach": self.reach, "site": self.site}.get(options["what"], self.run_subject)
        with translation.override(options["language"]):
            deed(options)

    def run_subject(self, options: dict[str, Any]) -> None:
        subject, _says = SUBJECTS[options["what"]]
        try:
            for line in subject.run(options):
                self.stdout.write(line)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{options['file']}: {error}") from error

    def reach(self, options: dict[str, Any]) -> None:
        try:
            town = siting.town(Namespace(**options))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(str(error)) from error
        said = siting.reach_summary(town)
        self.stdout.write(said)
        everywhere = np.ones(len(town.sites.rows), bool)
        drawn = siting.picture(town, options["sites"].stem, said, everywhere)
        self.results(options, siting.distances(town), drawn)

    def site(self, options: dict[str, Any]) -> None:
        try:
            town, problem, plan = siting.plan_sites(Namespace(**options))
            self.stdout.write(siting.told(town, problem, plan))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(str(error)) from error
        chosen = np.zeros(len(town.sites.rows), bool)
        chosen[list(plan.chosen)] = True
        summary = siting.summary(problem, plan)
        drawn = siting.picture(town, options["sites"].stem, summary, chosen)
        self.results(options, siting.rows(town, plan), drawn)

    def results(self, options: dict[str, Any], rows: list[list[str]], drawn: str) -> None:
        """Write the table, if it was asked for, and the picture; say where."""
        if options["out"]:
            with options["out"].open("w", encoding="utf-8-sig", newline="") as stream:
                csv.writer(stream).writerows(rows)
            self.stdout.write(str(options["out"]))
        self.keep(options["picture"] or options["sites"].with_suffix(".svg"), drawn)

    def keep(self, picture: Path, drawn: str) -> None:
        picture.write_text(drawn, "utf-8")
        self.stdout.write(str(picture))
