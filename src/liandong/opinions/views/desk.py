"""The desk: the conversations of a place, asking, and every deed from form to landing page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.page import KeyedForm, Request, page, perform
from liandong.kernel.verdict import Refused, Verdict, ensure, refuse
from liandong.opinions import actions, forms, queries, rules
from liandong.opinions.forms import Opened
from liandong.opinions.views.deeds import DEEDS, Deed, offers
from liandong.opinions.views.door import opened_or_404, shown
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
        "offers": offers(opened),
        "may_moderate": rules.may_moderate(request.actor, opened.conversation),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "opinions/staff/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, conversation_id: int, verb: str) -> HttpResponse:
    """One deed: its form, or its action and then back to the file."""
    deed, opened = DEEDS[verb], opened_or_404(request, conversation_id)
    if request.method != "POST":
        verdict = deed.rule(opened)
        form = deed.form(opened=opened) if verdict else None
        return _ask(request, deed, opened, form, verdict, status=200 if verdict else 403)
    form = deed.form(request.POST, opened=opened)
    if not form.is_valid():
        return _ask(request, deed, opened, form, status=422)
    try:
        done = perform(request, form, deed.action, **form.words)
    except Refused as refused:
        return _ask(request, deed, opened, form, refuse(refused.reason), status=403)
    if done and deed.verb == "issue_codes":
        response = questionnaires(request, opened.conversation, done)
        add_never_cache_headers(response)
        return response
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect(f"opinions:{verb if deed.again else 'file'}", conversation_id)


def _ask(
    request: Request,
    deed: Deed,
    opened: Opened,
    form: KeyedForm | None,
    verdict: Verdict | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = shown(request, opened.conversation) | {
        "facts": opened.facts,
        "verb": deed.verb,
        "label": deed.label,
        "icon_name": deed.icon,
        "form": form,
        "reason": verdict.reason if verdict is not None and not verdict else "",
    }
    return page(request, "opinions/staff/do.html", "doing", context, status=status)
