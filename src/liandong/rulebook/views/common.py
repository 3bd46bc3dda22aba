"""What the rulebook's pages share."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.dates import day_of
from liandong.kernel.page import Request
from liandong.rulebook import queries
from liandong.rulebook.models import Category


def face_of(request: Request) -> str:
    """The staff's face for whoever acts from a post, the residents' for everybody else."""
    return "staff.html" if request.actor.signed else "base.html"


def today() -> date:
    return day_of(timezone.now())


def kind_of_matter(code: str) -> Category | None:
    """The kind of matter of this code; None without a code."""
    kind = queries.category(code) if code else None
    if code and kind is None:
        raise Http404(_("There is no such kind of matter."))
    return kind
