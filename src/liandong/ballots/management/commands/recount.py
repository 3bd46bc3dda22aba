"""`liandong recount FILE`: count a file of published ballots again, without any database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from liandong.ballots.queries import BadBallotsError, Recount, recount, sentence


class Command(BaseCommand):
    help = "Count a file of published ballots again, from nothing but the file."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = recount(options["file"].read_text(encoding="utf-8"))
        except (BadBallotsError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self._tell(found)

    def _tell(self, found: Recount) -> None:
        words = {"number": found.number, "lines": found.lines, "rules": found.rules}
        self.stdout.write(_("Ballot %(number)s, %(lines)d votes, rules %(rules)s") % words)
        for one in found.count.as_judged:
            self.stdout.write(f"  {sentence(one)}")
        self.stdout.write(_("Passed") if found.count.passed else _("Not passed"))
        self.stdout.write(f"SHA-256 {found.digest}")
