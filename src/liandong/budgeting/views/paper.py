"""What is printed, in Chinese: the list, the result, the roll, voting papers, slips with codes."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from liandong.budgeting import queries
from liandong.budgeting.models import BudgetVote
from liandong.budgeting.views.door import found_or_404, opened_or_404
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page

CHINESE = "zh-hans"


@login_not_required
@require_safe
def listing(request: Request, vote_id: int) -> HttpResponse:
    """The list of projects, for the board."""
    return _print(request, "list", found_or_404(vote_id))


@login_not_required
@require_safe
def result(request: Request, vote_id: int) -> HttpResponse:
    vote = found_or_404(vote_id)
    if not vote.has_result:
        raise Http404
    until = queries.objections_end(vote, timezone.now())
    return _print(request, "result", vote, objections_end=until)


@require_safe
def roll(request: Request, vote_id: int) -> HttpResponse:
    """The roll with room to sign."""
    vote = opened_or_404(request, vote_id).vote
    return _print(request, "roll", vote, voters=queries.roll(vote))


@require_safe
def papers(request: Request, vote_id: int) -> HttpResponse:
    """The voting papers: each has a code, and nobody's name."""
    vote = opened_or_404(request, vote_id).vote
    return _print(request, "papers", vote, papers=vote.papers.order_by("id"))


def slips_response(request: Request, vote: BudgetVote, codes: Mapping[int, str]) -> HttpResponse:
    """The slips with the codes, printed now: the house keeps only hashes."""
    voters = {voter.no: voter for voter in queries.roll(vote).filter(no__in=codes)}
    rows = [
        {
            "voter": voters[no],
            "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "qr": qr_of(request, reverse("budgeting:booth", args=[code])),
        }
        for no, code in codes.items()
    ]
    return _print(request, "slips", vote, rows=rows)


def _print(request: Request, name: str, vote: BudgetVote, **words: Any) -> HttpResponse:
    with translation.override(CHINESE):
        context = {
            "vote": vote,
            "board": queries.board(vote),
            "projects": queries.listed(vote),
            "rule": queries.method(vote),
            "qr": qr_of(request, reverse("budgeting:vote", args=[vote.pk])),
            **words,
        }
        return page(request, f"budgeting/print/{name}.html", "", context)
