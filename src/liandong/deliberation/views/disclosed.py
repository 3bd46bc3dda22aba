"""What was decided by 四议两公开: on public pages from the disclosure on, and on paper."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liandong.deliberation import queries, rules
from liandong.deliberation.models import Sequence
from liandong.deliberation.views.door import face
from liandong.deliberation.views.paper import CHINESE
from liandong.kernel.links import public_url, qr
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

ROWS_A_PAGE = 20


def _public_or_404(number: str) -> Sequence:
    sequence = queries.public_sequences().filter(number=number).first()
    if sequence is None:
        raise Http404
    return sequence


@login_not_required
@require_safe
def public_list(request: Request) -> HttpResponse:
    found = Paginator(queries.public_sequences(), ROWS_A_PAGE)
    context = {
        "face": face(request),
        "page": found.get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "deliberation/public/sequences.html", "found", context)


@login_not_required
@require_safe
def sequence(request: Request, number: str) -> HttpResponse:
    """The six steps with their counts; of what was written down, only what was disclosed."""
    shown = _public_or_404(number)
    context = {
        "face": face(request),
        "handles": rules.may_handle_sequence(request.actor, shown),
        "now": timezone.now(),
        **_essentials(shown),
    }
    return page(request, "deliberation/public/sequence.html", "", context)


def _essentials(shown: Sequence) -> dict[str, Any]:
    entry = queries.sequence_entry(shown, "disclosed")
    return {"sequence": shown, "lines": queries.lines_of(shown), "entry": entry}


@login_not_required
@require_safe
def disclosure(request: Request, number: str) -> HttpResponse:
    """The latest disclosure on A4, for the notice board."""
    shown = _public_or_404(number)
    address = public_url(request, reverse("deliberation:sequence", args=[number]))
    square = qr(address, _("QR code of the page of this decision"))
    step = queries.last_disclosure(shown)
    context = {**_essentials(shown), "step": step, "square": square}
    with translation.override(CHINESE):
        return page(request, "deliberation/print/disclosure.html", "", context)


@require_safe
def record(request: Request, number: str) -> HttpResponse:
    """The whole record on A4: each step with body, day, hands, and where its papers are."""
    found = queries.visible_sequences(request.actor).filter(number=number).first()
    if found is None:
        raise Http404
    ensure(rules.may_handle_sequence(request.actor, found))
    with translation.override(CHINESE):
        return page(request, "deliberation/print/sequence.html", "", _essentials(found))
