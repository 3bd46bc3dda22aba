from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from liandong.kernel.dates import day_bounds
from liandong.ledger.queries import history


class Command(BaseCommand):
    help = (
        "Write the history in the ledger to a file for process mining, without any person's data: "
        "`export history --format ocel-json|ocel-sqlite|xes --from DAY --to DAY OUT`."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("what", choices=["history"])
        parser.add_argument("out", type=Path, help="the file to write")
        parser.add_argument("--format", choices=list(history.WRITERS), default="ocel-json")
        parser.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DAY")
        parser.add_argument("--to", dest="until", type=date.fromisoformat, metavar="DAY")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until, out = options["since"], options["until"], options["out"]
        if since and until and until < since:
            raise CommandError("The last day lies before the first.")
        if not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent}.")
        stretch = history.Stretch(
            day_bounds(since)[0] if since else None, day_bounds(until)[1] if until else None
        )
        total = stretch.count()
        history.WRITERS[options["format"]](
            stretch, out, lambda done: self.stdout.write(f"{done} of {total} events")
        )
        self.stdout.write(f"{out}: {out.stat().st_size} bytes")
