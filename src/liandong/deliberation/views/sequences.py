"""四议两公开 on the desk: the list, beginning one, its file, and taking the step that is next."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import sequences as forms
from liandong.deliberation.forms.sequences import OpenedSequence
from liandong.deliberation.views.steps import DEEDS
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.places import queries as places

ROWS_A_PAGE = 30


@require_safe
def sequences(request: Request) -> HttpResponse:
    found = queries.visible_sequences(request.actor)
    own = places.find(request.actor.place_id or 0)
    context = {
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_begin": bool(own and rules.may_begin(request.actor, own)),
        "now": timezone.now(),
    }
    return page(request, "deliberation/staff/sequences.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    place = places.find(request.actor.place_id or 0)
    if place is None:
        raise Http404
    ensure(rules.may_begin(request.actor, place))
    form = forms.Begin(request.POST or None)
    if form.is_valid():
        made = perform(request, form, actions.begin, place_id=place.pk, **form.words)
        if made is None:
            return redirect("deliberation:sequences")
        return redirect("deliberation:sequence_file", made.number)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "place": place}
    return page(request, "deliberation/staff/begin.html", "form", context, status=status)


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    """The six steps with every attempt, what each must reach, and what can be done now."""
    opened = _open(request, number)
    sequence = opened.sequence
    context = {
        "sequence": sequence,
        "lines": queries.lines_of(sequence),
        "ballots": queries.ballots_of(sequence),
        "offers": offers(DEEDS.values(), opened),
        "handles": rules.may_handle_sequence(request.actor, sequence),
        "now": opened.now,
    }
    return page(request, "deliberation/staff/sequence.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], _open(request, number))


def _open(request: Request, number: str) -> OpenedSequence:
    sequence = queries.visible_sequences(request.actor).filter(number=number).first()
    if sequence is None:
        raise Http404
    return OpenedSequence(sequence, request.actor, timezone.now())


def _around(opened: OpenedSequence) -> dict[str, Any]:
    phase = opened.sequence.phase
    return {
        "back": reverse("deliberation:sequence_file", args=[opened.sequence.number]),
        "sequence": opened.sequence,
        "phase": phase,
        "rule": opened.sequence.rule_of(phase) if phase else None,
    }


def _end(
    _request: Request, opened: OpenedSequence, _deed: Deed[OpenedSequence], _done: Any
) -> HttpResponse:
    return redirect("deliberation:sequence_file", opened.sequence.number)


DESK = Desk("deliberation/staff/sequence_do.html", _around, _end)
