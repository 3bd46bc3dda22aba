"""What everybody may read: the funds of a year, and the statement of one, as page, paper, table."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.funds import forms, queries, rules
from liandong.kernel.dates import day_of
from liandong.kernel.export import table_response
from liandong.kernel.money import yuan
from liandong.kernel.page import Request, page
from liandong.people.models import RoleKind

ROWS_A_PAGE = 50
# Whose own funds are shown first; everybody else reads all of them.
NEAR = frozenset({*rules.COMMUNITY, *rules.KEEPERS, RoleKind.DISTRICT_DISPATCHER})


@login_not_required
@require_safe
def funds(request: Request) -> HttpResponse:
    """The funds of a year; a post of a place sees those below it first."""
    this_year = day_of(timezone.now()).year
    form = forms.Find(request.GET, years=queries.years(), this_year=this_year)
    near = request.actor.role in NEAR and "all" not in request.GET
    found = queries.funds(form.chosen, request.actor.path if near else "")
    context = {
        "face": _face(request),
        "form": form,
        "year": form.chosen,
        "near": near,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_open": request.actor.role in rules.KEEPERS,
    }
    return page(request, "funds/public/list.html", "rows", context)


@login_not_required
@require_safe
def statement(request: Request, place_id: int, year: int) -> HttpResponse:
    context = _read(request, place_id, year)
    return page(request, "funds/public/statement.html", "", context)


@login_not_required
@require_safe
def paper(request: Request, place_id: int, year: int) -> HttpResponse:
    """The statement as it is posted on the board."""
    return page(request, "funds/print/statement.html", "", _read(request, place_id, year))


@login_not_required
@require_safe
def export(request: Request, place_id: int, year: int, form: str) -> HttpResponse:
    if form not in {"csv", "xlsx"}:
        raise Http404
    read = _statement(place_id, year)
    heads = [_("Part"), _("What"), _("Budget line"), _("Day"), _("Amount in yuan")]
    return table_response(form, f"fund-{place_id}-{year}", heads, _rows(read))


def _rows(read: queries.Statement) -> Iterator[list[object]]:
    fund = read.fund
    yield [_("Sum"), _("Standard of the year"), "", "", yuan(fund.standard)]
    yield [_("Sum"), _("Carried over from last year"), "", "", yuan(read.carried_in)]
    for share in read.shares:
        yield [_("Allotted"), forms.name_of(share.payer), "", "", yuan(share.came)]
        yield [_("Still owed"), forms.name_of(share.payer), "", "", yuan(share.short)]
    for line in read.lines:
        for label, cents in (
            (_("Planned"), line.planned),
            (_("Committed"), line.committed),
            (_("Paid"), line.paid),
            (_("Left"), line.free),
        ):
            yield [label, line.name, line.name, "", yuan(cents)]
    for payment in read.payments:
        made = payment.commitment
        assert made is not None, "a payment belongs to a commitment"
        yield [_("Payment"), made.purpose, made.line.name, payment.day, yuan(payment.amount)]
    yield [_("Sum"), _("Paid in all"), "", "", yuan(fund.paid)]
    yield [_("Sum"), _("Remaining balance"), "", "", yuan(fund.remaining)]


def _statement(place_id: int, year: int) -> queries.Statement:
    fund = queries.find(place_id, year)
    if fund is None:
        raise Http404
    return queries.statement(fund)


def _read(request: Request, place_id: int, year: int) -> dict[str, Any]:
    read = _statement(place_id, year)
    return {
        "face": _face(request),
        "read": read,
        "fund": read.fund,
        "years": queries.years_of(read.fund.place),
        "may_see": rules.may_see(request.actor, read.fund),
        "now": timezone.now(),
    }


def _face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"
