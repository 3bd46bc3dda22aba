"""What the record holds of a secretary's year: projects, lists, meetings, decisions.

Nobody types evidence: everything here is the rows of the rooms in which the work was done.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from liandong.appraisal.models import Appraised
from liandong.duties import queries as duties
from liandong.duties.lifecycle import ListKind, ListState, Outcome
from liandong.duties.models import Promise, Rectification, Responsibility
from liandong.duties.queries.promises import TURN
from liandong.kernel.dates import day_bounds, day_of
from liandong.matters.queries.figures import Period
from liandong.meetings.lifecycle import AFTER, COMING, SETTLED
from liandong.meetings.models import Check, Meeting, Resolution
from liandong.people.models import Post
from liandong.places.models import Level, Place
from liandong.projects import queries as projects
from liandong.projects.models import SecretaryProject
from liandong.projects.queries import Board


@dataclass(frozen=True, slots=True)
class Year:
    """Whose year, which days of it have passed, and the moment of looking."""

    post: Post
    year: int
    now: datetime

    @property
    def period(self) -> Period:
        last = date(self.year, 12, 31)
        return Period(
            date(self.year, 1, 1), max(min(last, day_of(self.now)), date(self.year, 1, 1))
        )

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        return day_bounds(self.period.since)[0], day_bounds(self.period.until)[1]


def projects_of(year: Year) -> QuerySet[SecretaryProject]:
    found = SecretaryProject.objects.filter(
        secretary=year.post, year=year.year, registered_at__isnull=False
    )
    return found.select_related("secretary__place").order_by("id")


def boards_of(year: Year) -> list[tuple[SecretaryProject, Board]]:
    """Each project of the year as its own room shows it: goals, milestones and slips."""
    return [(one, projects.board(one, year.now)) for one in projects_of(year)]


def turns_of(year: Year) -> QuerySet[Promise]:
    """The dates of the responsibility list that fell due: kept, late, or open and overdue."""
    due = duties.due_between(year.period.since, year.period.until, kind=TURN)
    judged = ~Q(outcome=Outcome.OPEN) | Q(due_at__lt=year.now)
    return due.filter(judged, holder=year.post).order_by("due_at", "id")


def lines_of(year: Year) -> QuerySet[Responsibility]:
    found = Responsibility.objects.filter(list__post=year.post, list__year=year.year)
    found = found.filter(list__state=ListState.ISSUED).select_related("list")
    return found.order_by("list_id", "no")


def problems_of(year: Year) -> QuerySet[Rectification]:
    found = Rectification.objects.filter(list__post=year.post, list__year=year.year)
    found = found.filter(list__kind=ListKind.RECTIFICATION, list__state=ListState.ISSUED)
    return found.select_related("list", "promise").order_by("list_id", "no")


def meetings_of(year: Year) -> QuerySet[Meeting]:
    """The joint meetings that the post called: held in the year, or planned for it and missed."""
    begin, end = year.bounds
    held = Q(state__in=AFTER, opened_at__gte=begin, opened_at__lt=end)
    missed = Q(state__in=COMING, starts_at__gte=begin, starts_at__lt=min(end, year.now))
    found = Meeting.objects.filter(held | missed, convener=year.post).select_related("place")
    return found.order_by("starts_at", "id")


def decisions_of(year: Year) -> QuerySet[Any]:
    """What those meetings settled, each with whether a later meeting found it done."""
    held = meetings_of(year).filter(state__in=AFTER)
    found = Resolution.objects.filter(item__meeting__in=held, kind__in=SETTLED)
    done = Exists(Check.objects.filter(resolution=OuterRef("pk"), done=True))
    found = found.annotate(found_done=done).select_related("item__meeting")
    return found.order_by("decided_at", "id")


def households(place: Place) -> int:
    """The households of a place: the sum of what its grids say."""
    grids = Place.objects.filter(
        level=Level.GRID, path__startswith=place.path, valid_until__isnull=True
    )
    return grids.aggregate(many=Sum("households"))["many"] or 0


def year_of(appraised: Appraised, now: datetime) -> Year:
    """The year as it lies behind: counted until now, or until the rating began."""
    return Year(appraised.post, appraised.appraisal.year, appraised.appraisal.opened_at or now)
