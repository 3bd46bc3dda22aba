"""Who comes in: everybody to what is registered, staff to the file by their post."""

from django.http import Http404
from django.utils import timezone

from liandong.kernel.page import Request
from liandong.kernel.verdict import ensure
from liandong.projects import queries, rules
from liandong.projects.forms import Opened
from liandong.projects.models import SecretaryProject


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def found_or_404(project_id: int) -> SecretaryProject:
    project = queries.find(project_id)
    if project is None:
        raise Http404
    return project


def published_or_404(project_id: int) -> SecretaryProject:
    """A project that everybody may read."""
    project = found_or_404(project_id)
    if not project.public:
        raise Http404
    return project


def opened_or_404(request: Request, project_id: int) -> Opened:
    """A project on the desk of somebody who leads, supports, or stands above."""
    project = found_or_404(project_id)
    facts = queries.facts(project)
    ensure(rules.may_see(request.actor, project, facts.hands))
    return Opened(project, request.actor, timezone.now(), facts)
