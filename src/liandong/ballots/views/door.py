"""Who comes in: everybody to what is public, a voter by a code, staff by their post."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from liandong.ballots import queries
from liandong.ballots.models import Ballot
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request
from liandong.kernel.visits import times_this_hour
from liandong.rulebook import queries as rulebook


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def public_or_404(number: str) -> Ballot:
    ballot = queries.public_ballot(number)
    if ballot is None:
        raise Http404
    return ballot


def desk_or_404(request: Request, number: str) -> Ballot:
    """A ballot on the desk of somebody whose post reaches it."""
    ballot = queries.visible_to(request.actor).filter(number=number).first()
    if ballot is None:
        raise Http404
    return ballot


def too_often(request: HttpRequest, kind: str) -> bool:
    """Count one more try from this address in this hour; True when it is too many."""
    most = rulebook.limit("ballot.tries", None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most


def result_of(ballot: Ballot) -> dict[str, Any]:
    """What the result says: every count, the latest with its thresholds, until when to object."""
    tallies, until = list(queries.tallies(ballot)), queries.objections_end(ballot)
    return {
        "tallies": tallies,
        "tally": tallies[-1] if tallies else None,
        "last_day": until and day_of(until - timedelta(days=1)),
    }
