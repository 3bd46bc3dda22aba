"""Who comes in by a resident's page, how often, and with which secret."""

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import RESIDENT
from liandong.kernel.dates import day_of
from liandong.kernel.doors import View, keep_private
from liandong.kernel.page import Request
from liandong.kernel.verdict import Refused
from liandong.kernel.visits import times_this_hour
from liandong.matters import queries
from liandong.matters.models import Matter
from liandong.rulebook import queries as rulebook


@dataclass(frozen=True, slots=True)
class File:
    """A matter as opened by a link: the owner's, or that of somebody who only follows it."""

    matter: Matter
    secret: str
    own: bool

    def url(self, page: str = "own", **words: Any) -> str:
        keys = {"number": self.matter.number, "secret": self.secret, **words}
        return reverse(f"matters:{page}", kwargs=keys)


def resident(view: View) -> View:
    """Open a page to everybody. Whoever uses it acts as a resident, also when signed in."""

    @wraps(view)
    def page(request: Request, *args: Any, **words: Any) -> HttpResponseBase:
        request.actor = RESIDENT
        return view(request, *args, **words)

    return login_not_required(page)


def by_secret(view: View) -> View:
    """Open a page of one matter by its number and secret; nobody else keeps, finds or learns it."""

    @wraps(view)
    def page(request: Request, number: str, secret: str, **words: Any) -> HttpResponseBase:
        found = queries.by_link(number, secret)
        if found is None:
            raise Http404
        return keep_private(view(request, File(found[0], secret, found[1]), **words))

    return resident(page)


def owners_only(view: View) -> View:
    """A page of one matter that its followers' links do not open."""

    @wraps(view)
    def page(request: Request, file: File, **words: Any) -> HttpResponseBase:
        if not file.own:
            raise Refused(_("Only the link of whoever raised the matter can do this."))
        return view(request, file, **words)

    return by_secret(page)


def too_often(request: HttpRequest, kind: str) -> bool:
    """Count one more of this kind from this address in this hour; True when it is too many.

    The count is one for all web processes.
    """
    most = rulebook.limit("raise.per_hour", None, on=day_of(timezone.now())).amount
    return times_this_hour(request, kind) > most
