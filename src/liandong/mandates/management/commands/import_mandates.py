"""`liandong import mandates`: who must lead and who must support, as lists of a place."""

from argparse import RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import SYSTEM
from liandong.mandates.actions import import_list
from liandong.mandates.models import ListKind
from liandong.mandates.queries import BadListError, Draft, Head, plan_import, read_list
from liandong.places.models import Level, Place

PRESETS = Path(__file__).parents[2] / "presets"


class Command(BaseCommand):
    help = """Load the lists of duties: the 95 territorial matters, and the lists of 2025.

Without FILE it takes the templates that come with Liandong; they are marked as such wherever they
are shown, because the city's own list is not public. A change to a list that is there becomes a
new dated version. Doing it twice changes nothing.

  liandong import mandates --dry-run               say what would change, write nothing
  liandong import mandates                         the templates, for the city
  liandong import mandates our_list.toml           a list with a head of its own
  liandong import mandates our_list.xlsx --kind basic --name 基本履职事项清单 --from 2025-06-01
                                                   a table with the columns of our export
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say everything")
        parser.add_argument("--place", default="", help="whose list it is (default: the city)")
        parser.add_argument("--kind", choices=ListKind.values, help="of a table: its kind")
        parser.add_argument("--name", default="", help="of a table: the name of the list")
        parser.add_argument("--source", default="", help="of a table: who published it")
        parser.add_argument(
            "--from",
            dest="day",
            type=date.fromisoformat,
            metavar="DAY",
            help="of a table: from when it holds",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        place = _place(options["place"])
        for file in options["files"] or sorted(PRESETS.glob("*.toml")):
            draft = _read(file)
            head = draft.head or _head(options)
            plan = plan_import(place, head, draft.lines)
            words = {
                "file": file.name,
                "added": len(plan.added),
                "changed": len(plan.changed),
                "gone": len(plan.gone),
                "same": plan.same,
            }
            self.stdout.write(
                _(
                    "%(file)s: %(added)d new, %(changed)d changed, %(gone)d ended, "
                    "%(same)d as they were."
                )
                % words
            )
            if not options["dry_run"]:
                import_list(
                    place_id=place.pk,
                    head=head,
                    lines=draft.lines,
                    actor=SYSTEM,
                    now=timezone.now(),
                )
        if options["dry_run"]:
            self.stdout.write(_("This was a preview. Nothing was written."))


def _place(name: str) -> Place:
    places = Place.objects.filter(name=name) if name else Place.objects.filter(level=Level.CITY)
    place = places.order_by("level", "id").first()
    if place is None:
        raise CommandError(_("There is no such place. Import the places first."))
    return place


def _read(file: Path) -> Draft:
    try:
        draft = read_list(file.name, file.read_bytes())
    except (OSError, BadListError) as error:
        raise CommandError(f"{file.name}: {error}") from error
    if draft.errors:
        raise CommandError("\n".join(f"{file.name}: {line}" for line in draft.errors))
    return draft


def _head(options: dict[str, Any]) -> Head:
    if not (options["kind"] and options["name"] and options["day"]):
        raise CommandError(_("A table has no head: say --kind, --name and --from."))
    return Head(
        kind=options["kind"],
        name=options["name"],
        effective_from=options["day"],
        source=options["source"],
    )
