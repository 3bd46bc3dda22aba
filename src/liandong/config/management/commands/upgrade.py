from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

SHIPPED = ("import_rulebook", "import_rule_sets", "import_procedures")


class Command(BaseCommand):
    help = (
        "Bring the database to this version: its tables, and the rules that come with it. What a "
        "place set for itself is not touched. Do it after each update, before serving again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        words = {"stdout": self.stdout, "verbosity": options["verbosity"]}
        call_command("migrate", interactive=False, **words)
        for name in SHIPPED:
            call_command(name, **words)
