"""One deed: its form, or its action and then back to the file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liandong.duties.forms import Opened
from liandong.duties.models import DutyList
from liandong.duties.views.deeds import DEEDS
from liandong.duties.views.files import open_thing
from liandong.kernel.desk import Deed, Desk
from liandong.kernel.page import Request


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: int, folder: str, verb: str) -> HttpResponse:
    thing = open_thing(request, folder, number, timezone.now())
    return DESK.do(request, DEEDS[folder][verb], Opened(folder, thing, request.actor))


def _around(opened: Opened) -> dict[str, Any]:
    thing = opened.thing
    listed = thing if isinstance(thing, DutyList) else getattr(thing, "list", None)
    post = getattr(thing, "post", None)
    return {"back": thing.get_absolute_url(), "thing": thing, "listed": listed, "post": post}


def _end(request: Request, opened: Opened, deed: Deed[Opened], _done: Any) -> HttpResponse:
    """Back to the file; from a struck line to its list; after a new line to the next one."""
    if deed.again:
        return redirect(request.path)
    if deed.verb == "strike":
        return redirect(*_above(opened))
    return redirect(opened.thing)


def _above(opened: Opened) -> tuple[Any]:
    """Where one goes from a file that is gone."""
    if opened.folder in {"orders", "bulletins"}:
        return (f"duties:{opened.folder}",)
    return (opened.thing.list,)


DESK = Desk("duties/do.html", _around, _end)
