"""What is printed: always in Chinese, on A4. Notice and result are for everybody to print."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.deliberation import queries, rules
from liandong.deliberation.lifecycle import State
from liandong.deliberation.models import Council
from liandong.deliberation.views.door import desk_or_404, public_or_404
from liandong.kernel.links import public_url, qr
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

CHINESE = "zh-hans"
BLANK_LINES = 6


@login_not_required
@require_safe
def notice(request: Request, number: str) -> HttpResponse:
    council = public_or_404(number)
    seats = [seat for seat in _seats(council) if seat.voices]
    return _print(request, "notice", council, seats=seats, **_square(request, council))


@login_not_required
@require_safe
def result(request: Request, number: str) -> HttpResponse:
    council = public_or_404(number)
    if council.state != State.POSTED:
        raise Http404
    entry = queries.written(council, "posted")
    return _print(request, "result", council, entry=entry, **_square(request, council))


@require_safe
def invitations(request: Request, number: str) -> HttpResponse:
    """One invitation for each party, to be cut apart."""
    council = _handled(request, number)
    why = {row["capacity"]: row for row in council.seats}
    guests = [(voice, why[voice.capacity]) for voice in queries.voices(council)]
    return _print(request, "invitations", council, guests=guests)


@require_safe
def attendance(request: Request, number: str) -> HttpResponse:
    """The sheet that those who come sign, with lines for those nobody invited."""
    council = _handled(request, number)
    lines = range(1, BLANK_LINES + 1)
    return _print(request, "attendance", council, voices=queries.voices(council), lines=lines)


@require_safe
def minutes(request: Request, number: str) -> HttpResponse:
    """The minutes, once it has sat: who came, who spoke in which order, what was agreed."""
    council = _handled(request, number)
    sittings = list(queries.sittings(council))
    if not sittings:
        raise Http404
    context = {
        "voices": list(queries.voices(council)),
        "sittings": sittings,
        "standing": queries.standing_of(council),
        "entry": queries.written(council, "concluded"),
    }
    return _print(request, "minutes", council, **context)


def _handled(request: Request, number: str) -> Council:
    council = desk_or_404(request, number)
    ensure(rules.may_handle(request.actor, council))
    return council


def _seats(council: Council) -> list[queries.Seat]:
    return queries.seats_with_voices(council, queries.voices(council))


def _square(request: Request, council: Council) -> dict[str, Any]:
    """The QR code of the council's public page."""
    address = public_url(request, reverse("deliberation:council", args=[council.number]))
    return {"square": qr(address, _("QR code of the council's page"))}


def _print(request: Request, name: str, council: Council, **words: Any) -> HttpResponse:
    with translation.override(CHINESE):
        return page(request, f"deliberation/print/{name}.html", "", {"council": council, **words})
