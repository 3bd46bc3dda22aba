"""Background doors: a proposal for grids is drawn up, and an accepted one meets its day."""

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.kernel.dates import day_of
from liandong.places import actions, queries
from liandong.places.queries.drawing import draw_up
from liandong.planning.plan import Cancelled, Step


@task()
def draw_up_design(entry_id: int) -> bool:
    """Draw up the proposal that was asked for. Returns False when somebody stopped it."""
    wished = queries.design_asked(entry_id)
    if wished is None:
        return False

    def tell(step: Step) -> bool:
        return actions.note_design(
            design_id=wished.pk,
            done=step.done,
            total=step.total,
            actor=SYSTEM,
            now=timezone.now(),
        )

    try:
        drawn = draw_up(wished, tell)
    except Cancelled:
        return False
    now = timezone.now()
    presented = actions.present_design(design_id=wished.pk, drawn=drawn, actor=SYSTEM, now=now)
    return presented is not None


@task()
def carry_out_designs() -> int:
    """Carry out the accepted proposals whose day has come. Returns how many were due."""
    now = timezone.now()
    due = queries.designs_due(day_of(now))
    for design_id in due:
        actions.carry_out_design(design_id=design_id, actor=SYSTEM, now=now)
    return len(due)
