"""Who comes in: everybody to what is public, a participant by a code, staff by their post."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request
from liandong.kernel.verdict import ensure
from liandong.kernel.visits import times_this_hour
from liandong.opinions import queries, rules
from liandong.opinions.forms import Opened
from liandong.opinions.lifecycle import SAID
from liandong.opinions.models import Conversation, Statement
from liandong.rulebook import queries as rulebook


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def found_or_404(conversation_id: int) -> Conversation:
    conversation = queries.find(conversation_id)
    if conversation is None:
        raise Http404
    return conversation


def opened_or_404(
    request: Request, conversation_id: int, statement: Statement | None = None
) -> Opened:
    """A conversation on the desk of somebody whose post handles it."""
    conversation = found_or_404(conversation_id)
    ensure(rules.may_see(request.actor, conversation))
    now = timezone.now()
    return Opened(conversation, request.actor, now, queries.facts(conversation, now), statement)


def opened_at_or_404(request: Request, statement_id: int) -> Opened:
    """A conversation on the desk, open at one of its statements."""
    statement = queries.statement(statement_id)
    if statement is None:
        raise Http404
    return opened_or_404(request, statement.conversation_id, statement)


def too_often(request: Request, kind: str, key: str) -> bool:
    """Count one more of this kind from this address in this hour; True when it is too many."""
    most = rulebook.limit(key, None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most


def shown(request: Request, conversation: Conversation) -> dict[str, Any]:
    """What every page of a conversation shows."""
    now = timezone.now()
    return told(request.actor, conversation, now) | {
        "face": face(request),
        "refused": queries.refused(conversation),
        "timeline": [(line, SAID[line.verb]) for line in queries.timeline(conversation)],
        "may_take_part": rules.may_take_part(conversation, day_of(now)),
        "may_see": rules.may_see(request.actor, conversation),
    }


def told(actor: Actor, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """A conversation with its statements and its last map, for somebody, now."""
    last, statements = queries.drawing(conversation), queries.published(conversation)
    return {
        "conversation": conversation,
        "statements": statements,
        "result": queries.result(conversation, last, statements),
        "may_lead": rules.may_lead(actor, conversation),
        "today": day_of(now),
        "now": now,
    }
