"""Background doors: a ballot was confirmed for a sequence, a petition's time is over."""

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


@task()
def expire_petitions() -> int:
    """The time for collecting is over: such petitions end. Returns how many there were."""
    now = timezone.now()
    overdue = queries.overdue_petitions(now)
    for petition_id in overdue:
        actions.expire_petition(petition_id=petition_id, actor=SYSTEM, now=now)
    return len(overdue)


@task()
def close_polls() -> int:
    """The time of these polls is over: they close. Returns how many there were."""
    now = timezone.now()
    overdue = queries.overdue_polls(now)
    for poll_id in overdue:
        actions.close_poll(poll_id=poll_id, actor=SYSTEM, now=now)
    return len(overdue)
