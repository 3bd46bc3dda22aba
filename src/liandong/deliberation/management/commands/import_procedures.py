"""`liandong import procedures`: who convenes, who is heard, which steps, who may petition."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.deliberation.actions import load_procedures
from liandong.deliberation.queries import BadProcedureError, ProcedureFile, read_procedure
from liandong.kernel.actor import SYSTEM

PRESETS = Path(__file__).parents[2] / "presets"


class Command(BaseCommand):
    help = "Load the rules of deliberation: those that come with Liandong, or FILEs of your own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [_read(file) for file in options["files"] or sorted(PRESETS.rglob("*.toml"))]
        loaded = load_procedures(files=files, actor=SYSTEM, now=timezone.now())
        if loaded.waiting:
            words = {"count": loaded.waiting}
            self.stdout.write(_("%(count)d rules wait for a place not known yet.") % words)
        self.stdout.write(_("%(count)d rules of deliberation written.") % {"count": loaded.written})


def _read(file: Path) -> ProcedureFile:
    try:
        return read_procedure(file.name, file.read_text(encoding="utf-8"))
    except (BadProcedureError, OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
