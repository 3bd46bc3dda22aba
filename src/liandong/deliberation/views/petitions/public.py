"""What everybody may read and do: the petitions near, one of them, starting one, one's own."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import petitions as forms
from liandong.deliberation.models import Petition
from liandong.deliberation.views.door import face, too_often
from liandong.kernel.dates import day_of
from liandong.kernel.doors import in_private
from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused
from liandong.places import queries as places
from liandong.places.models import Level, Place

ROWS_A_PAGE = 20


@login_not_required
@require_safe
def public_list(request: Request) -> HttpResponse:
    """The registered petitions, of everywhere or near one place."""
    form = forms.FindPetitions(request.GET)
    place = form.near
    found = queries.public_petitions()
    if place is not None:
        found = found.filter(place__path__startswith=place.path)
    if form.stands:
        found = found.filter(stand__in=form.stands)
    context = {
        "face": face(request),
        "form": form,
        "place": place,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "deliberation/petitions/list.html", "found", context)


def public_or_404(number: str) -> Petition:
    petition = queries.public_petitions().filter(number=number).first()
    if petition is None:
        raise Http404
    return petition


@login_not_required
@require_safe
def petition(request: Request, number: str) -> HttpResponse:
    """One petition: what is asked, how many support it of how many, by when; no names."""
    shown = public_or_404(number)
    context = {
        "face": face(request),
        "handles": rules.may_handle_petition(request.actor, shown),
        "now": timezone.now(),
        **essentials(shown),
    }
    return page(request, "deliberation/petitions/petition.html", "", context)


def essentials(shown: Petition) -> dict[str, Any]:
    """What every page of a petition shows."""
    return {"petition": shown, "backing": queries.backing_of(shown)}


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """First the community, then what is asked; at the end the secret address, shown once."""
    place = places.find(_number(request.GET.get("place", "")))
    if place is None or place.level != Level.COMMUNITY:
        context = {"form": forms.FindCommunity(request.GET)}
        return page(request, "deliberation/petitions/where.html", "", context)
    procedures = queries.petition_procedures(place, day_of(timezone.now()))
    form = forms.StartPetition(request.POST or None, procedures=procedures)
    if request.method != "POST" or not form.is_valid():
        return _start(request, place, form, status=422 if request.method == "POST" else 200)
    if too_often(request, "petition-start", "petition.per_hour"):
        return page(request, "429.html", "", {}, status=429)
    try:
        started = perform(request, form, actions.start_petition, place_id=place.pk, **form.words)
    except Refused as refused:
        return _start(request, place, form, status=403, reason=refused.reason)
    if started is None:
        return redirect("deliberation:petitions")
    return redirect("deliberation:own_petition", started.code)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _start(
    request: Request,
    place: Place,
    form: forms.StartPetition,
    *,
    status: int,
    reason: str = "",
) -> HttpResponse:
    context = {"place": place, "form": form, "reason": reason}
    return page(request, "deliberation/petitions/start.html", "", context, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, code: str) -> HttpResponse:
    """The starter's page behind its secret address: where it stands, and withdrawing it."""
    shown = queries.petition_with(code)
    if shown is None:
        if too_often(request, "petition-code", "petition.tries"):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = KeyedForm(request.POST or None)
    if form.is_valid():
        try:
            perform(request, form, actions.withdraw_petition, petition_id=shown.pk)
        except Refused as refused:
            return _own(request, shown, code, status=403, reason=refused.reason)
        return redirect("deliberation:own_petition", code)
    return _own(request, shown, code)


def _own(
    request: Request, shown: Petition, code: str, *, status: int = 200, reason: str = ""
) -> HttpResponse:
    context = {
        **essentials(shown),
        "code": code,
        "reason": reason,
        "form": KeyedForm(),
        "may_withdraw": rules.may_withdraw(shown),
        "now": timezone.now(),
    }
    return page(request, "deliberation/petitions/own.html", "", context, status=status)
