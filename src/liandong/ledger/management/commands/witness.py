import signal
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from liandong.ledger.witness.book import Book
from liandong.ledger.witness.server import Server


class Command(BaseCommand):
    help = (
        "Run a witness: a small server that remembers the last head of another city's ledger, "
        "cosigns what continues it, and refuses what does not. It needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--name", help="the witness's name, as in witness.example/w1; once")
        parser.add_argument(
            "--log",
            action="append",
            default=[],
            help="the public key of a log to watch",
        )
        parser.add_argument("--folder", type=Path, help="its memory (default: witness in var)")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8100)

    def handle(self, *args: Any, **options: Any) -> None:
        book = self._open(options["folder"] or settings.VAR / "witness", options["name"])
        try:
            for vkey in options["log"]:
                book.watch(vkey)
        except ValueError as wrong:
            raise CommandError(f"--log: {wrong}") from wrong
        with Server((options["host"], options["port"]), book, time.time) as server:
            signal.signal(signal.SIGTERM, _stop)
            self.stdout.write(f"Public key: {book.signer.verifier}")
            self.stdout.write(f"Watching {len(book.logs())} keys of logs.")
            self.stdout.write(f"Ready: http://{options['host']}:{server.server_port}")
            self.stdout.flush()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")

    def _open(self, folder: Path, name: str | None) -> Book:
        if not name and not (folder / "key").exists():
            raise CommandError("Give the witness a name the first time: --name witness.example/w1")
        try:
            return Book.found(folder, name or "")
        except ValueError as wrong:
            raise CommandError(f"{folder / 'key'}: {wrong}") from wrong


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
