from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from liandong.kernel.management.commands.messages import compile_all
from liandong.kernel.management.reference import pages
from liandong.kernel.management.reference.reading import HOUSE

DOCS = HOUSE.parents[1] / "docs"


class Command(BaseCommand):
    help = "Write the reference pages of docs/ from the code, in both languages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail and list")

    def handle(self, *args: Any, **options: Any) -> None:
        if not DOCS.is_dir():
            raise CommandError("There is no docs/ here: run this in a copy of the repository.")
        compile_all()
        late = {name: text for name, text in pages().items() if _stands(name) != text}
        for name, text in late.items():
            self.stdout.write(f"docs/{name}")
            if not options["check"]:
                _put(name, text)
        if late and options["check"]:
            raise CommandError(f"{len(late)} pages are out of date: run `liandong reference`")


def _stands(name: str) -> str:
    path = DOCS / name
    return path.read_text("utf-8") if path.exists() else ""


def _put(name: str, text: str) -> None:
    path = DOCS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
