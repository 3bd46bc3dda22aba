"""The boards: one page a place, its export, and a large screen."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from liandong.insight import forms, queries, rules
from liandong.insight.queries import Board, Share, Tally
from liandong.kernel.dates import day_of
from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure
from liandong.matters.lifecycle import Obstacle
from liandong.places import queries as places
from liandong.places.models import Place

# Each rate: its name, how the tally gives it, the figures behind part and whole, what n counts.
RATES: list[tuple[Promise, str, str, str, Promise]] = [
    (gettext_lazy("On time"), "on_time", "kept", "due", gettext_lazy("promises that fell due")),
    (gettext_lazy("Solved"), "solved", "solved", "judged", gettext_lazy("judged by residents")),
    (
        gettext_lazy("Satisfied"),
        "satisfied",
        "satisfied",
        "rated",
        gettext_lazy("who said how satisfied they are"),
    ),
    (
        gettext_lazy("Settled in the grid"),
        "in_grid",
        "grid",
        "ended",
        gettext_lazy("ended with an answer"),
    ),
    (
        gettext_lazy("Settled in the grid or the community"),
        "in_community",
        "community",
        "ended",
        gettext_lazy("ended with an answer"),
    ),
    (
        gettext_lazy("Dispatched right"),
        "well_dispatched",
        "returned",
        "dispatched",
        gettext_lazy("dispatched"),
    ),
    (
        gettext_lazy("Done again"),
        "reworked",
        "reworked",
        "ended",
        gettext_lazy("ended with an answer"),
    ),
]


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate as a tile shows it."""

    label: Promise
    share: Share
    past: Share
    unit: Promise
    part_url: str
    whole_url: str


@require_safe
def own(request: Request) -> HttpResponse:
    """The board of the acting post's own place."""
    if request.actor.place_id is None:
        raise Http404
    return redirect("insight:place", request.actor.place_id)


@require_safe
def board(request: Request, place_id: int) -> HttpResponse:
    place, form = _place(request, place_id), forms.Choose(request.GET)
    if not form.is_valid():
        context = {"form": form, "place": place}
        return page(request, "insight/board.html", "", context, status=422)
    now = timezone.now()
    found = queries.board(place, form.stretch(day_of(now)), now)
    if (kind := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return _export(found, kind)
    context = {**_context(request, found), "form": form, "rows": _rows(found, form)}
    context["series"] = queries.series(place, found.stretch, now)
    context["above"] = [
        one for one in places.ancestors(place) if rules.may_see_board(request.actor, one)
    ]
    return page(request, "insight/board.html", "", context)


@require_safe
def screen(request: Request, place_id: int) -> HttpResponse:
    """The same figures large, for a wall: nothing to press, nobody's name."""
    place, form, now = _place(request, place_id), forms.Choose(request.GET), timezone.now()
    if not form.is_valid():
        raise Http404
    found = queries.board(place, form.stretch(day_of(now)), now)
    context = _context(request, found)
    context["series"] = queries.series(place, found.stretch, now)
    return page(request, "insight/screen.html", "", context)


def _place(request: Request, place_id: int) -> Place:
    place = places.find(place_id)
    if place is None:
        raise Http404
    ensure(rules.may_see_board(request.actor, place))
    return place


def _counts(found: Board, behind: "_Behind") -> list[tuple[Any, ...]]:
    now, past = found.now, found.past
    return [
        (_("Raised in the period"), now["intake"], past["intake"], behind.url("intake")),
        (_("Open now"), now["open"], None, behind.url("open")),
        (_("Overdue now"), now["overdue"], None, behind.url("overdue")),
    ]


def _context(request: Request, found: Board) -> dict[str, Any]:
    behind = _Behind(request, found)
    return {
        "place": found.place,
        "board": found,
        "stretch": found.stretch,
        "period": found.stretch.period,
        "past_period": found.stretch.before,
        "counts": _counts(found, behind),
        "rates": [_rate(found, behind, *row) for row in RATES],
        "climbs": _climbs(found.now),
        "climbed": found.now["climbed"],
        "climbed_url": behind.url("climbed"),
        "least": found.now.least,
        "links": behind.allowed,
        "earlier": f"{found.stretch.shifted(-1).first:%Y-%m-%d}",
        "later": f"{found.stretch.shifted(1).first:%Y-%m-%d}"
        if found.stretch.last < found.stretch.today
        else "",
    }


class _Behind:
    """Addresses of the rows behind figures, for those who may open them."""

    def __init__(self, request: Request, found: Board) -> None:
        self.found = found
        self.allowed = request.actor.over(found.place.path)

    def url(self, figure: str, place: Place | None = None) -> str:
        if not self.allowed:
            return ""
        period = self.found.stretch.period
        asked = {
            "figure": figure,
            "place": (place or self.found.place).pk,
            "since": f"{period.since:%Y-%m-%d}",
            "until": f"{period.until:%Y-%m-%d}",
        }
        return f"{reverse('matters:list')}?{urlencode(asked)}"


def _rate(found: Board, behind: _Behind, *row: Any) -> Rate:
    label, name, part, whole, unit = row
    share, past = getattr(found.now, name), getattr(found.past, name)
    return Rate(label, share, past, unit, behind.url(part), behind.url(whole))


def _climbs(tally: Tally) -> list[tuple[Any, int]]:
    kinds = [(kind.label, tally[f"climb_{kind.value}"]) for kind in Obstacle]
    return [*kinds, (_("Taken up by the resident"), tally["climb_resident"])]


def _rows(found: Board, form: forms.Choose) -> list[dict[str, Any]]:
    """The places below, as they stand in the tree or by a count; never by a rate."""
    rows: list[dict[str, Any]] = [
        {
            "place": place,
            "tally": tally,
            "shares": [getattr(tally, name) for name in COLUMNS],
        }
        for place, tally in found.children
    ]
    if by := form.cleaned_data.get("sort"):
        rows.sort(key=lambda row: -row["tally"][by])
    return rows


COLUMNS = ("on_time", "solved", "satisfied", "in_grid", "in_community", "well_dispatched")


def _export(found: Board, kind: str) -> HttpResponse:
    """The place and the places in it: every part with its whole, so that rates can be redone."""
    heads = [
        _("Place"),
        _("From day"),
        _("Until day"),
        _("Raised in the period"),
        _("Open now"),
        _("Overdue now"),
    ]
    for label, *_rest in RATES:
        heads += [str(label), _("%(figure)s: of") % {"figure": label}]
    period = found.stretch.period
    rows = [
        [place.name, f"{period.since:%Y-%m-%d}", f"{period.until:%Y-%m-%d}", *_numbers(tally)]
        for place, tally in [(found.place, found.now), *found.children]
    ]
    return table_response(kind, f"{_('board')}-{found.stretch.label}", heads, rows)


def _numbers(tally: Tally) -> list[int]:
    shares = [getattr(tally, name) for _label, name, *_rest in RATES]
    counts = [tally["intake"], tally["open"], tally["overdue"]]
    return counts + [number for share in shares for number in (share.part, share.whole)]
