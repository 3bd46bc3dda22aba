"""The community's desk: a vote's file, and every deed from form to landing page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.budgeting import actions, forms, queries, rules
from liandong.budgeting.forms import Opened
from liandong.budgeting.views.deeds import DEEDS, Deed, offers
from liandong.budgeting.views.door import opened_or_404
from liandong.budgeting.views.paper import slips_response
from liandong.budgeting.views.public import shown
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def open_vote(request: Request) -> HttpResponse:
    """Open a vote on a sum of the own community's fund, with its rule."""
    ensure(rules.may_open_somewhere(request.actor))
    form = forms.Open(request.POST or None, place_id=request.actor.place_id or 0)
    if request.method != "POST" or not form.is_valid():
        return _open(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.open_vote, **form.words)
    except Refused as refused:
        return _open(request, form, status=403, reason=refused.reason)
    return redirect("budgeting:file", made.pk) if made else redirect("budgeting:list")


def _open(request: Request, form: forms.Open, *, status: int, reason: str = "") -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "budgeting/staff/open.html", "form", context, status=status)


@require_safe
def file(request: Request, vote_id: int) -> HttpResponse:
    """What waits to be done, the proposals with their own words, and where the vote stands."""
    opened = opened_or_404(request, vote_id)
    context = {
        **shown(request, opened.vote),
        "facts": opened.facts,
        "offers": offers(opened),
        "differing": queries.differing(opened.vote),
        "may_assess": rules.may_assess(request.actor, opened.vote),
    }
    return page(request, "budgeting/staff/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, vote_id: int, verb: str) -> HttpResponse:
    """One deed: its form, or its action and then back to the file."""
    deed, opened = DEEDS[verb], opened_or_404(request, vote_id)
    if request.method != "POST":
        verdict = deed.rule(opened)
        form = deed.form(opened=opened) if verdict else None
        return _ask(request, deed, opened, form, verdict, status=200 if verdict else 403)
    form = deed.form(request.POST, opened=opened)
    if not form.is_valid():
        return _ask(request, deed, opened, form, status=422)
    try:
        done = perform(request, form, deed.action, **form.words)
    except Refused as refused:
        return _ask(request, deed, opened, form, refuse(refused.reason), status=403)
    if done and deed.verb == "issue_codes":
        response = slips_response(request, opened.vote, done)
        add_never_cache_headers(response)
        return response
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect(f"budgeting:{verb if deed.again else 'file'}", vote_id)


def _ask(
    request: Request,
    deed: Deed,
    opened: Opened,
    form: KeyedForm | None,
    verdict: Verdict | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {
        **_essentials(opened),
        "label": deed.label,
        "icon_name": deed.icon,
        "form": form,
        "reason": verdict.reason if verdict is not None and not verdict else "",
    }
    return page(request, "budgeting/staff/do.html", "doing", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: Request, project_id: int) -> HttpResponse:
    """Cost one proposal, and say whether it can be done and why."""
    project = queries.project(project_id)
    if project is None:
        raise Http404
    opened = opened_or_404(request, project.vote_id, project)
    ensure(rules.may_assess(request.actor, opened.vote))
    form = forms.Assess(request.POST or None, opened=opened)
    if request.method != "POST" or not form.is_valid():
        return _assess(request, opened, form, status=422 if request.method == "POST" else 200)
    try:
        perform(request, form, actions.assess, **form.words)
    except Refused as refused:
        return _assess(request, opened, form, status=403, reason=refused.reason)
    messages.success(request, _("It is written down."))
    return redirect("budgeting:file", opened.vote.pk)


def _assess(
    request: Request, opened: Opened, form: forms.Assess, *, status: int, reason: str = ""
) -> HttpResponse:
    context = {
        **_essentials(opened),
        "label": _("Cost a proposal"),
        "icon_name": "edit",
        "form": form,
        "reason": reason,
    }
    return page(request, "budgeting/staff/do.html", "doing", context, status=status)


def _essentials(opened: Opened) -> dict[str, Any]:
    return {
        "vote": opened.vote,
        "project": opened.project,
        "facts": opened.facts,
        "now": opened.now,
    }
