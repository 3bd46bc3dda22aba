"""Pages of places. All but the description of a grid are open to everybody."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_GET, require_http_methods

from liandong.kernel.dates import day_of
from liandong.kernel.house import sayings
from liandong.kernel.page import Request, page, perform
from liandong.places import actions, forms, queries, rules
from liandong.places.models import LEVEL_OF, Level, Place, PlaceKind

ROWS_A_PAGE = 50


@login_not_required
@require_GET
def index(request: Request) -> HttpResponse:
    form = forms.Find(request.GET)
    status = 200 if form.is_valid() else 422
    words, on = form.cleaned_data.get("q", ""), form.cleaned_data.get("on")
    context = {
        "form": form,
        "words": words,
        "on": on,
        "today": _today(),
        "found": queries.search_address(words, limit=50) if words else None,
        "tree": queries.tree_as_of(on or _today(), deepest=Level.SUBDISTRICT),
    }
    return page(request, "places/index.html", "tree", context, status=status)


@login_not_required
@require_GET
def detail(request: Request, place_id: int) -> HttpResponse:
    place, form = _place(place_id), forms.AsOf(request.GET)
    status = 200 if form.is_valid() else 422
    on = form.cleaned_data.get("on")
    version = queries.version_on(place, on) if on else None
    rows = queries.listed_children(place, on, request.GET.get("sort", ""))
    outline = queries.outline_of(place, on)
    context = {
        "place": place,
        "version": version,
        "missing": on is not None and version is None,
        "form": form,
        "on": on,
        "today": _today(),
        "above": _above(place, on),
        "codes": queries.codes_on(place, on),
        "outline": outline,
        "pin": (None, None) if outline else (place.lon, place.lat),
        "counts": queries.counts_below(place),
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "shows_households": LEVEL_OF[PlaceKind(place.kind)] == Level.COMMUNITY,
    }
    context |= _for_staff(request, place)
    return page(request, "places/detail.html", "children", context, status=status)


@login_not_required
@require_GET
def history(request: Request, place_id: int) -> HttpResponse:
    place = _place(place_id)
    context = {"place": place, "above": queries.ancestors(place), "history": queries.history(place)}
    return page(request, "places/history.html", "", context)


@login_not_required
@require_GET
def find(request: Request) -> HttpResponse:
    form = forms.Point(request.GET or None)
    asked, valid = bool(request.GET), form.is_valid()
    place = queries.find_place(**form.cleaned_data) if valid else None
    above = queries.ancestors(place) if place else []
    if request.accepts("text/html") and request.GET.get("format") != "json":
        context = {"form": form, "answered": valid, "place": place, "above": above}
        status = 422 if asked and not valid else 200
        return page(request, "places/find.html", "answer", context, status=status)
    if not valid:
        return JsonResponse({"errors": form.errors}, status=422)
    sentence = "" if place else _("This point lies outside every known boundary.")
    return JsonResponse({"place": _as_json(place, above), "text": sentence})


@login_not_required
@require_http_methods(["GET", "HEAD"])
@cache_control(public=True, max_age=60)
@condition(etag_func=lambda request, place_id: _etag(request, place_id))
def boundary(request: HttpRequest, place_id: int) -> HttpResponse:
    place, form = _place(place_id), forms.AsOf(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    areas = queries.areas_geojson(place, form.cleaned_data["on"])
    return JsonResponse(areas, content_type="application/geo+json")


@require_http_methods(["GET", "POST"])
def describe(request: Request, place_id: int) -> HttpResponse:
    place = _place(place_id)
    verdict = rules.may_describe_grid(request.actor, place)
    card = {name: getattr(place, name) for name in forms.DescribeGrid.base_fields if name != "key"}
    form = forms.DescribeGrid(request.POST or None, initial=card)
    if request.method == "POST" and form.is_valid():
        perform(request, form, actions.describe_grid, place_id=place_id, card=form.card)
        return redirect("places:detail", place_id)
    status = 422 if request.method == "POST" else 200
    context = {"place": place, "form": form, "verdict": verdict}
    return page(request, "places/describe.html", "form", context, status=status)


def _place(place_id: int) -> Place:
    place = queries.find(place_id)
    if place is None:
        raise Http404(_("There is no such place."))
    return place


def _today() -> date:
    return day_of(timezone.now())


def _above(place: Place, on: date | None) -> list[tuple[int, object]]:
    """The places above, each with its id and something that has a name."""
    if on is None:
        return [(place.pk, place) for place in queries.ancestors(place)]
    return [(version.place_id, version) for version in queries.ancestors_on(place, on)]


def _for_staff(request: Request, place: Place) -> dict[str, object]:
    """What a page of a place offers to those who keep it, and warns them of."""
    divides = place.level == Level.COMMUNITY and rules.may_see_designs(request.actor, place)
    return {
        "warnings": _warnings(request, place),
        "may_describe": rules.may_describe_grid(request.actor, place),
        "may_divide": divides,
    }


def _warnings(request: Request, place: Place) -> list[str]:
    """What higher rooms have to say of a place, for staff."""
    if not request.actor.signed:
        return []
    said = [say(place, _today()) for say in sayings("says_of_places")]
    return [sentence for sentence in said if sentence]


def _etag(request: HttpRequest, place_id: int) -> str:
    return f'"{queries.edition() or "none"}-{place_id}-{request.GET.get("on", "")[:10]}"'


def _as_json(place: Place | None, above: list[Place]) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "id": place.pk,
        "name": place.name,
        "kind": place.kind,
        "official": place.official,
        "path": [{"id": one.pk, "name": one.name} for one in above],
    }
