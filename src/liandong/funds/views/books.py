"""The books: for the community and the levels above it, each movement and what can be done now."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.funds import actions, forms, queries, rules
from liandong.funds.forms import Opened
from liandong.funds.lifecycle import SAID
from liandong.funds.models import Commitment
from liandong.funds.views.deeds import (
    COMMITMENT_DEEDS,
    FUND_DEEDS,
    POSTING_DEEDS,
    base_of,
)
from liandong.kernel.dates import day_of
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure

ROWS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def open_fund(request: Request) -> HttpResponse:
    """Open a community's fund of a year."""
    ensure(rules.may_open_somewhere(request.actor))
    this_year = day_of(timezone.now()).year
    asked = request.POST.get("year", "")
    year = int(asked) if asked.isdecimal() else this_year
    form = forms.OpenFund(request.POST or None, actor=request.actor, this_year=this_year, year=year)
    if not form.is_valid():
        return _open(request, form, status=422 if request.method == "POST" else 200)
    fund = perform(request, form, actions.open_fund, **form.words)
    place_id, year = form.words["place_id"], form.words["year"]
    return redirect("funds:books", place_id, fund.year if fund else year)


def _open(request: Request, form: forms.OpenFund, status: int = 200) -> HttpResponse:
    return page(request, "funds/staff/open.html", "form", {"form": form}, status=status)


@require_safe
def books(request: Request, place_id: int, year: int) -> HttpResponse:
    opened = _fund(request, place_id, year)
    state = request.GET.get("state", "")
    read = queries.statement(opened.fund)
    context = {
        "fund": opened.fund,
        "read": read,
        "offers": offers(FUND_DEEDS.values(), opened),
        "overdue": queries.overdue_receipts(opened.fund, opened.now),
        "state": state,
        "commitments": Paginator(queries.commitments(opened.fund, state), ROWS_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "now": opened.now,
    }
    return page(request, "funds/staff/books.html", "commitments", context)


@require_safe
def journal(request: Request, place_id: int, year: int) -> HttpResponse:
    """Every posting; nothing is ever taken out of it."""
    opened = _fund(request, place_id, year)
    postings = Paginator(queries.journal(opened.fund), ROWS_A_PAGE)
    context = {"fund": opened.fund, "page": postings.get_page(request.GET.get("page"))}
    return page(request, "funds/staff/journal.html", "rows", context)


@require_safe
def commitment(request: Request, commitment_id: int) -> HttpResponse:
    opened = _commitment(request, commitment_id)
    made = opened.commitment
    assert made is not None, "it was found"
    context = {
        **_essentials(opened),
        "offers": offers(COMMITMENT_DEEDS.values(), opened),
        "postings": queries.postings_of(made),
        "declarations": queries.declarations(made),
        "timeline": [(line, SAID[line.verb]) for line in queries.timeline(made)],
    }
    return page(request, "funds/staff/commitment.html", "", context)


@require_safe
def posting(request: Request, posting_id: int) -> HttpResponse:
    """A posting has no page of its own: it stands with its commitment, or in the journal."""
    opened = _posting(request, posting_id)
    made = opened.posting.commitment if opened.posting else None
    return _back(opened, made)


@require_safe
def receipt(request: Request, receipt_id: int) -> HttpResponse:
    """The paper behind a payment, as a download that no browser runs."""
    found = queries.receipt(receipt_id)
    if found is None:
        raise Http404
    ensure(rules.may_see(request.actor, found.posting.fund))
    with found.file.open("rb") as opened:
        response = HttpResponse(opened.read(), content_type=found.mime)
    ending = "pdf" if found.mime == "application/pdf" else "jpg"
    response["Content-Disposition"] = f'attachment; filename="receipt-{found.pk}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    add_never_cache_headers(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def do_fund(request: Request, place_id: int, year: int, verb: str) -> HttpResponse:
    return DESK.do(request, FUND_DEEDS[verb], _fund(request, place_id, year))


@require_http_methods(["GET", "HEAD", "POST"])
def do_commitment(request: Request, commitment_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, COMMITMENT_DEEDS[verb], _commitment(request, commitment_id))


@require_http_methods(["GET", "HEAD", "POST"])
def do_posting(request: Request, posting_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, POSTING_DEEDS[verb], _posting(request, posting_id))


def _around(opened: Opened) -> dict[str, Any]:
    return {**_essentials(opened), "back": base_of(opened)}


def _end(_request: Request, opened: Opened, _deed: Deed[Opened], done: Any) -> HttpResponse:
    """Back to what the deed was about: the commitment, or the fund."""
    made = done if isinstance(done, Commitment) else opened.commitment
    return _back(opened, made or (opened.posting.commitment if opened.posting else None))


DESK = Desk("funds/staff/do.html", _around, _end)


def _back(opened: Opened, made: Commitment | None) -> HttpResponse:
    if made is not None:
        return redirect("funds:commitment", made.pk)
    name = "funds:journal" if opened.posting is not None else "funds:books"
    return redirect(name, opened.fund.place_id, opened.fund.year)


def _essentials(opened: Opened) -> dict[str, Any]:
    return {
        "fund": opened.fund,
        "commitment": opened.commitment,
        "posting": opened.posting,
        "facts": opened.facts,
        "now": opened.now,
    }


def _fund(request: Request, place_id: int, year: int) -> Opened:
    fund = queries.find(place_id, year)
    if fund is None:
        raise Http404
    ensure(rules.may_see(request.actor, fund))
    return Opened(fund, request.actor, timezone.now())


def _commitment(request: Request, commitment_id: int) -> Opened:
    made = queries.commitment(commitment_id)
    if made is None:
        raise Http404
    fund = made.line.fund
    ensure(rules.may_see(request.actor, fund))
    now = timezone.now()
    facts = queries.facts(made, request.actor, now)
    return Opened(fund, request.actor, now, commitment=made, facts=facts)


def _posting(request: Request, posting_id: int) -> Opened:
    found = queries.posting(posting_id)
    if found is None:
        raise Http404
    ensure(rules.may_see(request.actor, found.fund))
    return Opened(found.fund, request.actor, timezone.now(), posting=found)
