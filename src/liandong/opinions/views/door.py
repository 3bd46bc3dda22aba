"""Who comes in: everybody to what is public, a participant by a code, staff by their post."""

from typing import Any

from django.http import Http404
from django.utils import timezone

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


def too_often(request: Request, kind: str, key: str) -> bool:
    """Count one more of this kind from this address in this hour; True when it is too many."""
    most = rulebook.limit(key, None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most


def shown(request: Request, conversation: Conversation) -> dict[str, Any]:
    """What every page of a conversation shows: the last map, the statements, what happened."""
    now = timezone.now()
    last, statements = queries.drawing(conversation), queries.published(conversation)
    return {
        "face": face(request),
        "conversation": conversation,
        "statements": statements,
        "result": queries.result(conversation, last, statements),
        "refused": queries.refused(conversation),
        "timeline": [(line, SAID[line.verb]) for line in queries.timeline(conversation)],
        "may_take_part": rules.may_take_part(conversation, day_of(now)),
        "may_see": rules.may_see(request.actor, conversation),
        "may_lead": rules.may_lead(request.actor, conversation),
        "today": day_of(now),
        "now": now,
    }
