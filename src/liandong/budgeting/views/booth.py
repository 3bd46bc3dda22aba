"""Voting with a code, on a phone: the projects, the marks, and a code to check the vote by."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.budgeting import actions, forms, queries, rules
from liandong.budgeting.models import Voter
from liandong.budgeting.views.door import too_often
from liandong.kernel.doors import in_private
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, refuse


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the slip to the vote."""
    form = forms.Code(request.POST or None)
    if request.method == "POST" and too_often(request, "budget-code"):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("budgeting:booth", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "budgeting/voter/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: Request, code: str) -> HttpResponse:
    """The vote behind a code. Afterwards the same page is the receipt, shown once."""
    voter = queries.voter_with(code)
    if voter is None:
        if too_often(request, "budget-code"):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = forms.Cast(request.POST or None, vote=voter.vote)
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
        return redirect("budgeting:booth", code)
    context = {"vote": receipt.vote, "tracking": receipt.tracking}
    return page(request, "budgeting/voter/receipt.html", "", context)


def _show(
    request: Request, voter: Voter, code: str, form: forms.Cast, *, status: int, reason: str = ""
) -> HttpResponse:
    may = rules.may_cast(voter.vote, voter, timezone.now(), voted=hasattr(voter, "mark"))
    context = {
        "vote": voter.vote,
        "code": code,
        "form": form,
        "verdict": refuse(reason) if reason else may,
        "now": timezone.now(),
    }
    return page(request, "budgeting/voter/booth.html", "", context, status=status)
