"""Supporting with a code, on a phone; and taking that back with the same code."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import petitions as forms
from liandong.deliberation.models import Signer
from liandong.deliberation.views.door import too_often
from liandong.deliberation.views.petitions.public import essentials
from liandong.kernel.actor import RESIDENT
from liandong.kernel.doors import in_private
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, refuse

TRIES = ("petition-code", "petition.tries")


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the slip to the petition."""
    form = forms.SupportCode(request.POST or None)
    if request.method == "POST" and too_often(request, *TRIES):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("deliberation:support", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "deliberation/petitions/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: Request, code: str) -> HttpResponse:
    """The petition behind a code, and one press to support it."""
    return _pressed(request, code, actions.support_petition)


@in_private
@require_http_methods(["POST"])
def take_back(request: Request, code: str) -> HttpResponse:
    return _pressed(request, code, actions.take_back_support)


def _pressed(request: Request, code: str, action: Callable[..., Any]) -> HttpResponse:
    signer = queries.signer_with(code)
    if signer is None:
        if too_often(request, *TRIES):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = KeyedForm(request.POST or None)
    if not form.is_valid():
        return _show(request, signer, code)
    try:
        perform(request, form, action, signer_id=signer.pk)
    except Refused as refused:
        return _show(request, signer, code, status=403, reason=refused.reason)
    return redirect("deliberation:support", code)


def _show(
    request: Request, signer: Signer, code: str, *, status: int = 200, reason: str = ""
) -> HttpResponse:
    petition, supports = signer.petition, hasattr(signer, "support")
    may = rules.may_support(petition, timezone.now(), already=False)
    context = {
        **essentials(petition),
        "signer": signer,
        "code": code,
        "form": KeyedForm(),
        "verdict": refuse(reason) if reason else may,
        "supports": supports,
        "may_take_back": rules.may_take_back(RESIDENT, petition, supports=supports),
    }
    return page(request, "deliberation/petitions/support.html", "", context, status=status)
