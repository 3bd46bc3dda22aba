"""What waits for a post: meetings to attend, to prepare and to hold, minutes to sign and to read;
and the calendar of a year."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.ledger.actions import name_of
from liandong.meetings.lifecycle import AFTER, MeetingState
from liandong.meetings.models import (
    CLERKS,
    CONVENERS,
    AgendaItem,
    DepartmentReport,
    Invitation,
    Meeting,
)
from liandong.meetings.queries.reading import times_a_year, visible_to
from liandong.people.models import RoleKind
from liandong.places.models import Place
from liandong.rulebook.models import Rule

MOST = 60
TO_DO: dict[str, Words] = {
    MeetingState.PLANNED: _("Prepare the agenda and give notice"),
    MeetingState.CALLED: _("Write down attendance and open it"),
    MeetingState.OPEN: _("Decide item by item"),
    MeetingState.HELD: _("Draw up and sign the minutes"),
}


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for the acting post."""

    what: Words
    meeting: Meeting
    due_at: datetime | None


def waiting_for(actor: Actor) -> list[Waits]:
    """What the acting post prepares, attends, or has to read, the earliest date first."""
    if actor.post_id is None:
        return []
    found = [*_to_prepare(actor), *_to_attend(actor), *_to_read(actor)]
    dated = [one for one in found if one.due_at is not None]
    dated.sort(key=lambda one: (one.due_at is None, one.due_at))
    return [*dated, *(one for one in found if one.due_at is None)][:MOST]


def _to_prepare(actor: Actor) -> list[Waits]:
    if actor.role not in {*CLERKS.values(), *CONVENERS.values()}:
        return []
    open_ones = Meeting.objects.filter(place_id=actor.place_id or 0, state__in=TO_DO)
    meetings = open_ones.select_related("place", "promise").order_by("starts_at", "id")
    return [
        Waits(TO_DO[one.state], one, one.promise.due_at if one.promise else one.starts_at)
        for one in meetings[:MOST]
    ]


def _to_attend(actor: Actor) -> list[Waits]:
    called = Invitation.objects.filter(_own(actor), meeting__state=MeetingState.CALLED)
    found = called.exclude(meeting__place_id=actor.place_id or 0, part="convener")
    rows = found.select_related("meeting__place").order_by("meeting__starts_at", "id")
    return [Waits(_("Attend"), one.meeting, one.meeting.starts_at) for one in rows[:MOST]]


def _to_read(actor: Actor) -> list[Waits]:
    unread = Invitation.objects.filter(
        _own(actor), meeting__state=MeetingState.SIGNED, read_at__isnull=True
    )
    rows = unread.select_related("meeting__place").order_by("-meeting__signed_at", "id")
    return [Waits(_("Read the minutes"), one.meeting, None) for one in rows[:MOST]]


def _own(actor: Actor) -> Q:
    return Q(post_id=actor.post) | Q(substitute_id=actor.post)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """One place in a year: its meetings in order, and how many the rule asks for."""

    place: Place
    meetings: tuple[Meeting, ...]
    least: int
    rule: Rule | None

    @property
    def held(self) -> int:
        return sum(one.state in AFTER for one in self.meetings)

    @property
    def planned(self) -> int:
        return sum(one.state != MeetingState.CANCELLED for one in self.meetings)


def calendar(actor: Actor, place: Place, year: int, now: datetime) -> list[YearPlan]:
    """The plan of a place and of those one level below that met or plan to meet in a year."""
    near = Q(place=place) | Q(place__parent=place)
    rows = visible_to(actor).filter(near, year=year).select_related("place", "convener")
    by_place: dict[int, list[Meeting]] = {}
    for one in rows.order_by("starts_at", "id"):
        by_place.setdefault(one.place_id, []).append(one)
    places = {one.place_id: one.place for several in by_place.values() for one in several}
    if place.level in CONVENERS:
        places.setdefault(place.pk, place)
    ordered = sorted(places.values(), key=lambda one: (one.level, one.pk))
    return [_plan(one, by_place.get(one.pk, []), now) for one in ordered]


def _plan(place: Place, meetings: list[Meeting], now: datetime) -> YearPlan:
    limit = times_a_year(place, now.date())
    return YearPlan(place, tuple(meetings), int(limit.amount), limit.rule)


def years(actor: Actor, now: datetime) -> list[int]:
    """The years that the calendar can show, the latest first."""
    known = set(visible_to(actor).order_by().values_list("year", flat=True).distinct())
    return sorted({*known, now.year, now.year + 1}, reverse=True)


def latest(actor: Actor) -> QuerySet[Meeting]:
    """The last meetings that the actor may read, held or to come."""
    found = visible_to(actor).exclude(state=MeetingState.CANCELLED)
    return found.select_related("place", "convener").order_by("-starts_at", "-id")


def reports(actor: Actor) -> QuerySet[DepartmentReport]:
    """The reports that the actor wrote, or that were handed in to the own level."""
    if actor.post_id is None:
        return DepartmentReport.objects.none()
    seen = Q(post_id=actor.post)
    if actor.role in {*CLERKS.values(), *CONVENERS.values()}:
        seen |= Q(place_id=actor.place_id)
    found = DepartmentReport.objects.filter(seen)
    return found.select_related("place", "post__place", "post__organisation").order_by("-at")


def find_report(report_id: int) -> DepartmentReport | None:
    found = DepartmentReport.objects.select_related("place", "post__place", "post__organisation")
    return found.filter(pk=report_id).first()


def heard_at(report: DepartmentReport) -> list[Meeting]:
    """The meetings on whose agenda a report stood."""
    items = AgendaItem.objects.filter(about=name_of(report)).values("meeting")
    return list(Meeting.objects.filter(pk__in=items).select_related("place").order_by("id"))


def hears_report(actor: Actor, report: DepartmentReport) -> bool:
    """Whether the actor belongs to a meeting that hears a report."""
    heard = [meeting.pk for meeting in heard_at(report)]
    return visible_to(actor).filter(pk__in=heard).exists()


def places_to_report(actor: Actor) -> list[Place]:
    """To whose meeting a department can report: its own level, and the places one level below."""
    if actor.role != RoleKind.DEPARTMENT_OFFICER:
        return []
    near = Q(pk=actor.place_id) | Q(parent_id=actor.place_id)
    standing = Place.objects.filter(near, level__in=CONVENERS, valid_until__isnull=True)
    return list(standing.order_by("level", "id"))
