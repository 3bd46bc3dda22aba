"""What everybody may read and do: the votes, one vote, a proposal, the published votes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.budgeting import actions, forms, queries, rules
from liandong.budgeting.lifecycle import SAID
from liandong.budgeting.models import BudgetVote
from liandong.budgeting.views.door import face, found_or_404, too_often
from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused

ROWS_A_PAGE = 30


@login_not_required
@require_safe
def votes(request: Request) -> HttpResponse:
    """The votes on budgets; a post sees those of its own places first."""
    near = request.actor.signed and "all" not in request.GET
    found = queries.visible_to(request.actor) if near else queries.public()
    context = {
        "face": face(request),
        "near": near,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_open": bool(rules.may_open_somewhere(request.actor)),
    }
    return page(request, "budgeting/public/list.html", "rows", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: Request, vote_id: int) -> HttpResponse:
    """One vote: what it is about, its rule, its projects, and the result with every reason."""
    found = found_or_404(vote_id)
    track = forms.Track(request.POST or None)
    context = {**shown(request, found), "track": track, "searched": False}
    if request.method == "POST" and too_often(request, "budget-track"):
        return page(request, "429.html", "", {}, status=429)
    if track.is_valid():
        there, marks = queries.slip(found, track.cleaned_data["tracking"])
        context |= {"searched": True, "there": there, "marks": marks}
    status = 422 if request.method == "POST" and not track.is_valid() else 200
    return page(request, "budgeting/public/vote.html", "", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, vote_id: int) -> HttpResponse:
    """A resident proposes a project; no account, no name."""
    found = found_or_404(vote_id)
    form = forms.Propose(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _propose(request, found, form, status=status)
    if too_often(request, "budget-proposal", "budget.per_hour"):
        return page(request, "429.html", "", {}, status=429)
    try:
        perform(request, form, actions.propose, vote_id=found.pk, **form.words)
    except Refused as refused:
        return _propose(request, found, form, status=403, reason=refused.reason)
    messages.success(request, _("Your proposal has arrived. It stands here once it is looked at."))
    return redirect("budgeting:vote", found.pk)


def _propose(
    request: Request, found: BudgetVote, form: forms.Propose, *, status: int, reason: str = ""
) -> HttpResponse:
    may = rules.may_propose(found, timezone.now())
    context = {
        "face": face(request),
        "vote": found,
        "form": form,
        "reason": reason or ("" if may else may.reason),
    }
    return page(request, "budgeting/public/propose.html", "", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: Request, vote_id: int) -> HttpResponse:
    """An objection to the result; no account is needed."""
    found, now = found_or_404(vote_id), timezone.now()
    form = forms.ObjectTo(request.POST or None)
    verdict = rules.may_object(found, now, queries.objections_end(found, now))
    status = 200 if verdict else 403
    if request.method == "POST" and verdict:
        if too_often(request, "budget-object", "budget.per_hour"):
            return page(request, "429.html", "", {}, status=429)
        if form.is_valid():
            request.actor = RESIDENT
            perform(request, form, actions.object_to, vote_id=found.pk, **form.words)
            messages.success(request, _("Your objection is received. The answer appears here."))
            return redirect("budgeting:vote", found.pk)
        status = 422
    context = {"face": face(request), "vote": found, "form": form, "verdict": verdict}
    return page(request, "budgeting/public/object.html", "", context, status=status)


@login_not_required
@require_safe
def published(request: Request, vote_id: int) -> HttpResponse:
    """Every vote with its tracking code and no name, for whoever counts again."""
    found = found_or_404(vote_id)
    if not found.has_result:
        raise Http404
    response = HttpResponse(queries.as_file(found), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budget-vote-{found.pk}.pb"'
    return response


def shown(request: Request, found: BudgetVote) -> dict[str, Any]:
    """What every page of a vote shows."""
    now = timezone.now()
    until = queries.objections_end(found, now)
    return {
        "face": face(request),
        "objections": queries.objections(found),
        "objections_end": until,
        "may_object": rules.may_object(found, now, until),
        "vote": found,
        "board": queries.board(found),
        "rule": queries.method(found),
        "timeline": [(line, SAID[line.verb]) for line in queries.timeline(found)],
        "may_propose": rules.may_propose(found, now),
        "may_see": rules.may_see(request.actor, found),
        "now": now,
    }
