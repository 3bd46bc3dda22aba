"""The desk: the councils of a place, planning one, its file, and doing one thing to it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, forms, queries, rules
from liandong.deliberation.forms import Opened
from liandong.deliberation.views.deeds import DEEDS, open_council
from liandong.deliberation.views.door import desk_or_404
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.places import queries as places
from liandong.places.models import Place

ROWS_A_PAGE = 30


@require_safe
def councils(request: Request) -> HttpResponse:
    form = forms.Find(request.GET)
    found = queries.visible_councils(request.actor)
    if form.states:
        found = found.filter(state__in=form.states)
    context = {
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_plan": request.actor.role in rules.HELPERS,
        "now": timezone.now(),
    }
    return page(request, "deliberation/staff/list.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """What is to be talked over: what does not fit is refused with the rule."""
    place = _own_place(request)
    ensure(rules.may_convene(request.actor, place))
    form = forms.Plan(request.POST or None, place=place)
    if not form.is_valid():
        return _plan(request, place, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.plan, **form.words)
    except Refused as refused:
        return _plan(request, place, form, status=403, reason=refused.reason)
    return redirect("deliberation:file", made.number) if made else redirect("deliberation:desk")


def _own_place(request: Request) -> Place:
    place = places.find(request.actor.place_id or 0)
    if place is None:
        raise Http404
    return place


def _plan(
    request: Request, place: Place, form: forms.Plan, *, status: int, reason: str = ""
) -> HttpResponse:
    context = {"form": form, "place": place, "reason": reason}
    return page(request, "deliberation/staff/plan.html", "form", context, status=status)


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    """Where a council stands; who said what is shown to those who handle it."""
    council = desk_or_404(request, number)
    opened = open_council(council, request.actor)
    handles = bool(rules.may_handle(request.actor, council))
    voices = list(queries.voices(council))
    context = {
        **_essentials(opened),
        "handles": handles,
        "offers": offers(DEEDS.values(), opened),
        "seats": queries.seats_with_voices(council, voices),
        "voices": voices,
        "sittings": list(queries.sittings(council)),
        "concluded": queries.written(council, "concluded"),
    }
    return page(request, "deliberation/staff/file.html", "", context)


def _essentials(opened: Opened) -> dict[str, Any]:
    return {"council": opened.council, "standing": opened.standing, "now": opened.now}


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    opened = open_council(desk_or_404(request, number), request.actor)
    return DESK.do(request, DEEDS[verb], opened)


def _around(opened: Opened) -> dict[str, Any]:
    handles = bool(rules.may_handle(opened.actor, opened.council))
    return {
        **_essentials(opened),
        "back": reverse("deliberation:file", args=[opened.council.number]),
        "sittings": list(queries.sittings(opened.council)) if handles else [],
        "earliest": queries.earliest_day(opened.council, opened.now.date()),
    }


def _end(_request: Request, opened: Opened, deed: Deed[Opened], _done: Any) -> HttpResponse:
    name = deed.verb if deed.again else "file"
    return redirect(f"deliberation:{name}", opened.council.number)


DESK = Desk("deliberation/staff/do.html", _around, _end)
