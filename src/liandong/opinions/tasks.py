"""Background doors: the clock closes conversations whose last day has ended, and draws maps."""

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.opinions import actions, queries


@task()
def close_due() -> int:
    """Close what is over. Returns how many."""
    now = timezone.now()
    due = queries.to_close(now)
    for conversation_id in due:
        actions.close(conversation_id=conversation_id, actor=SYSTEM, now=now)
    return len(due)


@task()
def draw_due() -> int:
    """Draw anew the maps that are behind what was said. Returns how many."""
    due = queries.to_draw(timezone.now())
    for conversation in due:
        drawn = queries.drawn(conversation)
        try:
            actions.keep_drawing(
                conversation_id=conversation.pk, drawn=drawn, actor=SYSTEM, now=timezone.now()
            )
        except Refused:  # it was closed meanwhile, with its final map
            continue
    return len(due)
