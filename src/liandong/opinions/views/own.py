"""A participant's own pages, behind their code: one statement at a time, answers, own words."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.dates import day_of
from liandong.kernel.doors import in_private
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused
from liandong.opinions import actions, forms, queries, rules
from liandong.opinions.models import Participant, Statement
from liandong.opinions.views.door import too_often


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request) -> HttpResponse:
    """From the code on the questionnaire to the statements."""
    form = forms.Code(request.POST or None)
    if request.method == "POST" and too_often(request, "opinion-code", "opinion.tries"):
        return page(request, "429.html", "", {}, status=429)
    if form.is_valid():
        return redirect("opinions:own", form.cleaned_data["code"])
    status = 422 if request.method == "POST" else 200
    return page(request, "opinions/own/code.html", "", {"form": form}, status=status)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, code: str) -> HttpResponse:
    """One statement at a time: the next one, or one whose answer is to be changed."""
    participant = _behind(request, code)
    if participant is None:
        return page(request, "429.html", "", {}, status=429)
    if request.method != "POST":
        return _ask(request, participant, code, status=200)
    form = forms.Choose(request.POST)
    if not form.is_valid():
        return _ask(request, participant, code, status=422)
    if too_often(request, "opinion-answer", "opinion.answers"):
        return page(request, "429.html", "", {}, status=429)
    try:
        perform(request, form, actions.answer, participant_id=participant.pk, **form.words)
    except Refused as refused:
        return _ask(request, participant, code, status=403, reason=refused.reason)
    return redirect("opinions:answers" if "again" in request.POST else "opinions:own", code)


def _ask(
    request: Request, participant: Participant, code: str, *, status: int, reason: str = ""
) -> HttpResponse:
    """The statement that is to be answered now, and how far one is."""
    context = _standing(participant, code)
    no = request.GET.get("statement", "")
    again = next((one for one in context["statements"] if no == str(one.no)), None)
    asked = again or queries.next_statement(participant, context["statements"], context["answered"])
    context |= {
        "asked": asked,
        "again": again is not None,
        "vote": context["answered"].get(asked.pk) if asked else None,
        "form": forms.Choose(),
        "reason": reason or context["verdict"].reason or "",
    }
    return page(request, "opinions/own/one.html", "", context, status=status)


@in_private
@require_safe
def answers(request: Request, code: str) -> HttpResponse:
    """What somebody answered and said, to be looked over and changed."""
    participant = _behind(request, code)
    if participant is None:
        return page(request, "429.html", "", {}, status=429)
    context = _standing(participant, code)
    given = context["answered"]
    context |= {
        "given": [(one, given[one.pk]) for one in context["statements"] if one.pk in given],
        "said": queries.statements_of(participant),
    }
    return page(request, "opinions/own/answers.html", "", context)


@in_private
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: Request, code: str) -> HttpResponse:
    """Add a statement of one's own; it waits until a person has looked at it."""
    participant = _behind(request, code)
    if participant is None or (
        request.method == "POST" and too_often(request, "opinion-answer", "opinion.answers")
    ):
        return page(request, "429.html", "", {}, status=429)
    form = forms.Suggest(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _suggest(request, participant, code, form, status=status)
    try:
        perform(request, form, actions.suggest, participant_id=participant.pk, **form.words)
    except Refused as refused:
        return _suggest(request, participant, code, form, status=403, reason=refused.reason)
    messages.success(request, _("Your statement has arrived. A person looks at it first."))
    return redirect("opinions:answers", code)


def _suggest(
    request: Request,
    participant: Participant,
    code: str,
    form: forms.Suggest,
    *,
    status: int,
    reason: str = "",
) -> HttpResponse:
    context = _standing(participant, code)
    context |= {"form": form, "reason": reason or context["verdict"].reason or ""}
    return page(request, "opinions/own/suggest.html", "", context, status=status)


def _behind(request: Request, code: str) -> Participant | None:
    """Who is behind a code. Nobody: 404, or None when too many codes were tried."""
    participant = queries.participant_with(code)
    if participant is None:
        if too_often(request, "opinion-code", "opinion.tries"):
            return None
        raise Http404
    return participant


def _standing(participant: Participant, code: str) -> dict[str, Any]:
    conversation = participant.conversation
    statements: list[Statement] = queries.published(conversation)
    answered = queries.answers_of(participant)
    return {
        "conversation": conversation,
        "participant": participant,
        "code": code,
        "statements": statements,
        "answered": answered,
        "done": sum(one.pk in answered for one in statements),
        "verdict": rules.may_take_part(conversation, day_of(timezone.now())),
    }
