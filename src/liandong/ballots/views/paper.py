"""What is printed: always in Chinese, on A4. Notice and result are for everybody to print."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from liandong.ballots import queries, rules
from liandong.ballots.lifecycle import Choice
from liandong.ballots.models import Ballot
from liandong.ballots.views.door import desk_or_404, public_or_404, result_of
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

CHINESE = "zh-hans"
BLANK_LINES = 24


@login_not_required
@require_safe
def notice(request: Request, number: str) -> HttpResponse:
    ballot = public_or_404(number)
    return _print(request, "notice", ballot, qr=qr_of(request, _address(ballot)))


@login_not_required
@require_safe
def result(request: Request, number: str) -> HttpResponse:
    ballot = public_or_404(number)
    shown = result_of(ballot)
    if shown["tally"] is None:
        raise Http404
    return _print(request, "result", ballot, qr=qr_of(request, _address(ballot)), **shown)


@require_safe
def roll(request: Request, number: str) -> HttpResponse:
    ballot = _handled(request, number)
    return _print(request, "roll", ballot, voters=queries.roll(ballot))


@require_safe
def papers(request: Request, number: str) -> HttpResponse:
    """The ballot papers: an open one names its voter, a secret one has only its code."""
    ballot = _handled(request, number)
    choices = [choice for choice in Choice if choice != Choice.INVALID]
    return _print(request, "papers", ballot, papers=queries.papers(ballot), choices=choices)


@require_safe
def counting_sheet(request: Request, number: str) -> HttpResponse:
    ballot = _handled(request, number)
    return _print(request, "counting", ballot, lines=range(1, BLANK_LINES + 1), choices=Choice)


def slips_response(request: Request, ballot: Ballot, codes: Mapping[int, str]) -> HttpResponse:
    """The slips with the one-time codes, printed now: the house keeps only hashes."""
    voters = {voter.no: voter for voter in queries.roll(ballot).filter(no__in=codes)}
    rows = [
        {
            "voter": voters[no],
            "code": _grouped(code),
            "qr": qr_of(request, reverse("ballots:booth", args=[code])),
        }
        for no, code in codes.items()
    ]
    return _print(request, "slips", ballot, rows=rows)


def _handled(request: Request, number: str) -> Ballot:
    ballot = desk_or_404(request, number)
    ensure(rules.may_see_roll(request.actor, ballot))
    return ballot


def _print(request: Request, name: str, ballot: Ballot, **words: Any) -> HttpResponse:
    context = {"ballot": ballot, "entitled": queries.entitled(ballot), **words}
    with translation.override(CHINESE):
        return page(request, f"ballots/print/{name}.html", "", context)


def _grouped(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _address(ballot: Ballot) -> str:
    return reverse("ballots:ballot", args=[ballot.number])
