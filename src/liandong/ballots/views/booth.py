"""Voting with a one-time code, on a phone: the question, one choice, and a code to check it by."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.ballots import actions, forms, queries, rules
from liandong.ballots.models import Voter
from liandong.ballots.views.door import too_often
from liandong.kernel.doors import in_private
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, refuse


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the slip to the ballot."""
    form = forms.Code(request.POST or None)
    if request.method == "POST" and too_often(request, "ballot-code"):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("ballots:booth", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "ballots/voter/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: Request, code: str) -> HttpResponse:
    """The ballot behind a code. After the vote the same page is the receipt, shown once."""
    voter = queries.voter_with(code)
    if voter is None:
        if too_often(request, "ballot-code"):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = forms.Cast(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _cast(request, voter, code, form)
    status = 422 if request.method == "POST" else 200
    return _show(request, voter, code, form, status=status)


def _cast(request: Request, voter: Voter, code: str, form: forms.Cast) -> HttpResponse:
    try:
        receipt = perform(request, form, actions.cast, voter_id=voter.pk, **form.words)
    except Refused as refused:
        return _show(request, voter, code, form, status=403, reason=refused.reason)
    if receipt is None:
        return redirect("ballots:booth", code)
    context = {"ballot": receipt.ballot, "tracking": receipt.tracking, "voter": voter}
    return page(request, "ballots/voter/receipt.html", "", context)


def _show(
    request: Request, voter: Voter, code: str, form: forms.Cast, *, status: int, reason: str = ""
) -> HttpResponse:
    now = timezone.now()
    may = rules.may_cast(voter.ballot, voter, now, voted=hasattr(voter, "mark"))
    context = {
        "ballot": voter.ballot,
        "voter": voter,
        "holdings": voter.holdings.order_by("id"),
        "code": code,
        "form": form,
        "verdict": refuse(reason) if reason else may,
        "now": now,
    }
    return page(request, "ballots/voter/booth.html", "", context, status=status)
