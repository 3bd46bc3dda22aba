"""What is public: the released matters as a list, a map and a table, and the grid one lives in."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liandong.budgeting.models import Project
from liandong.kernel.export import table_response
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.matters import actions, queries
from liandong.matters.forms import residents as forms
from liandong.matters.models import Matter
from liandong.matters.navigation import city, ground, remember, remembered
from liandong.matters.views.residents.door import resident, too_often
from liandong.matters.views.residents.file import open_file, photo_response, standing
from liandong.places import queries as places
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook

ROWS_A_PAGE = 20
MOST_POINTS = 2000
MOST_EXPORTED = 20_000


@resident
@require_safe
def public_list(request: Request) -> HttpResponse:
    """The released matters, the newest first, with filters in the address."""
    form, filters, place = _filters(request)
    rows = queries.public_rows(queries.public_list(filters))
    if request.GET.get("export") in {"csv", "xlsx"}:
        return _export(request.GET["export"], rows[:MOST_EXPORTED])
    listed = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filters": filters,
        "place": place,
        "above": places.ancestors(place) if place else [],
        "below": _below(place),
        "page": listed,
        "rows": [queries.shown(row) for row in listed.object_list],
        "categories": rulebook.categories(),
        "outline": _outline(place),
        "now": timezone.now(),
    }
    return page(request, "matters/residents/public_list.html", "found", context)


@resident
@require_safe
@cache_control(public=True, max_age=60)
def points(request: Request) -> HttpResponse:
    """The same matters as points on a lattice of some 50 m, for the map."""
    _form, filters, _place = _filters(request)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"name": title, "url": reverse("matters:public_matter", args=[number])},
        }
        for number, title, lon, lat in queries.public_points(
            queries.public_list(filters), MOST_POINTS
        )
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@resident
@require_safe
def public_matter(request: Request, number: str) -> HttpResponse:
    matter = _public(number)
    context = {
        **standing(matter, timezone.now()),
        **open_file(matter, own=False),
        "join": KeyedForm(),
    }
    return page(request, "matters/residents/public_matter.html", "", context)


@resident
@require_safe
def of_project(request: Request, project_id: int) -> HttpResponse:
    """Where a project that won a vote is carried out."""
    matter = queries.matter_of(f"{Project._meta.label_lower}:{project_id}")
    if matter is None:
        raise Http404
    return redirect("matters:public_matter", matter.number)


@resident
@require_POST
def join(request: Request, number: str) -> HttpResponse:
    """ "Me too": follow a public matter by a link of one's own."""
    matter = _public(number)
    form = KeyedForm(request.POST)
    if not form.is_valid() or too_often(request, "join"):
        return page(request, "429.html", "", {}, status=429)
    follower = perform(request, form, actions.join, matter_id=matter.pk)
    if follower is None:
        return redirect("matters:public_matter", number)
    return redirect("matters:own", number, follower.code)


@resident
@require_safe
def public_photo(request: Request, number: str, photo_id: int) -> HttpResponse:
    return photo_response(queries.photos(_public(number), public=True), photo_id)


@resident
@require_http_methods(["GET", "HEAD", "POST"])
def my_grid(request: Request) -> HttpResponse:
    """Choose where one lives; this browser remembers it, and nobody else does."""
    asked = request.POST
    if "forget" in asked:
        response = redirect("front:home")
        response.delete_cookie("place", samesite="Lax")
        return response
    choosing = request.method == "POST" and not {"find", "browse"} & asked.keys()
    form = forms.Where(asked) if choosing else forms.Where(initial=asked.dict())
    if choosing and form.is_valid() and form.found is not None:
        response = redirect("front:home")
        remember(response, form.found)
        return response
    words = {"place": asked.get("place", ""), "address": asked.get("address", "")}
    context = {"form": form, "words": words, "remembered": remembered(request)}
    context |= ground(request, getattr(form, "candidates", []), words)
    status = 422 if choosing else 200
    return page(request, "matters/residents/my_grid.html", "", context, status=status)


def _public(number: str) -> Matter:
    matter = queries.public_matter(number)
    if matter is None:
        raise Http404
    return matter


def _filters(request: Request) -> tuple[forms.PublicFilter, dict[str, Any], Place | None]:
    form = forms.PublicFilter(request.GET)
    form.is_valid()
    given = form.cleaned_data
    place = places.find(given["place"]) if given.get("place") else None
    days = int(given.get("days") or 0)
    filters = {
        "path": place.path if place else "",
        "category": given.get("category"),
        "phase": given.get("phase"),
        "since": timezone.now() - timedelta(days=days) if days else None,
    }
    return form, filters, place


def _below(place: Place | None) -> list[Place]:
    """The places that the filter can go down to next."""
    if place is None:
        return list(places.standing().filter(level=Level.DISTRICT).order_by("id"))
    if place.level >= Level.GRID:
        return []
    return list(places.standing().filter(parent=place).order_by("id"))


def _outline(place: Place | None) -> str:
    shown = place or city()
    return reverse("places:boundary", args=[shown.pk]) if shown else ""


def _export(kind: str, rows: queries.Rows) -> HttpResponse:
    heads = [_("Number"), _("What"), _("Kind"), _("Place"), _("State"), _("Outcome")]
    heads += [_("Raised"), _("Promised by"), _("Ended")]
    lines = (
        [
            row["number"],
            row["public_title"],
            row["category__name"],
            row["place"].name,
            row["state_said"],
            row["outcome_said"],
            row["raised_at"],
            row["due_at"],
            row["closed_at"],
        ]
        for row in map(queries.shown, rows)
    )
    return table_response(kind, "public-matters", heads, lines)
