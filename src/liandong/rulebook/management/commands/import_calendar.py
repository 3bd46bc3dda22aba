"""`liandong import calendar`: holidays and make-up working days, year by year."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import SYSTEM
from liandong.rulebook.actions import load_calendar
from liandong.rulebook.queries import BadCalendarError, YearPlan, package_calendar, read_calendar


class Command(BaseCommand):
    help = """Load the working calendar: holidays and make-up working days.

A year is loaded whole and takes the place of what was known of it. A promise that was given keeps
its date: the promises over days that have changed are listed, and a person may supersede them.

  liandong import calendar --package              every year that `chinesecalendar` knows
  liandong import calendar calendar_2027.csv      a table: day,kind,name,name_en
                                                  (kind is holiday or make_up_workday)
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--package", action="store_true", help="take the installed package chinesecalendar"
        )
        parser.add_argument("--source", default="", help="who published it, for all to read")

    def handle(self, *args: Any, **options: Any) -> None:
        plans = package_calendar() if options["package"] else []
        for file in options["files"]:
            plans += _read(file, options["source"])
        if not plans:
            raise CommandError(_("Name a file, or take --package."))
        changed = load_calendar(plans=plans, actor=SYSTEM, now=timezone.now())
        words = {"years": ", ".join(str(plan.year) for plan in plans), "count": len(changed)}
        self.stdout.write(_("Loaded: %(years)s. Days that changed: %(count)d.") % words)


def _read(file: Path, source: str) -> list[YearPlan]:
    try:
        return read_calendar(file.read_text(encoding="utf-8-sig"), source or file.name)
    except (OSError, UnicodeDecodeError, BadCalendarError) as error:
        raise CommandError(f"{file}: {error}") from error
