from typing import Any

from django.core.management.base import BaseCommand

from liandong.config.worker import Worker, run_worker


class Command(BaseCommand):
    help = (
        "Carry out background tasks and keep the clock (due dates, reminders). Start it on as "
        "many machines as there is work; stopping or killing it loses nothing."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--batch", action="store_true", help="carry out what is due now, and end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"]:
            Worker(batch=True).run()
        else:
            run_worker()
