"""One deed: its form, or its action and then back to the file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.duties import forms
from liandong.duties.models import DutyList
from liandong.duties.views.deeds import DEEDS, Deed
from liandong.duties.views.files import open_thing
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, Verdict


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: int, name: str) -> HttpResponse:
    deed = DEEDS[name]
    thing = open_thing(request, deed.folder, number, timezone.now())
    if request.method != "POST":
        verdict = deed.rule(request.actor, thing)
        form = deed.form(thing=thing) if verdict else None
        return _ask(request, deed, thing, form, verdict=verdict, status=200 if verdict else 403)
    form = deed.form(request.POST, thing=thing)
    if not form.is_valid():
        return _ask(request, deed, thing, form, status=422)
    try:
        done = perform(request, form, deed.action, **{deed.word: number}, **form.words)
    except Refused as refused:
        return _ask(request, deed, thing, form, verdict=Verdict(refused.reason), status=403)
    if done is not None:
        messages.success(request, str(deed.says))
    return redirect(_landing(request, deed, thing))


def _landing(request: Request, deed: Deed, thing: Any) -> Any:
    """Back to the file; from a struck line to its list; after a new line to the next one."""
    if deed.again and "more" in request.POST:
        return request.path
    return thing.list if deed.slug == "strike" else thing


def _ask(
    request: Request,
    deed: Deed,
    thing: Any,
    form: forms.Deed | None,
    *,
    verdict: Verdict | None = None,
    status: int,
) -> HttpResponse:
    refused = verdict if verdict is not None and not verdict else None
    listed = thing if isinstance(thing, DutyList) else getattr(thing, "list", None)
    context = {
        "deed": deed,
        "thing": thing,
        "listed": listed,
        "form": form,
        "verdict": refused,
    }
    return page(request, "duties/do.html", "doing", context, status=status)
