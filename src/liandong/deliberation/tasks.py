"""Background doors: a ballot was confirmed, and a sequence waits for it."""

from django.tasks import task
from django.utils import timezone

from liandong.deliberation import actions, queries
from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused


@task()
def take_ballot(entry_id: int) -> bool:
    """A ballot was confirmed: if a sequence put its vote to it, the sequence takes it up."""
    found = queries.put_to_ballot(entry_id)
    if found is None:
        return False
    sequence_id, ballot_id = found
    try:
        actions.take_ballot(
            sequence_id=sequence_id, ballot_id=ballot_id, actor=SYSTEM, now=timezone.now()
        )
    except Refused:
        return False
    return True
