"""The desk: the petitions of a place, the file of one, its roll, and doing one thing to it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import queries, rules
from liandong.deliberation.forms.petitions import FindPetitions, OpenedPetition
from liandong.deliberation.models import Petition
from liandong.deliberation.views.petitions.deeds import DEEDS
from liandong.deliberation.views.petitions.paper import slips
from liandong.deliberation.views.petitions.public import essentials
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure

ROWS_A_PAGE = 30


@require_safe
def petitions(request: Request) -> HttpResponse:
    form = FindPetitions(request.GET)
    found = queries.visible_petitions(request.actor)
    if form.stands:
        found = found.filter(stand__in=form.stands)
    context = {
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "deliberation/petitions/desk.html", "rows", context)


def _find(request: Request, number: str) -> Petition:
    petition = queries.visible_petitions(request.actor).filter(number=number).first()
    if petition is None:
        raise Http404
    return petition


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    """Where it stands, who started it, its sheets, and what can be done now."""
    opened = _open(request, number)
    petition = opened.petition
    context = {
        **essentials(petition),
        "offers": offers(DEEDS.values(), opened),
        "handles": rules.may_handle_petition(request.actor, petition),
        "sheets": queries.sheets(petition),
        "now": opened.now,
    }
    return page(request, "deliberation/petitions/file.html", "", context)


@require_safe
def roll(request: Request, number: str) -> HttpResponse:
    """The roll with names and who supports: for those who compare."""
    petition = _find(request, number)
    ensure(rules.may_handle_petition(request.actor, petition))
    found = Paginator(queries.signers(petition), 100).get_page(request.GET.get("page"))
    context = {**essentials(petition), "page": found}
    return page(request, "deliberation/petitions/roll.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], _open(request, number))


def _open(request: Request, number: str) -> OpenedPetition:
    return OpenedPetition(_find(request, number), request.actor, timezone.now())


def _around(opened: OpenedPetition) -> dict[str, Any]:
    back = reverse("deliberation:petition_file", args=[opened.petition.number])
    return {"back": back, **essentials(opened.petition)}


def _end(
    request: Request, opened: OpenedPetition, deed: Deed[OpenedPetition], done: Any
) -> HttpResponse:
    if deed.verb == "issue_codes" and done:
        response = slips(request, opened.petition, done)
        add_never_cache_headers(response)
        return response
    return redirect("deliberation:petition_file", opened.petition.number)


DESK = Desk("deliberation/petitions/do.html", _around, _end)
