"""Delegated powers: the list, its counts, one power with what can be done, and a new proposal."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.mandates import actions, forms, queries, rules
from liandong.mandates.forms import OpenedPower
from liandong.mandates.lifecycle import PowerKind
from liandong.mandates.views.door import face
from liandong.mandates.views.power_deeds import POWER_DEEDS
from liandong.people.queries import story

ROWS_A_PAGE = 50


@login_not_required
@require_safe
def powers(request: Request) -> HttpResponse:
    form = forms.FindPowers(request.GET)
    status = 200 if form.is_valid() else 422
    found = queries.powers(form.search)
    context = {
        "face": face(request),
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "lists": queries.power_lists(),
        "may_propose": bool(rules.may_propose_power_somewhere(request.actor)),
        "may_load": bool(rules.may_edit_somewhere(request.actor)),
    }
    return page(request, "mandates/powers/list.html", "rows", context, status=status)


@login_not_required
@require_safe
def power_counts(request: Request) -> HttpResponse:
    context = {
        "face": face(request),
        "counts": queries.power_counts(),
        "kinds": PowerKind,
        "lists": queries.power_lists(),
    }
    return page(request, "mandates/powers/counts.html", "", context)


@login_not_required
@require_safe
def export_powers(request: Request, form: str) -> HttpResponse:
    """The powers as searched, in the columns that loading reads again."""
    find = forms.FindPowers(request.GET)
    if form not in {"csv", "xlsx"} or not find.is_valid():
        raise Http404
    heads = list(queries.POWERS.columns.values())
    rows = queries.power_rows(queries.powers(find.search))
    return table_response(form, _("Delegated powers"), heads, rows)


@login_not_required
@require_safe
def power(request: Request, power_id: int) -> HttpResponse:
    opened = _opened_or_404(request, power_id)
    context = {
        "face": face(request),
        "power": opened.power,
        "offers": offers(POWER_DEEDS.values(), opened) if request.actor.signed else [],
        "here": reverse("mandates:power", args=[power_id]),
        "uses": queries.uses_by_month(opened.power),
        "trainings": opened.power.trainings.order_by("-on", "-id"),
        "story": story(opened.power),
        "now": opened.now,
    }
    return page(request, "mandates/powers/power.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose_power(request: Request) -> HttpResponse:
    """Propose to delegate a power."""
    ensure(rules.may_propose_power_somewhere(request.actor))
    form = forms.Propose(request.POST or None, actor=request.actor)
    if not form.is_valid():
        return _ask(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.propose_power, **form.words)
    except Refused as refused:
        return _ask(request, form, reason=refused.reason, status=403)
    return redirect(made) if made else redirect("mandates:powers")


def _ask(request: Request, form: forms.Propose, *, reason: str = "", status: int) -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "mandates/powers/propose.html", "form", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def do_power(request: Request, power_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, POWER_DEEDS[verb], _opened_or_404(request, power_id))


def _opened_or_404(request: Request, power_id: int) -> OpenedPower:
    found = queries.find_power(power_id)
    if found is None:
        raise Http404
    return OpenedPower(found, request.actor, timezone.now())


def _around(opened: OpenedPower) -> dict[str, Any]:
    back = reverse("mandates:power", args=[opened.power.pk])
    return {"back": back, "power": opened.power}


def _end(
    _request: Request, opened: OpenedPower, _deed: Deed[OpenedPower], _done: Any
) -> HttpResponse:
    return redirect(opened.power)


DESK = Desk("mandates/powers/do.html", _around, _end)
