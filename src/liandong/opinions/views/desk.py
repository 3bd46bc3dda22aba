"""The desk: the conversations of a place, asking, and every deed from form to landing page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.opinions import actions, forms, queries, rules
from liandong.opinions.forms import Opened
from liandong.opinions.views.deeds import CALL_COUNCIL, DEEDS, LOOKS
from liandong.opinions.views.door import opened_at_or_404, opened_or_404, shown, told
from liandong.opinions.views.paper import questionnaires

ROWS_A_PAGE = 30


@require_safe
def conversations(request: Request) -> HttpResponse:
    """The conversations of the places that this post stands at, in or over."""
    form = forms.Find(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = queries.on_desk(request.actor, state)
    context = {
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_open": rules.may_open_somewhere(request.actor),
    }
    return page(request, "opinions/staff/list.html", "rows", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_conversation(request: Request) -> HttpResponse:
    """Ask residents of the own place, or of one right below it."""
    ensure(rules.may_open_somewhere(request.actor))
    form = forms.Open(request.POST or None, asked=queries.may_ask(request.actor))
    if request.method != "POST" or not form.is_valid():
        return _open(request, form, status=422 if request.method == "POST" else 200)
    try:
        made = perform(request, form, actions.open_conversation, **form.words)
    except Refused as refused:
        return _open(request, form, status=403, reason=refused.reason)
    return redirect("opinions:file", made.pk) if made else redirect("opinions:desk")


def _open(request: Request, form: forms.Open, *, status: int, reason: str = "") -> HttpResponse:
    context = {"form": form, "reason": reason}
    return page(request, "opinions/staff/open.html", "form", context, status=status)


@require_safe
def file(request: Request, conversation_id: int) -> HttpResponse:
    """What waits to be done, every statement with its original, and what the answers show."""
    opened = opened_or_404(request, conversation_id)
    found = queries.all_statements(opened.conversation)
    context = shown(request, opened.conversation) | {
        "facts": opened.facts,
        "offers": offers(DEEDS.values(), opened),
        "may_moderate": rules.may_moderate(request.actor, opened.conversation),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "opinions/staff/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, conversation_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, DEEDS[verb], opened_or_404(request, conversation_id))


@require_safe
def look(request: Request, statement_id: int) -> HttpResponse:
    """A statement as it was written, and all that can be done with it, each with its form."""
    opened = opened_at_or_404(request, statement_id)
    ensure(rules.may_moderate(request.actor, opened.conversation))
    offered = [
        (offer.deed, offer.deed.form(opened=opened, auto_id=f"{offer.deed.verb}_%s"))
        for offer in offers(LOOKS.values(), opened)
        if offer.verdict
    ]
    context = _around(opened) | {"offered": offered}
    return page(request, "opinions/staff/look.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do_to_statement(request: Request, statement_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, LOOKS[verb], opened_at_or_404(request, statement_id))


@require_http_methods(["GET", "HEAD", "POST"])
def call_council(request: Request, statement_id: int) -> HttpResponse:
    """Have a council planned on a statement that unites or divides; it goes on at its desk."""
    return DESK.do(request, CALL_COUNCIL, opened_at_or_404(request, statement_id))


def _around(opened: Opened) -> dict[str, Any]:
    return told(opened.actor, opened.conversation, opened.now) | {
        "back": reverse("opinions:file", args=[opened.conversation.pk]),
        "facts": opened.facts,
        "statement": opened.statement,
    }


def _end(request: Request, opened: Opened, deed: Deed[Opened], done: Any) -> HttpResponse:
    """Questionnaires are shown once, a council goes on at its own desk; else back to the file."""
    if done and deed.verb == "issue_codes":
        response = questionnaires(request, opened.conversation, done)
        add_never_cache_headers(response)
        return response
    if done and deed.verb == "call_council":
        return redirect("deliberation:file", done.number)
    return redirect(f"opinions:{deed.verb if deed.again else 'file'}", opened.conversation.pk)


DESK = Desk("opinions/staff/do.html", _around, _end)
