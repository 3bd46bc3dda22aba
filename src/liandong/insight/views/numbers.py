"""The article in numbers: what it says, what the record counts, and the very rows behind it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.insight import forms, rules
from liandong.insight.queries import numbers as queries
from liandong.kernel.export import table_response
from liandong.kernel.figures import Asked, Counted, Figure
from liandong.kernel.house import figures
from liandong.kernel.money import shown, yuan
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure
from liandong.places import queries as places
from liandong.places.models import Place

ROWS_A_PAGE = 50
EXPORTED = 10_000


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the address asks for: the form, and the place and days when they can be read."""

    form: forms.OfYear
    place: Place
    asked: Asked | None

    @property
    def context(self) -> dict[str, Any]:
        return {"form": self.form, "place": self.place, "asked": self.asked}


@login_not_required
@require_safe
def numbers(request: Request) -> HttpResponse:
    """Each figure of the article beside what is counted here."""
    chosen = _chosen(request)
    context = {"face": _face(request), **chosen.context}
    if chosen.asked is None:
        return page(request, "insight/numbers.html", "rows", context, status=422)
    found = queries.counted(chosen.asked)
    if (kind := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return _export(kind, chosen.asked, found)
    may = rules.may_see_rows(request.actor, chosen.place, public=False)
    context |= {"counted": found, "awaited": queries.awaited(), "sees_all": bool(may)}
    return page(request, "insight/numbers.html", "rows", context)


@login_not_required
@require_safe
def paper_of_numbers(request: Request) -> HttpResponse:
    """The same on A4."""
    chosen = _chosen(request)
    if chosen.asked is None:
        raise Http404
    found = {"counted": queries.counted(chosen.asked), "awaited": queries.awaited()}
    context = {**chosen.context, **found, "query": request.GET.urlencode()}
    return page(request, "insight/numbers_paper.html", "", context)


@login_not_required
@require_safe
def rows_of(request: Request, name: str) -> HttpResponse:
    """The rows behind a figure: the ones that were counted, no more and no fewer."""
    chosen, figure = _chosen(request), figures().get(name)
    kind = request.GET.get("kind", "")
    if figure is None or chosen.asked is None or not _is_kind(figure, kind):
        raise Http404
    ensure(rules.may_see_rows(request.actor, chosen.place, public=figure.public))
    found = figure.found(chosen.asked, kind)
    if (ending := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return _export_rows(ending, figure, list(found[:EXPORTED]))
    shown_page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "face": _face(request),
        **chosen.context,
        "figure": figure,
        "counted": figure.count(chosen.asked),
        "kind": kind,
        "page": shown_page,
        "rows": [figure.shows(one) for one in shown_page],
    }
    return page(request, "insight/numbers_rows.html", "rows", context)


def _chosen(request: Request) -> _Chosen:
    """The city where no place is asked for; what cannot be read is said in the form."""
    today = timezone.localdate()
    asked_place = request.GET.get("place", "")
    place = places.find(int(asked_place)) if asked_place.isdecimal() else None
    place = place or queries.highest()
    if place is None:
        raise Http404
    years, around = queries.years(today), queries.around(place)
    form = forms.OfYear(request.GET, years=years, around=around)
    if not form.is_valid():
        return _Chosen(form, place, None)
    return _Chosen(form, place, queries.asked_for(form.cleaned_data["year"], place, today))


def _is_kind(figure: Figure, kind: str) -> bool:
    return not kind or kind in {str(key) for key in figure.kinds}


def _face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def _export(kind: str, asked: Asked, found: list[Counted]) -> HttpResponse:
    heads = [
        _("Figure"),
        _("Kind"),
        _("The article says"),
        _("Counted here"),
        _("How it is counted"),
    ]
    rows: list[list[object]] = []
    for one in found:
        figure, value = one.figure, one.many if one.cents is None else yuan(one.cents)
        said = [figure.article, value, str(figure.counted)]
        rows.append([str(figure.label), "", *said])
        rows += [[str(figure.label), str(label), "", many, ""] for _key, label, many in one.kinds]
    return table_response(kind, f"numbers-{asked.since}-{asked.until}", heads, rows)


def _export_rows(kind: str, figure: Figure, found: list[Any]) -> HttpResponse:
    heads = [_("What"), _("Place"), _("Day"), _("Yuan")]
    rows = []
    for row in map(figure.shows, found):
        money = "" if row.cents is None else shown(row.cents)
        rows.append([row.name, row.place.name if row.place else "", row.day or "", money])
    return table_response(kind, figure.name, heads, rows)
