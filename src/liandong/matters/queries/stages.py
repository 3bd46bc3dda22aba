"""The stages of a matter that have a limit of their own: make safe, rescue, stop the work."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.ledger.actions import name_of
from liandong.matters.models import Matter
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import WITHIN


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stage that waits for the acting post, and the matter that it belongs to."""

    promise: Promise
    matter: Matter

    @property
    def label(self) -> Any:
        return WITHIN[self.promise.kind].label


def stage_limits(matter: Matter) -> list[rulebook.Limit]:
    """The limits of single stages that hold for this kind of matter at its place."""
    if matter.category is None or matter.accepted_at is None:
        return []
    on = day_of(matter.accepted_at)
    limits = rulebook.milestones(matter.place, on, matter.category)
    return [limit for limit in limits if limit.rule and limit.rule.key in WITHIN]


def stages_of(matter: Matter) -> QuerySet[Promise]:
    """What was promised for each stage, and what became of it; the earliest first."""
    given = duties.history(name_of(matter)).filter(kind__in=WITHIN)
    return given.filter(superseded_by__isnull=True).order_by("due_at", "id")


def running_stages(matter: Matter) -> QuerySet[Promise]:
    """The promises for single stages that run or stand still, the earliest first."""
    if matter.accepted_at is None:
        return Promise.objects.none()
    return duties.running(name_of(matter), WITHIN)


def stages_waiting(actor: Actor, most: int) -> list[Waiting]:
    """The stages that wait for the acting post, the earliest first."""
    held = Promise.objects.filter(
        holder_id=actor.post_id, kind__in=WITHIN, outcome=Outcome.OPEN
    ).order_by("due_at", "id")[:most]
    promised = {promise.subject: promise for promise in held}
    ids = [int(subject.partition(":")[2]) for subject in promised]
    matters = Matter.objects.select_related("place").in_bulk(ids)
    found = [matters[int(promise.subject.partition(":")[2])] for promise in held]
    return [Waiting(promise, matter) for promise, matter in zip(held, found, strict=True)]
