"""One meeting: its file, its agenda being drawn up, who came, and its papers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import queries as duties
from liandong.kernel.dates import day_of
from liandong.kernel.desk import offers
from liandong.kernel.page import Request, new_key, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.ledger.actions import name_of
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.forms import OpenedItem, OpenedMeeting
from liandong.meetings.models import Meeting
from liandong.meetings.views.deeds import ITEM_DEEDS, MEETING_DEEDS
from liandong.meetings.views.doing import open_item, open_meeting


@require_safe
def meeting(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    found = open_meeting(request, number)
    context = {
        **_facts(found, now),
        "offers": offers(MEETING_DEEDS.values(), OpenedMeeting(request.actor, found)),
        "may_pick": rules.may_pick(request.actor, found),
        "may_attend": rules.may_attend(request.actor, found),
        "may_check": bool(rules.may_do(request.actor, found, "check")),
        "story": queries.story(found),
        "papers": duties.papers_about(name_of(found)),
        "too_long": queries.too_long(found, day_of(now)),
        "now": now,
    }
    return page(request, "meetings/meeting.html", "", context)


def _facts(found: Meeting, now: datetime) -> dict[str, Any]:
    """What the file and the papers of a meeting have in common."""
    came = queries.invitations(found)
    needed = found.needed or queries.quorum_of(found.place, len(came), day_of(now))
    return {
        "meeting": found,
        "items": queries.items_of(found),
        "invitations": came,
        "there": sum(one.there for one in came),
        "needed": needed,
        "checks": queries.due_checks(found),
        "notice_by": queries.notice_by(found.starts_at, found.place),
        "times": queries.times_a_year(found.place, day_of(now)),
    }


@require_safe
def item(request: Request, number: int) -> HttpResponse:
    found = open_item(request, number)
    resolution = getattr(found, "resolution", None)
    context = {
        "item": found,
        "meeting": found.meeting,
        "resolution": resolution,
        "shown": queries.shown(resolution) if resolution else (),
        "checks": queries.checks_of(resolution) if resolution else (),
        "address": queries.address_of(found),
        "interests": queries.interests_of(found),
        "may_write": bool(rules.may_write_express(request.actor)),
        "offers": offers(ITEM_DEEDS.values(), OpenedItem(request.actor, found)),
        "now": timezone.now(),
    }
    return page(request, "meetings/item.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Request, number: int) -> HttpResponse:
    """Tick what comes to the agenda, put it in order, word it."""
    now = timezone.now()
    found = open_meeting(request, number)
    ensure(rules.may_pick(request.actor, found))
    waiting = queries.candidates(found.place, now)
    form = forms.Pick(request.POST or None, waiting=waiting)
    if form.is_valid():
        perform(request, form, actions.pick, meeting_id=found.pk, **form.words)
        messages.success(request, _("On the agenda. Word each item now."))
        return redirect("meetings:agenda", found.pk)
    context = {
        "meeting": found,
        "items": queries.items_of(found),
        "waiting": waiting,
        "form": form,
        "key": new_key(),
        "now": now,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "meetings/agenda.html", "", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: Request, number: int) -> HttpResponse:
    """Who came, who came for whom, and why not."""
    found = open_meeting(request, number)
    ensure(rules.may_attend(request.actor, found))
    form = forms.Attendance(request.POST or None, meeting=found)
    context: dict[str, Any] = {"meeting": found, "form": form}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/attendance.html", "", context, status=status)
    try:
        perform(request, form, actions.attend, meeting_id=found.pk, **form.words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "meetings/attendance.html", "", context, status=403)
    messages.success(request, _("Attendance is written down."))
    return redirect(found)


@require_safe
def notice(request: Request, number: int) -> HttpResponse:
    """The notice with the agenda, on A4."""
    found = open_meeting(request, number)
    return page(request, "meetings/notice.html", "", _facts(found, timezone.now()))


@require_safe
def pack(request: Request, number: int) -> HttpResponse:
    """The whole pack on A4: agenda, a sheet for each item, a list to sign, the minutes."""
    found = open_meeting(request, number)
    context = _facts(found, timezone.now())
    context["minutes"] = found.minutes or (queries.draft(found) if found.closed_at else "")
    return page(request, "meetings/pack.html", "", context)
