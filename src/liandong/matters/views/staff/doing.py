"""Doing one thing to a matter: GET shows its form, POST runs its one action."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, Verdict
from liandong.matters.forms import staff as forms
from liandong.matters.models import Contact
from liandong.matters.queries import desk
from liandong.matters.views.staff.deeds import DEEDS, Deed
from liandong.matters.views.staff.file import Opened, essentials, open_file, show
from liandong.matters.views.staff.story import event_of


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: str, verb: str) -> HttpResponse:
    """One deed: its form, or its action and then back to the file."""
    deed, opened = DEEDS[verb], open_file(request, number)
    if request.method != "POST":
        return _ask(request, deed, opened)
    form = deed.form(request.POST, request.FILES, file=opened.file(request))
    if "more" in request.POST and isinstance(form, forms.Consult | forms.Dispatch):
        return _form(request, deed, opened, form.more())
    if not form.is_valid():
        return _not_understood(request, deed, opened, form)
    return _carry_out(request, deed, opened, form)


def _ask(request: Request, deed: Deed, opened: Opened) -> HttpResponse:
    verdict = deed.rule(request.actor, opened.matter, opened.facts)
    if not verdict:
        return _form(request, deed, opened, None, verdict=verdict, status=403)
    form = deed.form(initial={"seen": desk.last_line(opened.matter)}, file=opened.file(request))
    return _form(request, deed, opened, form)


def _not_understood(request: Request, deed: Deed, opened: Opened, form: forms.Deed) -> HttpResponse:
    """Say what is wrong; unless it was done before, or cannot be done any more."""
    if desk.pressed(request.POST.get("key", "")):
        return redirect("matters:file", opened.matter.number)
    verdict = deed.rule(request.actor, opened.matter, opened.facts)
    if not verdict:
        return _form(request, deed, opened, form, verdict=verdict, status=403)
    return _form(request, deed, opened, form, status=422)


def _carry_out(request: Request, deed: Deed, opened: Opened, form: forms.Deed) -> HttpResponse:
    number = opened.matter.number
    try:
        done = perform(request, form, deed.action, matter_id=opened.matter.pk, **form.words)
    except Refused as refused:
        again = open_file(request, number)
        return _form(request, deed, again, form, verdict=Verdict(refused.reason), status=403)
    if isinstance(done, Contact):
        response = show(request, open_file(request, number), contact=done)
        add_never_cache_headers(response)
        return response
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect("matters:file", number)


def _form(
    request: Request,
    deed: Deed,
    opened: Opened,
    form: forms.Deed | None,
    *,
    verdict: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The deed's page. After a refusal: why, what happened meanwhile, and what was typed."""
    context: dict[str, Any] = {
        **essentials(request, opened),
        "deed": deed,
        "form": form,
        "verdict": verdict,
        "meanwhile": _meanwhile(opened, form) if verdict is not None else [],
        "fields": [f"matters/staff/do/{name}.html" for name in (deed.verb, "plain")],
    }
    return page(request, "matters/staff/do.html", "doing", context, status=status)


def _meanwhile(opened: Opened, form: forms.Deed | None) -> list[Any]:
    """What was written since the form was opened: when, by which office, what."""
    seen = form.data.get("seen", "") if form is not None else ""
    if not str(seen).isdecimal():
        return []
    written = desk.written_since(opened.matter, int(seen))
    return [event_of(entry, post) for entry, post in written]
