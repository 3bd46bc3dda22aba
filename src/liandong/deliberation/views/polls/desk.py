"""The desk: asking a grid's households, the file of a poll, its slips, and what comes on paper."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import polls as forms
from liandong.deliberation.forms.polls import OpenedPoll
from liandong.deliberation.models import GridPoll
from liandong.deliberation.views.paper import CHINESE
from liandong.deliberation.views.polls.public import essentials
from liandong.kernel.desk import Deed, DeedForm, Desk, offers, table
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure, refuse
from liandong.places import queries as places
from liandong.places.models import Level, Place

ROWS_A_PAGE = 30
DEEDS: dict[str, Deed[OpenedPoll]] = table(
    Deed(
        "issue_slips",
        _("Print the slips"),
        "qrcode",
        DeedForm,
        lambda it: rules.may_issue_slips(it.actor, it.poll),
        actions.issue_slips,
        _("The slips are printed."),
    ),
    Deed(
        "enter_answer",
        _("Enter answers on paper"),
        "edit",
        forms.EnterAnswer,
        lambda it: rules.may_enter_answer(it.actor, it.poll, it.now, used=False),
        actions.enter_answer,
        _("Entered. Which is the next slip?"),
        again=True,
    ),
    Deed(
        "close",
        _("Close the poll"),
        "circle-check",
        DeedForm,
        lambda it: rules.may_close(
            it.actor, it.poll, it.now, everybody=queries.answers_of(it.poll).everybody
        ),
        actions.close_poll,
        _("The poll is closed. Its result is public."),
    ),
    Deed(
        "stop",
        _("Stop the poll"),
        "ban",
        forms.StopPoll,
        lambda it: rules.may_stop(it.actor, it.poll, ""),
        actions.stop_poll,
        _("The poll is stopped. The reason stands on its page."),
    ),
)


@require_safe
def polls(request: Request) -> HttpResponse:
    found = queries.visible_polls(request.actor)
    context = {
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_ask": request.actor.role in rules.ASKERS,
        "now": timezone.now(),
    }
    return page(request, "deliberation/polls/desk.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """One question to the households of one grid."""
    grids = _grids(request)
    if not grids:
        ensure(refuse(_("A poll is asked by the grid's head, or the community above it.")))
    form = forms.Ask(request.POST or None, grids=grids)
    if not form.is_valid():
        return _ask(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.ask, **form.words)
    except Refused as refused:
        return _ask(request, form, status=403, reason=refused.reason)
    if made is None:
        return redirect("deliberation:polls_desk")
    return redirect("deliberation:poll_file", made.number)


def _grids(request: Request) -> list[Place]:
    """The own grid, or the grids of the own community."""
    own = places.find(request.actor.place_id or 0)
    if own is None:
        return []
    below = places.standing().filter(parent=own, level=Level.GRID).order_by("id")
    return [grid for grid in (own, *below) if rules.may_ask_at(request.actor, grid)]


def _ask(request: Request, form: forms.Ask, *, status: int, reason: str = "") -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "deliberation/polls/ask.html", "", context, status=status)


@require_safe
def file(request: Request, number: str) -> HttpResponse:
    opened = _open(request, number)
    context = {**essentials(opened.poll), "offers": offers(DEEDS.values(), opened)}
    return page(request, "deliberation/polls/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], _open(request, number))


def _open(request: Request, number: str) -> OpenedPoll:
    poll = queries.visible_polls(request.actor).filter(number=number).first()
    if poll is None:
        raise Http404
    return OpenedPoll(poll, request.actor, timezone.now())


def _around(opened: OpenedPoll) -> dict[str, Any]:
    back = reverse("deliberation:poll_file", args=[opened.poll.number])
    return {"back": back, **essentials(opened.poll)}


def _end(request: Request, opened: OpenedPoll, deed: Deed[OpenedPoll], done: Any) -> HttpResponse:
    if deed.verb == "issue_slips" and done:
        response = _slips(request, opened.poll, done)
        add_never_cache_headers(response)
        return response
    name = "poll_enter_answer" if deed.again else "poll_file"
    return redirect(f"deliberation:{name}", opened.poll.number)


def _slips(request: Request, poll: GridPoll, codes: Mapping[int, str]) -> HttpResponse:
    """The slips, printed now: the house keeps only hashes."""
    rows = [
        {
            "no": no,
            "code": f"{code[:5]} {code[5:]}",
            "qr": qr_of(request, reverse("deliberation:answer", args=[code])),
        }
        for no, code in codes.items()
    ]
    with translation.override(CHINESE):
        context = {**essentials(poll), "rows": rows}
        return page(request, "deliberation/polls/print_slips.html", "", context)


DESK = Desk("deliberation/polls/do.html", _around, _end)
