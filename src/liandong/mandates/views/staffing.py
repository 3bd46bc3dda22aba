"""Posts that moved down, and the party-affairs offices of subdistricts and towns."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.export import table_response
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure
from liandong.mandates import actions, forms, queries, rules
from liandong.mandates.views.door import face
from liandong.places.models import Place

ROWS_A_PAGE = 50


@login_not_required
@require_safe
def moves(request: Request) -> HttpResponse:
    form = forms.FindMoves(request.GET)
    status = 200 if form.is_valid() else 422
    found = queries.moves(form.search)
    context = {
        "face": face(request),
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "counts": queries.move_counts(),
        "may_keep": bool(rules.may_keep_staffing(request.actor)),
        "may_load": bool(rules.may_edit_somewhere(request.actor)),
    }
    return page(request, "mandates/staffing/moves.html", "rows", context, status=status)


@login_not_required
@require_safe
def export_moves(request: Request) -> HttpResponse:
    form = forms.FindMoves(request.GET)
    if not form.is_valid():
        raise Http404
    rows = queries.move_rows(queries.moves(form.search).filter(struck_at__isnull=True))
    heads = list(queries.MOVES.columns.values())
    return table_response("xlsx", _("Posts that moved down"), heads, rows)


@login_not_required
@require_safe
def offices(request: Request) -> HttpResponse:
    form = forms.FindOffices(request.GET)
    status = 200 if form.is_valid() else 422
    found = queries.party_offices(form.cleaned_data.get("district"))
    part = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "face": face(request),
        "form": form,
        "page": part,
        "own": {place.pk for place in part if rules.may_staff_office(request.actor, place)},
        "counts": queries.office_counts(),
        "may_load": bool(rules.may_edit_somewhere(request.actor)),
        "may_keep": bool(rules.may_keep_staffing(request.actor)),
    }
    return page(request, "mandates/staffing/offices.html", "rows", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def move_staff(request: Request) -> HttpResponse:
    ensure(rules.may_keep_staffing(request.actor))
    form = forms.EnterMove(request.POST or None, actor=request.actor)
    words = form.words if form.is_valid() else {}
    title = gettext_lazy("Enter posts that moved down")
    return _ask(request, form, title, "mandates:moves", actions.move_staff, words)


@require_http_methods(["GET", "HEAD", "POST"])
def strike_move(request: Request, move_id: int) -> HttpResponse:
    move = queries.find_move(move_id)
    if move is None:
        raise Http404
    form = forms.StrikeReason(request.POST or None)
    words = {**form.words, "move_id": move_id} if form.is_valid() else {}
    may = rules.may_strike_move(request.actor, move)
    title = gettext_lazy("Strike this row")
    return _ask(request, form, title, "mandates:moves", actions.strike_move, words, may)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_office(request: Request, place_id: int) -> HttpResponse:
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise Http404
    form = forms.StaffOffice(request.POST or None)
    words = {**form.words, "place_id": place_id} if form.is_valid() else {}
    may = rules.may_staff_office(request.actor, place)
    title = gettext_lazy("Who works in the party-affairs office")
    return _ask(request, form, title, "mandates:offices", actions.staff_office, words, may)


@require_http_methods(["GET", "HEAD", "POST"])
def close_office(request: Request, office_id: int) -> HttpResponse:
    office = queries.find_office(office_id)
    if office is None:
        raise Http404
    form = forms.StrikeReason(request.POST or None)
    words = {**form.words, "office_id": office_id} if form.is_valid() else {}
    may = rules.may_close_office(request.actor, office)
    title = gettext_lazy("Close the party-affairs office")
    return _ask(request, form, title, "mandates:offices", actions.close_office, words, may)


def _ask(
    request: Request,
    form: KeyedForm,
    title: Promise,
    back: str,
    action: Callable[..., Any],
    words: dict[str, Any],
    may: Verdict | None = None,
) -> HttpResponse:
    """Show a form, or carry it out; what is refused says why and loses nothing."""
    context: dict[str, Any] = {"form": form, "title": title, "back": back}
    if may is not None and not may:
        context |= {"form": None, "reason": may.reason}
        return page(request, "mandates/staffing/ask.html", "form", context, status=403)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "mandates/staffing/ask.html", "form", context, status=status)
    try:
        perform(request, form, action, **words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "mandates/staffing/ask.html", "form", context, status=403)
    return redirect(back)
