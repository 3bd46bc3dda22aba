"""What everybody may read, and a household's answer by its slip."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from liandong.deliberation import actions, queries, rules
from liandong.deliberation.forms import polls as forms
from liandong.deliberation.models import GridPoll, PollSlip
from liandong.deliberation.views.door import face, too_often
from liandong.deliberation.views.paper import CHINESE
from liandong.kernel.doors import in_private
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, refuse

ROWS_A_PAGE = 20
TRIES = ("poll-code", "poll.tries")


@login_not_required
@require_safe
def public_list(request: Request) -> HttpResponse:
    """What grids ask and have asked."""
    context = {
        "face": face(request),
        "page": Paginator(queries.polls(), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return page(request, "deliberation/polls/list.html", "found", context)


def found_or_404(number: str) -> GridPoll:
    poll = queries.polls().filter(number=number).first()
    if poll is None:
        raise Http404
    return poll


def essentials(poll: GridPoll) -> dict[str, Any]:
    return {"poll": poll, "answers": queries.answers_of(poll), "now": timezone.now()}


@login_not_required
@require_safe
def poll(request: Request, number: str) -> HttpResponse:
    """One poll: what is asked, how many answered of how many, and the answers at its end."""
    shown = found_or_404(number)
    context = {
        "face": face(request),
        "handles": rules.may_handle_poll(request.actor, shown),
        **essentials(shown),
    }
    return page(request, "deliberation/polls/poll.html", "", context)


@login_not_required
@require_safe
def result(request: Request, number: str) -> HttpResponse:
    """The poll on A4, for the notice board."""
    square = qr_of(request, reverse("deliberation:poll", args=[number]))
    context = {**essentials(found_or_404(number)), "qr": square}
    with translation.override(CHINESE):
        return page(request, "deliberation/polls/print_result.html", "", context)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the slip to the question."""
    form = forms.PollCode(request.POST or None)
    if request.method == "POST" and too_often(request, *TRIES):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("deliberation:answer", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "deliberation/polls/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, code: str) -> HttpResponse:
    """The question behind a code, and one answer."""
    slip = queries.slip_with(code)
    if slip is None:
        if too_often(request, *TRIES):
            return page(request, "429.html", "", {}, status=429)
        raise Http404
    form = forms.Answer(request.POST or None, poll=slip.poll)
    if not form.is_valid():
        return _show(request, slip, form, status=422 if request.method == "POST" else 200)
    try:
        perform(request, form, actions.answer, slip_id=slip.pk, **form.words)
    except Refused as refused:
        return _show(request, slip, form, status=403, reason=refused.reason)
    return redirect("deliberation:answer", code)


def _show(
    request: Request, slip: PollSlip, form: forms.Answer, *, status: int, reason: str = ""
) -> HttpResponse:
    used = slip.channel != ""
    may = rules.may_answer(slip.poll, timezone.now(), used=False)
    context = {
        **essentials(slip.poll),
        "form": form,
        "used": used,
        "verdict": refuse(reason) if reason else may,
    }
    return page(request, "deliberation/polls/answer.html", "", context, status=status)
