from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from liandong.config import grids, opinions, pairing, reaching, rosters, siting, tally
from liandong.config.watching import Watch
from liandong.planning.plan import Cancelled

# What can be planned: a module that names its arguments, and runs, telling line by line.
SUBJECTS = {
    "tally": (tally, "count a vote on a budget, and draw the result"),
    "grids": (grids, "divide a community into grids of 300 to 500 households, and draw them"),
    "pairs": (pairing, "pair members with tasks, or units with communities, and draw the pairs"),
    "opinions": (opinions, "draw the opinion map of a conversation, and tell what unites"),
    "reach": (reaching, "find who can walk where: a table of pairs and a map"),
    "roster": (rosters, "plan a service centre's month: who works which shift, and a chart"),
    "site": (siting, "choose where sites should stand, with a proven bound and a map"),
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

    def handle(self, *args: Any, **options: Any) -> None:
        subject = SUBJECTS[options["what"]][0]
        with translation.override(options["language"]):
            try:
                with Watch(self.stderr) as watch:
                    for line in subject.run(options | {"progress": watch}):
                        self.stdout.write(line)
            except (OSError, ValueError, KeyError) as error:
                raise CommandError(f"{options['file']}: {error}") from error
            except (Cancelled, KeyboardInterrupt) as end:
                found = isinstance(end, KeyboardInterrupt) or watch.stopped
                raise CommandError(
                    _("Stopped: there is no plan yet, and nothing was written.")
                    if found
                    else _("Nothing was found with so little effort.")
                ) from end
            if watch.stopped:
                self.stdout.write(
                    _("Stopped early: the best plan so far, with the bound proven so far.")
                )
