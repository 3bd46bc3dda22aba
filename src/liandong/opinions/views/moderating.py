"""Looking at one statement, and calling a council on one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.opinions import actions, forms, queries, rules
from liandong.opinions.forms import Opened
from liandong.opinions.lifecycle import STATEMENT_MOVES
from liandong.opinions.views.deeds import LOOKS
from liandong.opinions.views.door import opened_or_404, shown


@require_safe
def look(request: Request, statement_id: int) -> HttpResponse:
    """A statement as it was written, and what can be done with it."""
    opened = _moderated_or_404(request, statement_id)
    return _look(request, opened, {}, status=200)


@require_POST
def moderate(request: Request, statement_id: int, verb: str) -> HttpResponse:
    """Publish it, do not publish it, or point it to another; then back to the file."""
    opened = _moderated_or_404(request, statement_id)
    _label, _icon, form_class, action = LOOKS[verb]
    form = form_class(request.POST, opened=opened)
    if not form.is_valid():
        return _look(request, opened, {verb: form}, status=422)
    try:
        done = perform(request, form, action, **form.words)
    except Refused as refused:
        return _look(request, opened, {verb: form}, status=403, reason=refused.reason)
    if done is not None:
        messages.success(request, _("It is written down."))
    return redirect("opinions:file", opened.conversation.pk)


def _moderated_or_404(request: Request, statement_id: int) -> Opened:
    statement = queries.statement(statement_id)
    if statement is None:
        raise Http404
    opened = opened_or_404(request, statement.conversation_id, statement)
    ensure(rules.may_moderate(request.actor, opened.conversation))
    return opened


def _look(
    request: Request,
    opened: Opened,
    bound: dict[str, KeyedForm],
    *,
    status: int,
    reason: str = "",
) -> HttpResponse:
    assert opened.statement is not None, "one statement is looked at"
    standing = opened.statement.standing
    offered: list[tuple[Any, ...]] = [
        (verb, label, icon, bound.get(verb) or form(opened=opened, auto_id=f"{verb}_%s"))
        for verb, (label, icon, form, _action) in LOOKS.items()
        if standing in STATEMENT_MOVES[verb][0]
    ]
    context = {
        "conversation": opened.conversation,
        "statement": opened.statement,
        "here": reverse("opinions:look", args=[opened.statement.pk]),
        "forms": offered,
        "reason": reason
        or ("" if offered else _("Somebody has looked at this statement already.")),
    }
    return page(request, "opinions/staff/look.html", "", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def call_council(request: Request, statement_id: int) -> HttpResponse:
    """Have a council planned on a statement that unites or divides; it goes on at its desk."""
    statement = queries.statement(statement_id)
    if statement is None:
        raise Http404
    opened = opened_or_404(request, statement.conversation_id, statement)
    named = queries.to_be_talked_over(opened.conversation)
    ensure(rules.may_call_council(request.actor, opened.conversation, statement, named))
    form = forms.CallCouncil(request.POST or None, opened=opened)
    if request.method != "POST" or not form.is_valid():
        return _call(request, opened, form, status=422 if request.method == "POST" else 200)
    try:
        council = perform(request, form, actions.call_council, **form.words)
    except Refused as refused:
        return _call(request, opened, form, status=403, reason=refused.reason)
    if council is None:
        return redirect("opinions:file", opened.conversation.pk)
    return redirect("deliberation:file", council.number)


def _call(
    request: Request, opened: Opened, form: forms.CallCouncil, *, status: int, reason: str = ""
) -> HttpResponse:
    context = shown(request, opened.conversation) | {
        "facts": opened.facts,
        "statement": opened.statement,
        "label": _("Call a council on this"),
        "icon_name": "message-circle",
        "form": form,
        "reason": reason,
    }
    return page(request, "opinions/staff/do.html", "doing", context, status=status)
