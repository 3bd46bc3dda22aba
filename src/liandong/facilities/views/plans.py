"""Plans for new sites: asked for, compared, read with their reasons, printed, exported."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liandong.facilities import actions, forms, queries, rules
from liandong.facilities.lifecycle import WHY
from liandong.facilities.models import SitePlan
from liandong.facilities.views.cover import planned
from liandong.kernel.actor import Actor
from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.places.models import Place

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: Request, place_id: int) -> HttpResponse:
    """All plans of a place side by side, and the form to ask for one more."""
    place = planned(place_id)
    ensure(rules.may_see_plans(request.actor, place))
    usual = {
        "kind": request.GET.get("kind"),
        "minutes": request.GET.get("minutes", 15),
        "number": 3,
    }
    form = forms.AskPlan(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        asked = perform(request, form, actions.ask_plan, place_id=place_id, question=form.question)
        return redirect(asked or "facilities:plans", *([] if asked else [place_id]))
    status = 422 if request.method == "POST" else 200
    context = _offered(request.actor, place) | {"form": form}
    return page(request, "facilities/plans.html", "", context, status=status)


def _offered(actor: Actor, place: Place) -> dict[str, Any]:
    homes = len(queries.homes_of(place).ids)
    waiting = queries.has_plan_asked(place)
    return {
        "place": place,
        "plans": queries.plans_of(place)[:MOST_SHOWN],
        "may_ask": rules.may_ask_plan(actor, place, waiting=waiting, homes=homes),
    }


@require_safe
def plan(request: Request, plan_id: int) -> HttpResponse:
    context = _shown(request.actor, plan_id)
    context["may_stop"] = rules.may_stop_plan(request.actor, context["plan"])
    context["stop"] = forms.StopPlan()
    return page(request, "facilities/plan.html", "progress", context)


@require_safe
def paper(request: Request, plan_id: int) -> HttpResponse:
    return page(request, "facilities/paper.html", "", _shown(request.actor, plan_id))


@require_POST
def stop(request: Request, plan_id: int) -> HttpResponse:
    form = forms.StopPlan(request.POST)
    if form.is_valid():
        perform(request, form, actions.stop_plan, plan_id=plan_id)
    return redirect(_plan(request.actor, plan_id))


@require_safe
def points(request: Request, plan_id: int) -> HttpResponse:
    sheet = queries.sheet(_plan(request.actor, plan_id))
    return JsonResponse(queries.plan_geojson(sheet), content_type="application/geo+json")


@require_safe
def export(request: Request, plan_id: int, form: str) -> HttpResponse:
    if form not in {"csv", "xlsx"}:
        raise Http404
    sheet = queries.sheet(_plan(request.actor, plan_id))
    heads = [_("Site"), _("Chosen"), _("Longitude"), _("Latitude"), _("Why")]
    return table_response(form, f"sites-{plan_id}", heads, _rows(sheet))


def _rows(sheet: queries.Sheet) -> Iterator[list[object]]:
    for one in (*sheet.new, *sheet.existing, *sheet.passed_over):
        stands = one.facility or one.building
        assert stands is not None, "a planned site is a facility or a building"
        chosen = _("yes") if one.chosen else _("no")
        yield [stands.name, chosen, stands.lon, stands.lat, WHY[one.word] % one.figures]


def _shown(actor: Actor, plan_id: int) -> dict[str, Any]:
    found = _plan(actor, plan_id)
    return {"plan": found, "place": found.place, "sheet": queries.sheet(found)}


def _plan(actor: Actor, plan_id: int) -> SitePlan:
    found = queries.plan(plan_id)
    if found is None:
        raise Http404(_("There is no such plan."))
    ensure(rules.may_see_plans(actor, found.place))
    return found
