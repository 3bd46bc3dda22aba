"""Lists and talks as .docx: the numbered notice, the ledger as it stands, the record of a talk."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.duties import queries
from liandong.duties.lifecycle import Paper
from liandong.duties.models import DutyList
from liandong.duties.views.files import open_thing
from liandong.kernel.export import docx_response
from liandong.kernel.official import Document, from_plain
from liandong.kernel.page import Request
from liandong.ledger.actions import name_of

DRAFT = "（草稿，未编号）"


@require_safe
def notice(request: Request, number: int) -> HttpResponse:
    """The notice of a list as it was issued; before that a draft without a number."""
    now = timezone.now()
    document = _notice(open_thing(request, "lists", number, now), now)
    return docx_response(document.title, document)


def _notice(listed: DutyList, now: datetime) -> Document:
    issued = queries.issued_paper(name_of(listed), Paper.LIST)
    if issued:
        return from_plain(issued.content)
    return replace(queries.list_notice(listed, now), number=DRAFT)


@require_safe
def ledger(request: Request, number: int) -> HttpResponse:
    """The whole list with what was done so far."""
    now = timezone.now()
    listed = open_thing(request, "lists", number, now)
    issued = queries.issued_paper(name_of(listed), Paper.LIST)
    document = queries.list_ledger(listed, str(issued.number) if issued else "", now)
    return docx_response(document.title, document)


@require_safe
def talk(request: Request, number: int) -> HttpResponse:
    """The record of a talk, to be signed."""
    document = queries.talk_record(open_thing(request, "talks", number, timezone.now()))
    return docx_response(document.title, document)
