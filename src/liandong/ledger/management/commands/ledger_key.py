from typing import Any

from django.core.management.base import BaseCommand, CommandError

from liandong.ledger import actions, queries


class Command(BaseCommand):
    help = (
        "Make the key that signs the ledger, show the public ones, or change keys. Keys are files "
        "outside the database: keep a copy of the private one where only you reach it."
    )

    def add_arguments(self, parser: Any) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--origin", help="make the first key, of a log with this name: city.example/ledger"
        )
        what.add_argument(
            "--rotate", action="store_true", help="make a second key, which signs beside the first"
        )
        what.add_argument(
            "--retire", action="store_true", help="let only the newest key sign from now on"
        )
        what.add_argument(
            "--new-log", metavar="ORIGIN", help="after a lost database: go on under another name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._change(options)
        except (ValueError, queries.NoKey) as wrong:
            raise CommandError(str(wrong)) from wrong
        for verifier in queries.verifiers():
            self.stdout.write(str(verifier))
        if not queries.verifiers():
            self.stdout.write(f"There is no key in {queries.folder()}. Make one with --origin.")

    def _change(self, options: dict[str, Any]) -> None:
        if options["origin"]:
            if queries.verifiers():
                raise CommandError("There is a key already. --rotate adds another one.")
            actions.make_key(options["origin"])
        if options["rotate"]:
            actions.make_key(queries.signers()[0].name)
        if options["new_log"]:
            actions.make_key(options["new_log"])
        if options["retire"] or options["new_log"]:
            actions.retire_keys()
