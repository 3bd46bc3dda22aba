from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.translation import gettext as _

from liandong.config.management.commands.serve import Command as Serve
from liandong.config.worker import Worker
from liandong.kernel.management.commands.messages import compile_all
from liandong.ledger import actions, queries
from liandong.ledger.tasks import seal
from liandong.places.models import Place


class Command(Serve):
    help = "Prepare the demo city when it is missing, and serve it (one-click sign-in, no secrets)."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--prepare", "--no-serve", action="store_true", help="prepare only, do not serve"
        )
        parser.add_argument("--small", action="store_true", help="one corner of the city only")
        parser.add_argument(
            "--year", action="store_true", help="a whole year on four levels (takes minutes longer)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Set LIANDONG_DEMO=1: the demo never touches a real database.")
        self._prepare(small=options["small"], year=options["year"])
        if not options["prepare"]:
            super().handle(*args, **options)

    def _prepare(self, *, small: bool, year: bool) -> None:
        """Bring the database to this version and fill it; a half-filled one is begun anew.

        What was interrupted leaves whole actions behind and no mark that it is ready.
        """
        ready = settings.VAR / "demo.ready"
        if year and ready.exists():
            raise CommandError(_("There is a demo city already: a year needs an empty folder."))
        if not ready.exists() and connection.vendor == "sqlite":
            self._clear()
        compile_all()
        call_command("upgrade", verbosity=0, stdout=StringIO())
        if not queries.verifiers():
            actions.make_key("demo.liandong.example/ledger")
        if not Place.objects.exists():
            call_command("demo_seed", small=small, year=year, stdout=self.stdout)
            settle()
        ready.touch()

    def _clear(self) -> None:
        connection.close()
        name = str(settings.DATABASES["default"]["NAME"])
        for path in settings.VAR.glob("demo.sqlite3*"):
            if str(path).startswith(name):
                path.unlink()
        (queries.folder() / "checkpoint").unlink(missing_ok=True)


def settle() -> None:
    """Do at once what the worker would do in its first minutes, so that it starts with nothing."""
    Worker(batch=True).run()
    seal.func()
