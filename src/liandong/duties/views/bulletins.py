"""Bulletins: for posts, on paper, and what is published to everybody."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import actions, forms, queries, rules
from liandong.duties.models import Bulletin
from liandong.duties.views.deeds import offers_of
from liandong.duties.views.files import open_thing
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure

ROWS_A_PAGE = 30


@require_safe
def bulletins(request: Request) -> HttpResponse:
    found = Paginator(queries.bulletins(request.actor), ROWS_A_PAGE)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "may_begin": rules.may_begin_bulletin(request.actor),
    }
    return page(request, "duties/bulletins.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    ensure(rules.may_begin_bulletin(request.actor))
    form = forms.BulletinWords(request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "duties/begin_bulletin.html", "form", {"form": form}, status=status)
    try:
        made = perform(request, form, actions.begin_bulletin, **form.words)
    except Refused as refused:
        context = {"form": form, "reason": refused.reason}
        return page(request, "duties/begin_bulletin.html", "form", context, status=403)
    return redirect(made) if made else redirect("duties:bulletins")


@require_safe
def bulletin(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    found = open_thing(request, "bulletins", number, now)
    context = {
        **_context(found, now),
        "offers": offers_of("bulletins", request.actor, found),
        "story": queries.story(found),
    }
    return page(request, "duties/bulletin.html", "", context)


@require_safe
def paper(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    found = open_thing(request, "bulletins", number, now)
    return page(request, "duties/bulletin_paper.html", "", _context(found, now))


@login_not_required
@require_safe
def published(request: Request) -> HttpResponse:
    """The bulletins that everybody may read."""
    found = Paginator(queries.published(), ROWS_A_PAGE)
    context = {"page": found.get_page(request.GET.get("page")), "face": _face(request)}
    return page(request, "duties/published_bulletins.html", "", context)


@login_not_required
@require_safe
def published_one(request: Request, number: int) -> HttpResponse:
    found = queries.published().filter(pk=number).select_related("issuer__place").first()
    if found is None:
        raise Http404
    context = {**_context(found, timezone.now()), "face": _face(request)}
    return page(request, "duties/published_bulletin.html", "", context)


def _face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


def _context(found: Bulletin, now: datetime) -> dict[str, Any]:
    rows = queries.rows_of(found, now)
    return {"bulletin": found, "rows": rows, "whole": queries.whole(rows), "now": now}
