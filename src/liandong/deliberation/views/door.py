"""Who comes in: everybody to what is announced, staff by their post."""

from django.http import Http404
from django.utils import timezone

from liandong.deliberation import queries
from liandong.deliberation.models import Council
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request
from liandong.kernel.visits import times_this_hour
from liandong.rulebook import queries as rulebook


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def public_or_404(number: str) -> Council:
    council = queries.public_councils().filter(number=number).first()
    if council is None:
        raise Http404
    return council


def desk_or_404(request: Request, number: str) -> Council:
    """A council on the desk of somebody whose post reaches it."""
    council = queries.visible_councils(request.actor).filter(number=number).first()
    if council is None:
        raise Http404
    return council


def too_often(request: Request, kind: str, key: str) -> bool:
    """Count one more try from this address in this hour; True when it is more than the rule."""
    most = rulebook.limit(key, None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most
