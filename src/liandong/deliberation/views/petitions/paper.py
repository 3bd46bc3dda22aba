"""What is printed of a petition: the sheet for signatures, the slips with codes, the result."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from liandong.deliberation import queries, rules
from liandong.deliberation.lifecycle import Stand
from liandong.deliberation.models import Petition
from liandong.deliberation.views.paper import CHINESE
from liandong.deliberation.views.petitions.public import essentials, public_or_404
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

BLANK_LINES = 20


@login_not_required
@require_safe
def sheet(request: Request, number: str) -> HttpResponse:
    """An empty sheet, for anybody to carry from door to door."""
    shown = public_or_404(number)
    if shown.stand != Stand.COLLECTING:
        raise Http404
    return _print(request, "sheet", shown, lines=range(1, BLANK_LINES + 1))


@login_not_required
@require_safe
def result(request: Request, number: str) -> HttpResponse:
    return _print(request, "result", public_or_404(number))


@require_safe
def roll(request: Request, number: str) -> HttpResponse:
    """The roll with who supports, for those who compare sheets with it."""
    shown = queries.visible_petitions(request.actor).filter(number=number).first()
    if shown is None:
        raise Http404
    ensure(rules.may_handle_petition(request.actor, shown))
    return _print(request, "roll", shown, signers=queries.signers(shown))


def slips(request: Request, shown: Petition, codes: Mapping[int, str]) -> HttpResponse:
    """The slips with the codes, printed now: the house keeps only hashes."""
    signers = {one.no: one for one in queries.signers(shown).filter(no__in=codes)}
    rows = [
        {
            "signer": signers[no],
            "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "qr": qr_of(request, reverse("deliberation:support", args=[code])),
        }
        for no, code in codes.items()
    ]
    return _print(request, "slips", shown, rows=rows)


def _print(request: Request, name: str, shown: Petition, **words: Any) -> HttpResponse:
    address = reverse("deliberation:petition", args=[shown.number])
    context = {**essentials(shown), "qr": qr_of(request, address), **words}
    with translation.override(CHINESE):
        return page(request, f"deliberation/petitions/print_{name}.html", "", context)
