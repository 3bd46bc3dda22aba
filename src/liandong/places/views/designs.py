"""Pages of proposals for grids: for the community and the levels above it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.export import table_response
from liandong.kernel.house import sayings
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.places import actions, forms, queries, rules
from liandong.places.lifecycle import Design
from liandong.places.models import GridDesign, Level, Place, PlaceKind

ROWS_A_PAGE = 50
MAPS = {
    "present": queries.present_geojson,
    "proposed": queries.proposed_geojson,
    "moving": queries.moving_geojson,
}


@require_safe
def communities(request: Request) -> HttpResponse:
    """The communities that an actor may have divided, each with its newest proposal."""
    found = queries.communities_to_divide(request.actor)
    rows = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "places/designs/communities.html", "rows", {"page": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def divide(request: Request, place_id: int) -> HttpResponse:
    """A community's grids as they are, the form to ask for a proposal, and all proposals."""
    place = _seen(request.actor, place_id)
    form = forms.AskDesign(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = perform(request, form, actions.ask_design, place_id=place_id, wishes=form.wishes)
        return redirect(asked or "places:designs", *([] if asked else [place_id]))
    if request.method != "POST" and (like := _earlier(request, place)):
        form = forms.AskDesign.like(like)
    status = 422 if request.method == "POST" else 200
    context = _ground(request.actor, place) | {"form": form}
    return page(request, "places/designs/divide.html", "", context, status=status)


@require_POST
def enter_buildings(request: Request, place_id: int) -> HttpResponse:
    """A table of buildings comes in; what is wrong with it is said line by line."""
    place = _seen(request.actor, place_id)
    form = forms.EnterBuildings(request.POST, request.FILES, community=place)
    if form.is_valid():
        perform(request, form, actions.enter_buildings, place_id=place_id, rows=form.rows)
        return redirect("places:designs", place_id)
    context = _ground(request.actor, place) | {"form": forms.AskDesign(), "table": form}
    return page(request, "places/designs/divide.html", "", context, status=422)


def _ground(actor: Actor, place: Place) -> dict[str, Any]:
    """What is known of the ground of a community, and whether one may ask for a proposal."""
    now = queries.survey(place)
    waiting = queries.has_design(place, Design.ASKED)
    return {
        "place": place,
        "survey": now,
        "table": forms.EnterBuildings(community=place),
        "may_enter": rules.may_found(actor, PlaceKind.BUILDING, place),
        "grids": [(grid, now.by_grid[grid.pk]) for grid in now.grids],
        "designs": queries.designs_of(place)[:ROWS_A_PAGE],
        "may_ask": rules.may_ask_design(actor, place, waiting=waiting, households=now.households),
    }


def _earlier(request: Request, place: Place) -> GridDesign | None:
    """The proposal whose wishes are to be changed, when one was named."""
    number = request.GET.get("like", "")
    found = queries.design(int(number)) if number.isdecimal() else None
    return found if found and found.place_id == place.pk else None


@require_safe
def design(request: Request, design_id: int) -> HttpResponse:
    return _show(request, _design(request.actor, design_id))


def _show(
    request: Request, shown: GridDesign, bound: KeyedForm | None = None, status: int = 200
) -> HttpResponse:
    paper, today = queries.paper(shown), day_of(timezone.now())
    waits = queries.has_design(shown.place, Design.ACCEPTED)
    context = _facts(paper) | {
        "may_accept": rules.may_accept_design(
            request.actor, shown, changed=paper.changed, waits=waits
        ),
        "may_refuse": rules.may_refuse_design(request.actor, shown),
        "may_stop": rules.may_stop_design(request.actor, shown),
        "accept": _form(forms.AcceptDesign, bound, {"since": today}),
        "refuse": _form(forms.RefuseDesign, bound),
        "stop": forms.StopDesign(),
        "sayings": _sayings(paper, today),
    }
    return page(request, "places/designs/design.html", "progress", context, status=status)


def _form(
    kind: type[KeyedForm], bound: KeyedForm | None, initial: dict[str, Any] | None = None
) -> KeyedForm:
    return bound if isinstance(bound, kind) else kind(initial=initial)


def _facts(paper: queries.Paper) -> dict[str, Any]:
    """The proposal with its figures, as page and paper show it."""
    return {
        "design": paper.design,
        "place": paper.design.place,
        "paper": paper,
        "plan": paper.design.figures.get("plan"),
        "today": paper.design.figures.get("today"),
        "last_tone": len(paper.grids) % queries.TONES + 1,
    }


def _sayings(paper: queries.Paper, today: date) -> list[str]:
    """What higher rooms have to say of buildings that move and grids that end."""
    moving = [move.building_id for move in paper.moves]
    ending = [ending.grid_id for ending in paper.endings]
    said = [say(moving, ending, today) for say in sayings("says_of_new_grids")]
    return [sentence for sentence in said if sentence]


@require_POST
def accept(request: Request, design_id: int) -> HttpResponse:
    return _decide(request, design_id, forms.AcceptDesign(request.POST), actions.accept_design)


@require_POST
def refuse(request: Request, design_id: int) -> HttpResponse:
    return _decide(request, design_id, forms.RefuseDesign(request.POST), actions.refuse_design)


@require_POST
def stop(request: Request, design_id: int) -> HttpResponse:
    return _decide(request, design_id, forms.StopDesign(request.POST), actions.stop_design)


def _decide(
    request: Request, design_id: int, form: KeyedForm, action: Callable[..., GridDesign]
) -> HttpResponse:
    shown = _design(request.actor, design_id)
    if not form.is_valid():
        return _show(request, shown, form, status=422)
    perform(request, form, action, design_id=design_id, **form.words)
    return redirect(shown)


@require_safe
def paper(request: Request, design_id: int) -> HttpResponse:
    """The change list on A4."""
    facts = _facts(queries.paper(_design(request.actor, design_id)))
    return page(request, "places/designs/paper.html", "", facts)


@require_safe
def export(request: Request, design_id: int, form: str) -> HttpResponse:
    if form not in {"csv", "xlsx"}:
        raise Http404
    shown = _design(request.actor, design_id)
    heads = [
        _("Building"),
        _("Households"),
        _("From grid"),
        _("To grid"),
        _("Households of that grid before"),
        _("Households of that grid after"),
    ]
    rows = _rows(queries.paper(shown))
    return table_response(form, f"grids-{design_id}", heads, rows)


def _rows(paper: queries.Paper) -> Iterator[list[object]]:
    after = {grid.pk: grid for grid in paper.grids}
    for move in paper.moves:
        grid = after[move.after_id]
        yield [
            move.building.name,
            move.households,
            move.before.name if move.before else "",
            grid.name,
            grid.before,
            grid.households,
        ]


@require_safe
def shape(request: Request, design_id: int, which: str) -> HttpResponse:
    if which not in MAPS:
        raise Http404
    areas = MAPS[which](_design(request.actor, design_id))
    return JsonResponse(areas, content_type="application/geo+json")


def _design(actor: Actor, design_id: int) -> GridDesign:
    found = queries.design(design_id)
    if found is None:
        raise Http404(_("There is no such proposal."))
    ensure(rules.may_see_designs(actor, found.place))
    return found


def _seen(actor: Actor, place_id: int) -> Place:
    place = queries.find(place_id)
    if place is None or place.level != Level.COMMUNITY:
        raise Http404(_("There is no such community."))
    ensure(rules.may_see_designs(actor, place))
    return place
