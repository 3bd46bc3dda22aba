"""Background door: a plan for new sites is worked out."""

from time import monotonic

from django.tasks import task
from django.utils import timezone

from liandong.facilities import actions, queries
from liandong.facilities.queries.siting import work_out
from liandong.kernel.actor import SYSTEM
from liandong.kernel.dates import day_of
from liandong.planning.plan import Cancelled, Progress, Step

SELDOM = 1.0  # seconds between two notes of how far the work is


@task()
def plan_sites(entry_id: int) -> bool:
    """Work out the plan that was asked for. Returns False when somebody stopped it."""
    asked = queries.plan_asked(entry_id)
    if asked is None:
        return False
    try:
        drawn = work_out(asked, day_of(timezone.now()), _teller(asked.pk))
    except Cancelled:
        return False
    now = timezone.now()
    presented = actions.present_plan(plan_id=asked.pk, drawn=drawn, actor=SYSTEM, now=now)
    return presented is not None


def _teller(plan_id: int) -> Progress:
    """Note how far the work is, once a second at most, and learn whether to go on."""
    noted = 0.0

    def tell(step: Step) -> bool:
        nonlocal noted
        if monotonic() - noted < SELDOM:
            return True
        noted = monotonic()
        return actions.note_plan(
            plan_id=plan_id,
            done=step.done,
            steps=step.total,
            actor=SYSTEM,
            now=timezone.now(),
        )

    return tell
