from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from liandong.config.tally import NAMES, Wish, count, read_vote, report, svg
from liandong.planning.tallying.budget import TIES
from liandong.planning.tallying.budget.ties import KEYS


class Command(BaseCommand):
    help = "Plan and count from plain files, without a database. `plan tally --help` explains more."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, parser_class=ArgumentParser)
        tally = what.add_parser("tally", help="count a vote on a budget, and draw the result")
        tally.add_argument("file", type=Path, help="Pabulib's .pb, or a CSV: project,cost[,name]")
        tally.add_argument("--votes", type=Path, help="with a CSV: voter,project[,points]")
        tally.add_argument("--budget", help="with a CSV: how much there is")
        tally.add_argument("--rule", choices=NAMES, default="mes", help="mes: equal shares")
        tally.add_argument("--utility", choices=["cost", "cardinality"], default="cost")
        tally.add_argument(
            "--completion",
            choices=["none", "add1", "add1-compare", "utilitarian", "add1-utilitarian"],
            default="add1",
            help="what happens with money that equal shares leave (default add1)",
        )
        tally.add_argument("--minimum", type=int, help="greedy: the votes that a project needs")
        tally.add_argument("--ties", nargs="+", choices=list(KEYS), default=list(TIES))
        tally.add_argument("--picture", type=Path, help="default: beside FILE, with .svg")
        tally.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        wish = Wish(
            options["rule"],
            options["utility"],
            None if options["completion"] == "none" else options["completion"],
            options["minimum"],
            tuple(options["ties"]),
        )
        try:
            published = read_vote(file, options["votes"], options["budget"])
            outcome = count(published, wish)
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{file}: {error}") from error
        picture = options["picture"] or file.with_suffix(".svg")
        with translation.override(options["language"]):
            self.stdout.write(report(published, outcome))
            picture.write_text(svg(published, outcome, file.stem), "utf-8")
        self.stdout.write(str(picture))
