"""The community's desk: a vote's file, and every deed from form to landing page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.budgeting import actions, forms, queries, rules
from liandong.budgeting.forms import Opened
from liandong.budgeting.views.deeds import ASSESS, DECIDE, DEEDS
from liandong.budgeting.views.door import opened_or_404
from liandong.budgeting.views.paper import slips_response
from liandong.budgeting.views.public import shown
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure


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
        "offers": offers(DEEDS.values(), opened),
        "objections": queries.objections(opened.vote),
        "differing": queries.differing(opened.vote),
        "may_assess": rules.may_assess(request.actor, opened.vote),
    }
    return page(request, "budgeting/staff/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, vote_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], opened_or_404(request, vote_id))


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: Request, project_id: int) -> HttpResponse:
    """Cost one proposal, and say whether it can be done and why."""
    project = queries.project(project_id)
    if project is None:
        raise Http404
    return DESK.do(request, ASSESS, opened_or_404(request, project.vote_id, project))


@require_http_methods(["GET", "HEAD", "POST"])
def decide_objection(request: Request, objection_id: int) -> HttpResponse:
    """Decide one objection to the result, with a reason."""
    objection = queries.objection(objection_id)
    if objection is None:
        raise Http404
    return DESK.do(request, DECIDE, opened_or_404(request, objection.vote_id, objection))


def _around(opened: Opened) -> dict[str, Any]:
    return {
        "back": reverse("budgeting:file", args=[opened.vote.pk]),
        "vote": opened.vote,
        "about": opened.about,
        "facts": opened.facts,
        "now": opened.now,
    }


def _end(request: Request, opened: Opened, deed: Deed[Opened], done: Any) -> HttpResponse:
    """The codes are shown once; otherwise back to the file, or to the next of a pile."""
    if done and deed.verb == "issue_codes":
        response = slips_response(request, opened.vote, done)
        add_never_cache_headers(response)
        return response
    return redirect(f"budgeting:{deed.verb if deed.again else 'file'}", opened.vote.pk)


DESK = Desk("budgeting/staff/do.html", _around, _end)
