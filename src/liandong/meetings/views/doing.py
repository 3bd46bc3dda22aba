"""One deed: its form, or its action and then back to where it belongs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.models import AgendaItem, Meeting
from liandong.meetings.views.deeds import DEEDS, Deed


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


def _open(request: Request, deed: Deed, number: int) -> Any:
    if deed.folder == "meetings":
        return open_meeting(request, number)
    return open_item(request, number)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: int, name: str) -> HttpResponse:
    deed = DEEDS[name]
    thing = _open(request, deed, number)
    if request.method != "POST":
        verdict = deed.rule(request.actor, thing)
        form = deed.form(thing=thing) if verdict else None
        status = 200 if verdict else 403
        return _ask(request, deed, thing, form, verdict=verdict, status=status)
    form = deed.form(request.POST, thing=thing)
    if not form.is_valid():
        return _ask(request, deed, thing, form, status=422)
    try:
        done = perform(request, form, deed.action, **{deed.word: number}, **form.words)
    except Refused as refused:
        return _ask(request, deed, thing, form, verdict=Verdict(refused.reason), status=403)
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect(deed.lands(thing))


def _ask(
    request: Request,
    deed: Deed,
    thing: Any,
    form: forms.Deed | None,
    *,
    verdict: Verdict | None = None,
    status: int,
) -> HttpResponse:
    refused = verdict if verdict is not None and not verdict else None
    item = thing if isinstance(thing, AgendaItem) else None
    context = {
        "deed": deed,
        "thing": thing,
        "item": item,
        "meeting": item.meeting if item else thing,
        "form": form,
        "verdict": refused,
    }
    return page(request, "meetings/do.html", "doing", context, status=status)


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
    form = forms.Check(request.POST or None, thing=meeting)
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
