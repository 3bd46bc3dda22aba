import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from liandong.config.serve import PortTakenError, serve


class Command(BaseCommand):
    help = "Serve the web and one worker together, for a small installation; Ctrl+C stops both."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine")
        parser.add_argument("--port", type=int, default=8000, help="default 8000")
        parser.add_argument(
            "--workers",
            type=int,
            default=min(4, os.cpu_count() or 1),
            help="web processes (default: one a core, 4 at most)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = serve(options["host"], options["port"], options["workers"], self._say)
        except PortTakenError as error:
            raise CommandError(f"{error}. Choose another: --port {options['port'] + 1}") from error
        sys.exit(status)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
