"""`liandong import rulebook`: bring the rulebook level with preset files."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import SYSTEM
from liandong.rulebook.actions import load_rulebook
from liandong.rulebook.queries import BadPresetError, Preset, read_preset

PRESETS = Path(__file__).parents[2] / "presets"


class Command(BaseCommand):
    help = """Bring the rulebook level with preset files (TOML).

Without FILE it takes the presets that come with Liandong: Weifang's hotline ordinance, Shandong's
hotline rules, case standards, limits of the ladder and of a matter, and office hours. Rows that
places set for themselves are not touched. Doing it twice changes nothing. A rule for a place that
nobody has founded yet waits: import the places, then do it again.

  liandong import rulebook                   the presets that come with Liandong
  liandong import rulebook our_city.toml     another file of the same shape
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        presets = [_read(file) for file in options["files"] or sorted(PRESETS.rglob("*.toml"))]
        count = load_rulebook(presets=presets, actor=SYSTEM, now=timezone.now())
        if count.waiting:
            words = {"count": count.waiting}
            self.stdout.write(_("%(count)d rules wait for a place that is not known yet.") % words)
        if count.empty:
            self.stdout.write(_("Nothing has changed."))
            return
        words = {"added": count.added, "changed": count.changed}
        self.stdout.write(_("%(added)d rows added, %(changed)d corrected.") % words)


def _read(file: Path) -> Preset:
    name = file.relative_to(PRESETS).as_posix() if file.is_relative_to(PRESETS) else file.name
    try:
        return read_preset(name, file.read_text(encoding="utf-8"))
    except BadPresetError as error:
        raise CommandError("\n".join(f"{name}: {line}" for line in error.errors)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
