"""`liandong import boundaries`: draw outlines of places from a GeoJSON file."""

from argparse import RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from liandong.kernel.actor import SYSTEM
from liandong.kernel.dates import day_of
from liandong.places.actions import draw_boundaries
from liandong.places.models import SourceCrs
from liandong.places.queries import Origin, OutlineFile, read_outlines

DISTRICTS = Path(__file__).parents[2] / "data" / "weifang_districts_mca2019.geojson"
# The file lies 11.5 km east and 13 km north of where its districts are: see data/SOURCES.md.
DISTRICTS_DAY = date(2019, 1, 1)
DISTRICTS_ORIGIN = Origin(
    crs="wgs84",
    official=False,
    source=gettext_noop(
        "Ministry of Civil Affairs, map of 2019, moved into place by 60 known towns"
    ),
    shift=(-0.129, -0.118),
)


class Command(BaseCommand):
    help = """Draw outlines of places from a GeoJSON file.

A feature finds its place by "code" (or "adcode") and "issuer", or by "name" and the "parent"'s
name; where both are given both must fit. Outlines are kept in CGCS2000 with the system they came
in. Broken outlines are repaired and named; outlines of one level that overlap by more than a
hundredth stop the import. Without FILE it takes Weifang's 12 districts, which come with Liandong.

  liandong import boundaries grids.geojson --crs gcj02 --unofficial --dry-run
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=DISTRICTS, metavar="FILE")
        parser.add_argument("--crs", choices=SourceCrs.values, help="the file's coordinate system")
        parser.add_argument("--official", action="store_true", default=True)
        parser.add_argument("--unofficial", dest="official", action="store_false")
        parser.add_argument("--source", default="", help="who drew the outlines")
        parser.add_argument(
            "--shift",
            nargs=2,
            type=float,
            default=(0.0, 0.0),
            metavar=("EAST", "NORTH"),
            help="degrees by which a displaced file is moved",
        )
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say everything")
        parser.add_argument(
            "--skip-bad-features", action="store_true", help="draw the good ones nevertheless"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = _read(options["file"], options)
        for repair in found.repairs:
            self.stdout.write(f"~ {repair}")
        for problem in found.problems:
            self.stdout.write(f"! {problem}")
        self.stdout.write(_("%(count)d outlines fit a place.") % {"count": len(found.outlines)})
        if options["dry_run"]:
            self.stdout.write(_("This was a preview. Nothing was written."))
            return
        if found.problems and not options["skip_bad_features"]:
            raise CommandError(_("Nothing was written. Correct it, or add --skip-bad-features."))
        now = timezone.now()
        drawn_on = DISTRICTS_DAY if options["file"] == DISTRICTS else day_of(now)
        since = options["as_of"] or drawn_on
        drawn = draw_boundaries(outlines=found.outlines, since=since, actor=SYSTEM, now=now)
        self.stdout.write(_("%(count)d boundaries were drawn.") % {"count": len(drawn)})


def _read(file: Path, options: dict[str, Any]) -> OutlineFile:
    try:
        return read_outlines(file.read_text(encoding="utf-8"), _origin(file, options))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error


def _origin(file: Path, options: dict[str, Any]) -> Origin:
    if file == DISTRICTS:
        return DISTRICTS_ORIGIN
    if not options["crs"]:
        raise CommandError(_("Say in which coordinate system the file is: --crs."))
    east, north = options["shift"]
    source = options["source"] or file.name
    return Origin(options["crs"], options["official"], source, (east, north))
