"""Disputes about who is responsible: the list, one with its deeds, and a new one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.desk import Deed, Desk, offers, table
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.mandates import actions, forms, queries, rules
from liandong.mandates.forms import OpenedDispute
from liandong.mandates.views.door import face
from liandong.people.queries import story

ROWS_A_PAGE = 30
DISPUTE_DEEDS: dict[str, Deed[OpenedDispute]] = table(
    Deed(
        "take_position",
        _("Say what a side holds"),
        "message",
        forms.TakePosition,
        lambda it: rules.may_take_position(it.actor, it.dispute, staffing=it.staffing),
        actions.take_position,
        _("The position is written down."),
    ),
    Deed(
        "rule",
        _("Rule who leads"),
        "gavel",
        forms.Rule,
        lambda it: rules.may_rule(it.actor, it.dispute, staffing=it.staffing),
        actions.rule,
        _("Ruled. The next matter of this kind is routed by it."),
    ),
    Deed(
        "lift",
        _("End it as a precedent"),
        "ban",
        forms.EndDispute,
        lambda it: rules.may_lift(it.actor, it.dispute, staffing=it.staffing),
        actions.lift,
        _("It is no precedent any more."),
    ),
    Deed(
        "take_dispute_back",
        _("Take the dispute back"),
        "refresh",
        forms.EndDispute,
        lambda it: rules.may_take_dispute_back(it.actor, it.dispute),
        actions.take_dispute_back,
        _("The dispute is taken back."),
    ),
)


@login_not_required
@require_safe
def disputes(request: Request) -> HttpResponse:
    form = forms.FindDisputes(request.GET)
    status = 200 if form.is_valid() else 422
    found = queries.disputes(form.cleaned_data.get("state", ""))
    context = {
        "face": face(request),
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_raise": bool(rules.may_raise_dispute(request.actor)),
    }
    return page(request, "mandates/disputes/list.html", "rows", context, status=status)


@login_not_required
@require_safe
def dispute(request: Request, dispute_id: int) -> HttpResponse:
    opened = _opened_or_404(request, dispute_id)
    context = {
        "face": face(request),
        "dispute": opened.dispute,
        "positions": queries.positions(opened.dispute),
        "offers": offers(DISPUTE_DEEDS.values(), opened) if request.actor.signed else [],
        "here": opened.dispute.get_absolute_url(),
        "story": story(opened.dispute),
        "now": opened.now,
    }
    return page(request, "mandates/disputes/dispute.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def raise_dispute(request: Request) -> HttpResponse:
    ensure(rules.may_raise_dispute(request.actor))
    form = forms.RaiseDispute(request.POST or None, actor=request.actor)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "mandates/disputes/raise.html", "form", context, status=status)
    made = perform(request, form, actions.raise_dispute, **form.words)
    return redirect(made) if made else redirect("mandates:disputes")


@require_http_methods(["GET", "HEAD", "POST"])
def do_dispute(request: Request, dispute_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, DISPUTE_DEEDS[verb], _opened_or_404(request, dispute_id))


def _opened_or_404(request: Request, dispute_id: int) -> OpenedDispute:
    found = queries.find_dispute(dispute_id)
    if found is None:
        raise Http404
    staffing = queries.is_staffing_office(request.actor)
    return OpenedDispute(found, request.actor, timezone.now(), staffing)


def _around(opened: OpenedDispute) -> dict[str, Any]:
    return {"back": opened.dispute.get_absolute_url(), "dispute": opened.dispute}


def _end(
    _request: Request, opened: OpenedDispute, _deed: Deed[OpenedDispute], _done: Any
) -> HttpResponse:
    return redirect(opened.dispute)


DESK = Desk("mandates/disputes/do.html", _around, _end)
