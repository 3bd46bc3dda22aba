"""The desk: the petitions of a place, the file of one, its roll, and doing one thing to it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import queries, rules
from liandong.deliberation.forms.petitions import FindPetitions, PetitionDeed
from liandong.deliberation.models import Petition
from liandong.deliberation.views.petitions.deeds import DEEDS, Deed, offers
from liandong.deliberation.views.petitions.paper import slips
from liandong.deliberation.views.petitions.public import essentials
from liandong.kernel.dates import day_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure

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
    petition, now = _find(request, number), timezone.now()
    context = {
        **essentials(petition),
        "offers": offers(request.actor, petition, now),
        "handles": rules.may_handle_petition(request.actor, petition),
        "sheets": queries.sheets(petition),
        "now": now,
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
    """One deed: its form, or its action and then back to the file."""
    deed, petition, now = DEEDS[verb], _find(request, number), timezone.now()
    verdict = deed.verdict(request.actor, petition, now)
    if not verdict:
        return _ask(request, deed, petition, None, verdict=verdict, status=403)
    words = {"petition": petition, "today": day_of(now)}
    if request.method != "POST":
        return _ask(request, deed, petition, deed.form(**words), status=200)
    form = deed.form(request.POST, request.FILES, **words)
    if not form.is_valid():
        return _ask(request, deed, petition, form, status=422)
    return _carry_out(request, deed, petition, form)


def _carry_out(
    request: Request, deed: Deed, petition: Petition, form: PetitionDeed
) -> HttpResponse:
    try:
        done = perform(request, form, deed.action, **form.words)
    except Refused as refused:
        verdict = Verdict(refused.reason)
        return _ask(request, deed, petition, form, verdict=verdict, status=403)
    if deed.verb == "issue_codes" and done:
        response = slips(request, petition, done)
        add_never_cache_headers(response)
        return response
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect("deliberation:petition_file", petition.number)


def _ask(
    request: Request,
    deed: Deed,
    petition: Petition,
    form: PetitionDeed | None,
    *,
    verdict: Verdict | None = None,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        **essentials(petition),
        "deed": deed,
        "form": form,
        "verdict": verdict,
    }
    return page(request, "deliberation/petitions/do.html", "doing", context, status=status)
