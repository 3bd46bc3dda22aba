"""Background doors: once a day those who are invited are reminded."""

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.meetings import actions, queries


@task()
def remind() -> int:
    """Remind those invited to meetings that are near. Returns of how many meetings."""
    now, reminded = timezone.now(), 0
    for meeting_id in queries.to_remind(now):
        try:
            actions.remind(meeting_id=meeting_id, actor=SYSTEM, now=now)
        except Refused:
            continue
        reminded += 1
    return reminded
