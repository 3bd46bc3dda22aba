"""Who comes in: everybody to what is announced or published, staff to the file by their post."""

from django.http import Http404
from django.utils import timezone

from liandong.appraisal import queries, rules
from liandong.appraisal.forms import Opened
from liandong.appraisal.models import Appraisal, Appraised
from liandong.kernel.page import Request
from liandong.kernel.verdict import ensure


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def found_or_404(appraisal_id: int) -> Appraisal:
    found = queries.find(appraisal_id)
    if found is None:
        raise Http404
    return found


def appraised_or_404(appraised_id: int) -> Appraised:
    found = queries.find_appraised(appraised_id)
    if found is None:
        raise Http404
    return found


def opened_or_404(request: Request, appraisal_id: int) -> Opened:
    """A review on the desk of its own level, or of one above."""
    found = found_or_404(appraisal_id)
    ensure(rules.may_see(request.actor, found))
    return Opened(found, request.actor, timezone.now(), queries.facts(found))


def one_opened_or_404(request: Request, appraised_id: int) -> Opened:
    """One post under review, for the reviewing level, those above, and the secretary."""
    one = appraised_or_404(appraised_id)
    ensure(rules.may_see_appraised(request.actor, one))
    facts = queries.facts(one.appraisal)
    return Opened(one.appraisal, request.actor, timezone.now(), facts, one)
