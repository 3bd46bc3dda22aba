"""Background doors: the clock ticks once a minute."""

from django.tasks import task
from django.utils import timezone

from liandong.duties import actions
from liandong.kernel.actor import SYSTEM


@task()
def tick() -> int:
    """Mark what falls due soon and what is overdue. Returns how many promises were marked."""
    return actions.mark(actor=SYSTEM, now=timezone.now())
