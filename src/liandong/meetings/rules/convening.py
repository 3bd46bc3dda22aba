"""Who plans a meeting, gives notice of it, and hands in a report to it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.meetings.lifecycle import MeetingState
from liandong.meetings.models import AgendaItem, DepartmentReport, Meeting
from liandong.meetings.rules.common import may_do, may_prepare, prepares
from liandong.people.models import RoleKind
from liandong.places.models import Place


def may_plan(actor: Actor, place: Place) -> Verdict:
    return may_prepare(actor, place)


def is_to_come(starts_at: datetime, now: datetime) -> Verdict:
    if starts_at <= now:
        return refuse(_("A meeting is planned for a time that is still to come."))
    return ALLOWED


def are_days(days: list[date], least: int) -> Verdict:
    """A year's plan holds at least as many meetings as the rule asks for."""
    if len(days) < least:
        return refuse(_("The plan holds fewer meetings than the rule asks for."))
    return ALLOWED


def may_name_departments(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "name_departments")


def may_postpone(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "postpone")


def may_cancel(actor: Actor, meeting: Meeting) -> Verdict:
    return may_do(actor, meeting, "cancel")


def may_give_notice(actor: Actor, meeting: Meeting, items: list[AgendaItem]) -> Verdict:
    """Nobody is called to a meeting that has nothing to decide, or not yet in words."""
    allowed = may_do(actor, meeting, "give_notice")
    if not allowed:
        return allowed
    if not items:
        return refuse(_("The agenda is empty. Pick at least one item."))
    if not all(item.worded for item in items):
        return refuse(_("Each item needs a question and a proposed decision before the notice."))
    return ALLOWED


def is_in_time(notice_by: datetime, urgency: str, now: datetime) -> Verdict:
    """A notice that is shorter than the rule says why."""
    if now > notice_by and not urgency.strip():
        return refuse(_("The notice is shorter than the rule asks for. Say why it is urgent."))
    return ALLOWED


def may_remind(actor: Actor, meeting: Meeting) -> Verdict:
    if actor.role != "system":
        return refuse(_("The clock reminds; people do not."))
    if meeting.state != MeetingState.CALLED or meeting.reminded_at is not None:
        return refuse(_("Nobody is to be reminded of this meeting, or they were already."))
    return ALLOWED


def may_see_report(actor: Actor, report: DepartmentReport, hears: bool) -> Verdict:
    """A report is read by who wrote it, by the level that it goes to, and by who hears it."""
    own = actor.post_id == report.post_id and actor.post_id is not None
    if own or hears or prepares(actor, report.place):
        return ALLOWED
    return refuse(_("A report is for the level that it goes to and for those who hear it there."))


def may_report(actor: Actor, place: Place) -> Verdict:
    """Departments report to the meeting of their own level, or of a level below it."""
    if actor.role != RoleKind.DEPARTMENT_OFFICER:
        return refuse(_("Reports are handed in by departments."))
    if not actor.over(place.path):
        return refuse(_("A department reports to the meeting of its level or of one below."))
    return ALLOWED
