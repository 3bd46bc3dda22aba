"""Which projects there are, for whom, and what rules and forms need to know of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from liandong.duties import queries as duties
from liandong.kernel.actor import Actor
from liandong.meetings.lifecycle import Kind as Decided
from liandong.meetings.models import Resolution
from liandong.people.models import SECRETARIES, Post
from liandong.projects.lifecycle import State
from liandong.projects.models import (
    HIGHEST,
    READERS,
    Evidence,
    Expense,
    Facts,
    Milestone,
    SecretaryProject,
)
from liandong.projects.queries.standing import lit

WAITS = Q(reached_on__isnull=True, dropped_because="")


@dataclass(frozen=True, slots=True)
class Search:
    """What a list is narrowed to; empty words narrow nothing."""

    words: str = ""
    state: str = ""
    kind: str = ""
    level: int | None = None
    year: int | None = None


def projects(actor: Actor, search: Search, now: datetime) -> QuerySet[SecretaryProject]:
    """What an actor may read from the file: the own level's, those below, those in hand."""
    mine = Q(secretary_id=actor.post_id or 0) | Q(lead_id=actor.post_id or 0)
    mine |= Q(pk__in=_supported(actor))
    if actor.role in READERS and actor.path:
        mine |= Q(secretary__place__path__startswith=actor.path)
    return _searched(lit(_all().filter(mine), now), search)


def published(search: Search, now: datetime) -> QuerySet[SecretaryProject]:
    """What everybody may read."""
    return _searched(lit(_all().filter(registered_at__isnull=False), now), search)


def years(actor: Actor) -> list[int]:
    """The years that have projects, the latest first; without a post those that are public."""
    found = SecretaryProject.objects.all()
    if not actor.signed:
        found = found.filter(registered_at__isnull=False)
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def find(project_id: int) -> SecretaryProject | None:
    return _all().filter(pk=project_id).first()


def kept_of(project: SecretaryProject) -> QuerySet[Evidence]:
    """The papers behind the milestones of a project, in the order in which they came."""
    found = Evidence.objects.filter(milestone__project=project)
    return found.select_related("milestone").order_by("milestone__no", "id")


def evidence(evidence_id: int) -> Evidence | None:
    found = Evidence.objects.select_related("milestone__project__secretary__place")
    return found.filter(pk=evidence_id).first()


def hands_of(project: SecretaryProject) -> frozenset[int]:
    """The posts that lead or support a project."""
    supports = project.supports.values_list("pk", flat=True) if project.pk else ()
    return frozenset({project.lead_id, *supports})


def facts(project: SecretaryProject) -> Facts:
    goals = project.goals.aggregate(
        every=Count("id"), unmeasured=Count("id", filter=Q(actual__isnull=True))
    )
    milestones = project.milestones.aggregate(every=Count("id"), waiting=Count("id", filter=WAITS))
    return Facts(
        hands=hands_of(project),
        goals=goals["every"],
        milestones=milestones["every"],
        waiting=milestones["waiting"],
        unmeasured=goals["unmeasured"],
    )


def waiting_milestones(project: SecretaryProject) -> QuerySet[Milestone]:
    return project.milestones.filter(WAITS).order_by("due_on", "no")


def expenses_left(project: SecretaryProject) -> QuerySet[Expense]:
    """The expenses that still count, the latest first."""
    found = project.expenses.filter(takes_back__isnull=True, taken_back_by__isnull=True)
    return found.order_by("-on", "-id")


def secretaries_for(actor: Actor) -> QuerySet[Post]:
    """The secretary of the actor's own place, for whom a project may be drawn up."""
    found = Post.objects.filter(place_id=actor.place_id or 0, role__in=SECRETARIES)
    return found.select_related("place").order_by("id")


def decided_for(secretary: Post) -> list[Resolution]:
    """What joint meetings decided that this secretary shall make a project of; not yet begun."""
    begun = SecretaryProject.objects.filter(resolution__isnull=False).values("resolution")
    asked = Resolution.objects.filter(kind=Decided.PROJECT, secretary=secretary)
    found = asked.exclude(pk__in=begun).select_related("item__meeting__place")
    return list(found.order_by("due_on", "id"))


def working_posts(secretary: Post) -> QuerySet[Post]:
    """Who can lead or support a secretary's project."""
    return duties.working_posts(secretary.place)


def waits_for(actor: Actor, now: datetime, most: int = 50) -> list[SecretaryProject]:
    """The projects on which the acting post has to do something next, the oldest step first.

    To claim or to improve, to register, to carry out what is due, to accept, to review, to close.
    """
    post, steps = actor.post_id or 0, Q()
    own = Q(secretary_id=post)
    lead = own | Q(lead_id=post)
    steps |= own & Q(state=State.DRAFT)
    steps |= lead & Q(state__in=[State.RUNNING, State.ACCEPTED])
    above = Q(secretary__place__parent_id=actor.place_id or 0)
    if actor.role in SECRETARIES:
        steps |= above & Q(state__in=[State.CLAIMED, State.DONE_CLAIMED, State.REVIEWED])
        steps |= own & Q(secretary__role=HIGHEST, state=State.CLAIMED)
    elif actor.role in READERS:
        judged = Q(state__in=[State.DONE_CLAIMED, State.REVIEWED])
        highest = Q(secretary__role=HIGHEST, secretary__place_id=actor.place_id or 0)
        steps |= (above | highest) & judged
    found = lit(_all().filter(steps), now).order_by("light_order", "next_due", "drafted_at", "id")
    return list(found[:most])


def _supported(actor: Actor) -> QuerySet[Any, Any]:
    return SecretaryProject.objects.filter(supports=actor.post_id or 0).values("pk")


def _all() -> QuerySet[SecretaryProject]:
    return SecretaryProject.objects.select_related(
        "secretary__place",
        "lead__place",
        "lead__organisation",
        "registrar__place",
        "acceptor__place",
        "promise__rule",
    )


def _searched(found: QuerySet[SecretaryProject], search: Search) -> QuerySet[SecretaryProject]:
    for word in search.words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(secretary__title__icontains=word)
            | Q(secretary__place__name__icontains=word)
            | Q(secretary__place__name_en__icontains=word)
        )
    wanted = {
        "state": search.state or None,
        "kind": search.kind or None,
        "year": search.year,
        "secretary__place__level": search.level,
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value is not None})
    return found.order_by("-year", "secretary__place__path", "id")
