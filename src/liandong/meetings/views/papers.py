"""A meeting's notice and minutes as .docx: as they were issued, before that as drafts."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Paper
from liandong.kernel.export import docx_response
from liandong.kernel.official import Document, from_plain
from liandong.kernel.page import Request
from liandong.ledger.actions import name_of
from liandong.meetings import queries
from liandong.meetings.models import Meeting
from liandong.meetings.views.doing import open_meeting

DRAFT = "（草稿，未编号）"


@require_safe
def notice(request: Request, number: int) -> HttpResponse:
    """The notice; without a number until it is given."""
    found = open_meeting(request, number)
    return _answer(_issued(found, Paper.NOTICE) or _draft(queries.notice_document(found)))


@require_safe
def minutes(request: Request, number: int) -> HttpResponse:
    """The minutes; without a number until they are signed."""
    found = open_meeting(request, number)
    if not found.closed_at:
        raise Http404
    return _answer(_issued(found, Paper.MINUTES) or _draft(queries.minutes_document(found)))


def _issued(meeting: Meeting, kind: Paper) -> Document | None:
    issued = duties.issued_paper(name_of(meeting), kind)
    return from_plain(issued.content) if issued else None


def _draft(document: Document) -> Document:
    return replace(document, number=DRAFT)


def _answer(document: Document) -> HttpResponse:
    return docx_response("".join(document.title.split()), document)
