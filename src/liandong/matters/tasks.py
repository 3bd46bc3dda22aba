"""Background doors of matters: what the clock and the ledger ask for."""

from collections.abc import Callable

from django.tasks import task
from django.utils import timezone

from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.matters import actions, queries
from liandong.matters.models import Matter


@task()
def close_unjudged(entry_id: int) -> bool:
    """A promise was missed: if it was the time for judging a matter, the matter closes unjudged."""
    matter_id = queries.waiting_for_judgement(entry_id)
    if matter_id is None:
        return False
    try:
        actions.close(matter_id=matter_id, actor=SYSTEM, now=timezone.now())
    except Refused:
        return False
    return True


@task()
def take_council(entry_id: int) -> bool:
    """A council's result was posted: the matter that it was about takes it up."""
    return _taken_up(actions.take_council, queries.council_to_take(entry_id))


@task()
def take_decision(entry_id: int) -> bool:
    """A decision's disclosure ended: the matter that it was about takes it up."""
    return _taken_up(actions.take_decision, queries.decision_to_take(entry_id))


def _taken_up(action: Callable[..., Matter], found: dict[str, int] | None) -> bool:
    if found is None:
        return False
    try:
        action(**found, actor=SYSTEM, now=timezone.now())
    except Refused:
        return False
    return True


@task()
def follow_place(entry_id: int) -> int:
    """A place moved: matters there lie where it lies now. Returns how many."""
    place_id = queries.moved_place(entry_id)
    return actions.follow_place(place_id=place_id, actor=SYSTEM, now=timezone.now())


@task()
def take_up_projects(entry_id: int) -> int:
    """A vote on a budget was settled: what won goes into execution. Returns how many."""
    chosen = queries.chosen_projects(entry_id)
    for project_id in chosen:
        actions.take_up_project(project_id=project_id, actor=SYSTEM, now=timezone.now())
    return len(chosen)


@task()
def erase_old_contacts() -> int:
    """Erase contact details whose retention time has passed. Returns how many."""
    now = timezone.now()
    due = queries.contacts_to_erase(now)
    for matter_id in due:
        actions.erase_contact(matter_id=matter_id, actor=SYSTEM, now=now)
    return len(due)
