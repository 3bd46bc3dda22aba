"""Who comes in: everybody to what is public, a voter by a code, staff by their post."""

from django.http import Http404
from django.utils import timezone

from liandong.budgeting import queries, rules
from liandong.budgeting.forms import Opened
from liandong.budgeting.models import BudgetVote, Objection, Project
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request
from liandong.kernel.verdict import ensure
from liandong.kernel.visits import times_this_hour
from liandong.rulebook import queries as rulebook


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def found_or_404(vote_id: int) -> BudgetVote:
    vote = queries.find(vote_id)
    if vote is None:
        raise Http404
    return vote


def opened_or_404(
    request: Request, vote_id: int, about: Project | Objection | None = None
) -> Opened:
    """A vote on the desk of somebody whose post handles it."""
    vote = found_or_404(vote_id)
    ensure(rules.may_see(request.actor, vote))
    now = timezone.now()
    return Opened(vote, request.actor, now, queries.facts(vote, now), about)


def too_often(request: Request, kind: str, key: str = "budget.tries") -> bool:
    """Count one more try from this address in this hour; True when it is too many."""
    most = rulebook.limit(key, None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most
