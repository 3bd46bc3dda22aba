"""What everybody may read: what is talked over near, what was agreed, and the rules."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.deliberation import forms, queries, rules
from liandong.deliberation.views.door import face, public_or_404
from liandong.kernel.page import Request, page
from liandong.places import queries as places

ROWS_A_PAGE = 20


@login_not_required
@require_safe
def public_list(request: Request) -> HttpResponse:
    """The announced councils and their results, of everywhere or near one place."""
    form = forms.Find(request.GET)
    place = form.near
    found = queries.public_councils()
    if place is not None:
        found = queries.near(found, place)
    if form.states:
        found = found.filter(state__in=form.states)
    context = {
        "face": face(request),
        "form": form,
        "place": place,
        "above": places.ancestors(place) if place else [],
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "deliberation/public/list.html", "found", context)


@login_not_required
@require_safe
def council(request: Request, number: str) -> HttpResponse:
    """One council: when and where, who is heard and why, and what was agreed; no names."""
    shown = public_or_404(number)
    voices = list(queries.voices(shown))
    context = {
        "face": face(request),
        "council": shown,
        "seats": [seat for seat in queries.seats_with_voices(shown, voices) if seat.voices],
        "standing": queries.standing_of(shown),
        "sittings": list(queries.sittings(shown)),
        "entry": queries.written(shown, "posted"),
        "handles": rules.may_handle(request.actor, shown),
        "now": timezone.now(),
    }
    return page(request, "deliberation/public/council.html", "", context)


@login_not_required
@require_safe
def procedures(request: Request) -> HttpResponse:
    """The rules of deliberation: who convenes, who is heard and why, with their sources."""
    context = {"face": face(request), "procedures": queries.procedures()}
    return page(request, "deliberation/public/procedures.html", "", context)
