"""The desk: the ballots of a place, drafting one, its file, and doing one thing to it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.forms import Opened
from liandong.ballots.views.deeds import DECIDE_OBJECTION, DEEDS, open_ballot
from liandong.ballots.views.door import desk_or_404, result_of
from liandong.ballots.views.paper import slips_response
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.places import queries as places
from liandong.places.models import Place

ROWS_A_PAGE = 30


@require_safe
def ballots(request: Request) -> HttpResponse:
    form = forms.Find(request.GET)
    found = queries.visible_to(request.actor)
    if form.states:
        found = found.filter(state__in=form.states)
    context = {
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_draft": request.actor.role in rules.CONVENERS,
        "now": timezone.now(),
    }
    return page(request, "ballots/staff/list.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request) -> HttpResponse:
    """What is to be decided, by which body: what does not fit is refused with the article."""
    place = _own_place(request)
    ensure(rules.may_convene(request.actor, place))
    form = forms.Draft(request.POST or None, place=place, now=timezone.now())
    if not form.is_valid():
        return _draft(request, place, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.draft, **form.words)
    except Refused as refused:
        return _draft(request, place, form, status=403, reason=refused.reason)
    return redirect("ballots:file", made.number) if made else redirect("ballots:desk")


def _own_place(request: Request) -> Place:
    place = places.find(request.actor.place_id or 0)
    if place is None:
        raise Http404
    return place


def _draft(
    request: Request, place: Place, form: forms.Draft, *, status: int, reason: str = ""
) -> HttpResponse:
    context = {"form": form, "place": place, "reason": reason}
    return page(request, "ballots/staff/draft.html", "form", context, status=status)


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    ballot = desk_or_404(request, number)
    opened = open_ballot(ballot, request.actor)
    context = {
        **_around(opened),
        "offers": offers(DEEDS.values(), opened),
        "objections": queries.objections(ballot),
        "differing": queries.differing(ballot),
        "may_see_roll": rules.may_see_roll(request.actor, ballot),
        **result_of(ballot),
    }
    return page(request, "ballots/staff/file.html", "", context)


@require_safe
def roll(request: Request, number: str) -> HttpResponse:
    """The roll with full names, marks and deliveries: for those who handle the ballot."""
    ballot = desk_or_404(request, number)
    ensure(rules.may_see_roll(request.actor, ballot))
    voters = Paginator(queries.roll(ballot), 100).get_page(request.GET.get("page"))
    context = {"ballot": ballot, "page": voters, "entitled": queries.entitled(ballot)}
    return page(request, "ballots/staff/roll.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    opened = open_ballot(desk_or_404(request, number), request.actor)
    return DESK.do(request, DEEDS[verb], opened)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_objection(request: Request, objection_id: int) -> HttpResponse:
    """Decide one objection with a reason, and correct the roll where it is right."""
    objection = queries.objection(objection_id)
    if objection is None:
        raise Http404
    ballot = desk_or_404(request, objection.ballot.number)
    return DESK.do(request, DECIDE_OBJECTION, open_ballot(ballot, request.actor, objection))


def _around(opened: Opened) -> dict[str, Any]:
    return {
        "back": reverse("ballots:file", args=[opened.ballot.number]),
        "ballot": opened.ballot,
        "objection": opened.objection,
        "standing": opened.standing,
        "now": opened.now,
    }


def _end(request: Request, opened: Opened, deed: Deed[Opened], done: Any) -> HttpResponse:
    """The codes are shown once; otherwise back to the file, or to the next of a pile."""
    if done and deed.verb == "issue_codes":
        response = slips_response(request, opened.ballot, done)
        add_never_cache_headers(response)
        return response
    return redirect(f"ballots:{deed.verb if deed.again else 'file'}", opened.ballot.number)


DESK = Desk("ballots/staff/do.html", _around, _end)
