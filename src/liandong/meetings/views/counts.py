"""How many meetings each level held and what they decided, with the rows behind each number."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page
from liandong.meetings import forms, queries

ROWS_A_PAGE = 30


def _period(request: Request) -> forms.Period:
    """What was asked for; without anything this year."""
    return forms.Period(request.GET or forms.this_year(timezone.localdate()))


@require_safe
def counts(request: Request) -> HttpResponse:
    form = _period(request)
    valid = form.is_valid()
    now = timezone.now()
    rows = queries.counts(request.actor, form.period, now) if valid else []
    context = {
        "form": form,
        "rows": rows,
        "solved": queries.solved(request.actor, form.period) if valid else [],
        "period": form.period if valid else None,
    }
    return page(request, "meetings/counts.html", "rows", context, status=200 if valid else 422)


@require_safe
def export(request: Request) -> HttpResponse:
    """The same table as an Excel file."""
    form = _period(request)
    if not form.is_valid():
        context: dict[str, Any] = {"form": form, "rows": [], "period": None}
        return page(request, "meetings/counts.html", "rows", context, status=422)
    rows = queries.counts(request.actor, form.period, timezone.now())
    since, until = form.period.since, form.period.until
    return table_response("xlsx", f"joint-meetings-{since}-{until}", _heads(rows[0]), _table(rows))


def _heads(row: queries.Row) -> list[str]:
    kinds = [str(kind.label) for kind, _many in row.kinds]
    heads = [_("Level"), _("Held"), _("Not held in time"), _("Items decided"), *kinds]
    heads += [_("Hard problems settled"), _("Checked: done"), _("Checked: not done")]
    return [*heads, _("There"), _("Invited")]


def _table(rows: list[queries.Row]) -> list[list[object]]:
    return [
        [
            str(row.level.label),
            row.held,
            row.missed,
            row.items,
            *(many for _kind, many in row.kinds),
            row.hard,
            row.done,
            row.not_done,
            row.there,
            row.entitled,
        ]
        for row in rows
    ]


@require_safe
def meetings(request: Request) -> HttpResponse:
    """The meetings behind a number."""
    form = _find(request)
    valid = form.is_valid()
    rows: Any = ()
    if valid:
        now = timezone.now()
        rows = queries.meetings_found(request.actor, form.period, form.search, now)
    shown = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": shown, "now": timezone.now()}
    return page(request, "meetings/found.html", "rows", context, status=200 if valid else 422)


@require_safe
def resolutions(request: Request) -> HttpResponse:
    """The decisions behind a number."""
    form = _find(request)
    valid = form.is_valid()
    found: Any = ()
    if valid:
        found = queries.resolutions_found(request.actor, form.period, form.search)
    shown = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": shown, "now": timezone.now()}
    return page(request, "meetings/resolutions.html", "rows", context, status=200 if valid else 422)


def _find(request: Request) -> forms.Find:
    asked = forms.this_year(timezone.localdate()) | request.GET.dict()
    return forms.Find(asked)
