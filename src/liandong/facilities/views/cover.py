"""Who reaches a facility on foot: page, table and map, open to everybody."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.facilities import forms, queries, rules
from liandong.kernel.dates import day_of
from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page
from liandong.places import queries as places
from liandong.places.models import Place


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The districts and subdistricts to choose from; a post sees its own."""
    context = {"face": face(request), "places": queries.districts(request.actor)}
    return page(request, "facilities/index.html", "", context)


@login_not_required
@require_safe
def cover(request: Request, place_id: int) -> HttpResponse:
    place, form = planned(place_id), forms.Look.of(request.GET)
    seen = _seen(place, form)
    context = {
        "face": face(request),
        "place": place,
        "form": form,
        "cover": seen,
        "may_see_plans": rules.may_see_plans(request.actor, place),
        "may_open": rules.may_keep(request.actor, place),
    }
    status = 200 if seen else 422
    return page(request, "facilities/cover.html", "cover", context, status=status)


@login_not_required
@require_safe
def points(request: Request, place_id: int) -> HttpResponse:
    seen = _seen(planned(place_id), forms.Look.of(request.GET))
    if seen is None:
        raise Http404
    return JsonResponse(queries.cover_geojson(seen), content_type="application/geo+json")


@login_not_required
@require_safe
def export(request: Request, place_id: int, form: str) -> HttpResponse:
    seen = _seen(planned(place_id), forms.Look.of(request.GET))
    if form not in {"csv", "xlsx"} or seen is None:
        raise Http404
    heads = [_("Community"), _("Households"), _("Within reach"), _("Beyond reach")]
    return table_response(form, f"cover-{place_id}", heads, _rows(seen))


def _rows(seen: queries.Cover) -> Iterator[list[object]]:
    for one in seen.communities:
        yield [one.place.name, one.households, one.reached, one.beyond]
    beyond = seen.homes.total - seen.reached
    yield [_("Total"), seen.homes.total, seen.reached, beyond]


def _seen(place: Place, form: forms.Look) -> queries.Cover | None:
    """The cover that a form asks for; None when it asks for what there is not."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    return queries.cover(place, asked["kind"], asked["minutes"], day_of(timezone.now()))


def planned(place_id: int) -> Place:
    """A district or subdistrict, since cover is seen and planned there."""
    place = places.find(place_id)
    if place is None or place.level not in rules.PLANNED:
        raise Http404(_("Cover is shown for a subdistrict or a district."))
    return place


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"
