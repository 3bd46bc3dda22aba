"""The desk: the ballots of a place, drafting one, its file, and doing one thing to it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.models import Objection
from liandong.ballots.views.deeds import DEEDS, Deed, Opened, offers, open_ballot
from liandong.ballots.views.door import desk_or_404, result_of
from liandong.ballots.views.paper import slips_response
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure
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
        **_essentials(opened),
        "offers": offers(opened),
        "objections": queries.objections(ballot),
        "differing": queries.differing(ballot),
        "may_see_roll": rules.may_see_roll(request.actor, ballot),
        **result_of(ballot),
    }
    return page(request, "ballots/staff/file.html", "", context)


def _essentials(opened: Opened) -> dict[str, Any]:
    return {"ballot": opened.ballot, "standing": opened.standing, "now": opened.now}


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
    """One deed: its form, or its action and then back to the file."""
    deed, opened = DEEDS[verb], open_ballot(desk_or_404(request, number), request.actor)
    if request.method != "POST":
        verdict = deed.rule(opened)
        form = deed.form(ballot=opened.ballot) if verdict else None
        return _ask(request, deed, opened, form, verdict=verdict, status=200 if verdict else 403)
    form = deed.form(request.POST, request.FILES, ballot=opened.ballot)
    if not form.is_valid():
        return _ask(request, deed, opened, form, status=422)
    return _carry_out(request, deed, opened, form)


def _carry_out(request: Request, deed: Deed, opened: Opened, form: forms.Deed) -> HttpResponse:
    try:
        done = perform(request, form, deed.action, **form.words)
    except Refused as refused:
        verdict = Verdict(refused.reason)
        return _ask(request, deed, opened, form, verdict=verdict, status=403)
    if deed.verb == "issue_codes" and done:
        response = slips_response(request, opened.ballot, done)
        add_never_cache_headers(response)
        return response
    if done is not None:
        messages.success(request, str(deed.says))
    number = opened.ballot.number
    again = deed.verb in {"enter_paper", "hand_out"}
    return redirect(f"ballots:{deed.verb}", number) if again else redirect("ballots:file", number)


def _ask(
    request: Request,
    deed: Deed,
    opened: Opened,
    form: forms.Deed | None,
    *,
    verdict: Verdict | None = None,
    status: int,
) -> HttpResponse:
    refused = verdict if verdict is not None and not verdict else None
    context = {**_essentials(opened), "deed": deed, "form": form, "verdict": refused}
    return page(request, "ballots/staff/do.html", "doing", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def decide_objection(request: Request, objection_id: int) -> HttpResponse:
    """Decide one objection with a reason, and correct the roll where it is right."""
    objection = queries.objection(objection_id)
    if objection is None:
        raise Http404
    ballot = desk_or_404(request, objection.ballot.number)
    opened = open_ballot(ballot, request.actor)
    ensure(rules.may_decide_objection(request.actor, ballot, objection, opened.counted_by))
    form = forms.DecideObjection(request.POST or None, ballot=ballot, about=objection.about)
    if form.is_valid():
        words = {"objection_id": objection.pk, **form.words}
        perform(request, form, actions.decide_objection, **words)
        return redirect("ballots:file", ballot.number)
    status = 422 if request.method == "POST" else 200
    return _objection(request, opened, objection, form, status=status)


def _objection(
    request: Request, opened: Opened, objection: Objection, form: KeyedForm, *, status: int
) -> HttpResponse:
    context = {**_essentials(opened), "objection": objection, "form": form}
    return page(request, "ballots/staff/objection.html", "form", context, status=status)
