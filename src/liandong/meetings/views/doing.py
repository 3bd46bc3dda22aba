"""One deed with a meeting or an item; the order of the agenda; the check of a decision."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from liandong.kernel.desk import Deed, Desk
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.forms import OpenedItem, OpenedMeeting
from liandong.meetings.models import AgendaItem, Meeting
from liandong.meetings.views.deeds import ITEM_DEEDS, MEETING_DEEDS


def open_meeting(request: Request, number: int) -> Meeting:
    """The meeting, if it exists and the acting post may read it."""
    meeting = queries.find_meeting(number)
    if meeting is None:
        raise Http404
    invited = queries.is_invited(request.actor, meeting)
    ensure(rules.may_see(request.actor, meeting, invited=invited))
    return meeting


def open_item(request: Request, number: int) -> AgendaItem:
    item = queries.find_item(number)
    if item is None:
        raise Http404
    invited = queries.is_invited(request.actor, item.meeting)
    ensure(rules.may_see(request.actor, item.meeting, invited=invited))
    return item


@require_http_methods(["GET", "HEAD", "POST"])
def do_meeting(request: Request, number: int, verb: str) -> HttpResponse:
    opened = OpenedMeeting(request.actor, open_meeting(request, number))
    return MEETING_DESK.do(request, MEETING_DEEDS[verb], opened)


@require_http_methods(["GET", "HEAD", "POST"])
def do_item(request: Request, number: int, verb: str) -> HttpResponse:
    opened = OpenedItem(request.actor, open_item(request, number))
    return ITEM_DESK.do(request, ITEM_DEEDS[verb], opened)


def _around_meeting(opened: OpenedMeeting) -> dict[str, Any]:
    return {"back": opened.meeting.get_absolute_url(), "meeting": opened.meeting}


def _around_item(opened: OpenedItem) -> dict[str, Any]:
    item = opened.item
    return {"back": item.get_absolute_url(), "meeting": item.meeting, "item": item}


def _end_meeting(
    _request: Request, opened: OpenedMeeting, deed: Deed[OpenedMeeting], _done: Any
) -> HttpResponse:
    lands = "meetings:agenda" if deed.verb == "put" else "meetings:meeting"
    return redirect(lands, opened.meeting.pk)


def _end_item(
    _request: Request, opened: OpenedItem, deed: Deed[OpenedItem], _done: Any
) -> HttpResponse:
    """To the agenda while it is drawn up; to the item after an interest; else to the meeting."""
    if deed.verb == "declare":
        return redirect(opened.item)
    drawing = deed.verb in {"word", "strike"}
    lands = "meetings:agenda" if drawing else "meetings:meeting"
    return redirect(lands, opened.item.meeting_id)


MEETING_DESK = Desk("meetings/do.html", _around_meeting, _end_meeting)
ITEM_DESK = Desk("meetings/do.html", _around_item, _end_item)


@require_POST
def reorder(request: Request, number: int, up: bool) -> HttpResponse:
    """One place up or down on the agenda."""
    item = open_item(request, number)
    form = KeyedForm(request.POST)
    form.full_clean()
    perform(request, form, actions.reorder, item_id=item.pk, up=up)
    return redirect("meetings:agenda", item.meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, number: int, resolution_id: int) -> HttpResponse:
    """Say of an earlier decision whether it is done."""
    meeting = open_meeting(request, number)
    resolution = queries.find_resolution(resolution_id)
    if resolution is None:
        raise Http404
    ensure(rules.may_check(request.actor, meeting, due=queries.is_due(meeting, resolution)))
    form = forms.Check(request.POST or None)
    context = {
        "meeting": meeting,
        "resolution": resolution,
        "shown": queries.shown(resolution),
        "form": form,
        "before": queries.checks_of(resolution),
    }
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/check.html", "doing", context, status=status)
    words = {"meeting_id": meeting.pk, "resolution_id": resolution.pk, **form.words}
    try:
        perform(request, form, actions.check, **words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "meetings/check.html", "doing", context, status=403)
    return redirect(meeting)
