"""Background doors of the rulebook: what its rules say about the ledger, every day."""

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.ledger.actions import erase_old
from liandong.rulebook import queries


@task()
def erase_old_texts() -> int:
    """Erase the texts behind entries whose retention time has passed. Returns how many."""
    now, count = timezone.now(), 0
    for field, before in queries.retentions(now):
        while erased := erase_old(field=field, before=before, actor=SYSTEM, now=now):
            count += erased
    return count
