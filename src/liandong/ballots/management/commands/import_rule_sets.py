"""`liandong import rule_sets`: which body decides what, by which majority, from files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.ballots.actions import load_rule_sets
from liandong.ballots.queries import BadRuleSetError, RuleSetFile, read_rule_set
from liandong.kernel.actor import SYSTEM

PRESETS = Path(__file__).parents[2] / "presets"


class Command(BaseCommand):
    help = "Load the rule sets of ballots: those that come with Liandong, or FILEs of your own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [_read(file) for file in options["files"] or sorted(PRESETS.rglob("*.toml"))]
        loaded = load_rule_sets(files=files, actor=SYSTEM, now=timezone.now())
        if loaded.waiting:
            words = {"count": loaded.waiting}
            self.stdout.write(_("%(count)d rule sets wait for a place not known yet.") % words)
        self.stdout.write(_("%(count)d rule sets written.") % {"count": loaded.written})


def _read(file: Path) -> RuleSetFile:
    try:
        return read_rule_set(file.name, file.read_text(encoding="utf-8"))
    except (BadRuleSetError, OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
