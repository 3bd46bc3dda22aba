"""Facilities are entered and closed by those who keep them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.facilities import actions, forms, queries, rules
from liandong.facilities.models import Facility
from liandong.facilities.views.cover import planned
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request, page, perform
from liandong.places.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
def open_facility(request: Request, place_id: int) -> HttpResponse:
    place = planned(place_id)
    form = forms.OpenFacility(
        request.POST or None,
        places=[(one.pk, one.name) for one in queries.belongings(place)],
        initial={"opened_on": day_of(timezone.now())},
    )
    if request.method == "POST" and form.is_valid():
        perform(request, form, actions.open_facility, **form.words)
        return redirect("facilities:cover", place_id)
    status = 422 if request.method == "POST" else 200
    context = _context(place, form) | {"verdict": rules.may_keep(request.actor, place)}
    return page(request, "facilities/open.html", "", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def close_facility(request: Request, facility_id: int) -> HttpResponse:
    facility, today = _facility(facility_id), day_of(timezone.now())
    form = forms.CloseFacility(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        perform(request, form, actions.close_facility, facility_id=facility_id, **form.words)
        return redirect("facilities:index")
    status = 422 if request.method == "POST" else 200
    verdict = rules.may_close(request.actor, facility, max(today, facility.opened_on))
    context = _context(facility.place, form) | {"facility": facility, "verdict": verdict}
    return page(request, "facilities/close.html", "", context, status=status)


def _context(place: Place, form: Any) -> dict[str, Any]:
    return {"place": place, "form": form}


def _facility(facility_id: int) -> Facility:
    found = queries.facility(facility_id)
    if found is None:
        raise Http404
    return found
