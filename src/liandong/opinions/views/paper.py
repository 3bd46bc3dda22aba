"""What is printed, in Chinese: the notice, the questionnaires with their codes, the result."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page
from liandong.opinions import queries
from liandong.opinions.models import Conversation
from liandong.opinions.views.door import found_or_404, shown

CHINESE = "zh-hans"


@login_not_required
@require_safe
def notice(request: Request, conversation_id: int) -> HttpResponse:
    """The notice for the board, with a square that leads to the page."""
    return _print(request, "notice", found_or_404(conversation_id))


@login_not_required
@require_safe
def result(request: Request, conversation_id: int) -> HttpResponse:
    """The result for the board, from closing on."""
    conversation = found_or_404(conversation_id)
    if not conversation.has_result:
        raise Http404
    last = queries.drawing(conversation)
    with translation.override(CHINESE):
        drawing = queries.picture(conversation, last) if last else ""
    return _print(request, "result", conversation, map=SafeString(drawing))


def questionnaires(
    request: Request, conversation: Conversation, codes: Sequence[str]
) -> HttpResponse:
    """The questionnaires, printed now: the house keeps only hashes of their codes."""
    papers = [
        {
            "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "qr": qr_of(request, reverse("opinions:own", args=[code])),
        }
        for code in codes
    ]
    return _print(request, "questionnaires", conversation, papers=papers)


def _print(request: Request, name: str, conversation: Conversation, **words: Any) -> HttpResponse:
    with translation.override(CHINESE):
        context = shown(request, conversation) | {
            "qr": qr_of(request, reverse("opinions:conversation", args=[conversation.pk])),
            **words,
        }
        return page(request, f"opinions/print/{name}.html", "", context)
