"""Arenas: the public page with its arithmetic, the desk, tickets and sheets on paper."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.links import qr_of
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.projects import actions, forms, queries, rules
from liandong.projects.forms import OpenedArena
from liandong.projects.lifecycle import FollowUp
from liandong.projects.models import Arena, Entrant
from liandong.projects.views.arena_deeds import ARENA_DEEDS, FOLLOW_UP
from liandong.projects.views.door import face

ROWS_A_PAGE = 20
CHINESE = "zh-hans"


@login_not_required
@require_safe
def arenas(request: Request) -> HttpResponse:
    place = queries.own_place(request.actor)
    context = {
        "face": face(request),
        "page": Paginator(queries.arenas(), ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_open": bool(rules.may_open_arena(request.actor, place)),
    }
    return page(request, "projects/arena/list.html", "rows", context)


@login_not_required
@require_safe
def arena(request: Request, arena_id: int) -> HttpResponse:
    """One arena for everybody: the rule, the lot, the entrants, the result with its arithmetic."""
    found = _found_or_404(arena_id)
    context = {"face": face(request), **_shown(found)}
    context["may_see"] = rules.may_see_arena(request.actor, found)
    return page(request, "projects/arena/arena.html", "", context)


@login_not_required
@require_safe
def sheet(request: Request, arena_id: int) -> HttpResponse:
    """The result sheet on A4, with every step of the arithmetic."""
    found = _with_result(arena_id)
    with translation.override(CHINESE):
        context = {**_shown(found), "qr": qr_of(request, _address(found))}
        return page(request, "projects/arena/sheet.html", "", context)


@login_not_required
@require_safe
def published(request: Request, arena_id: int) -> HttpResponse:
    """Every paper with its tracking code and no name, for whoever counts again."""
    found = _with_result(arena_id)
    text = queries.as_published(found)
    response = HttpResponse(text, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="arena-{found.pk}.jsonl"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def open_arena(request: Request) -> HttpResponse:
    place = queries.own_place(request.actor)
    ensure(rules.may_open_arena(request.actor, place))
    form = forms.OpenArena(request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "projects/arena/open.html", "form", {"form": form}, status=status)
    place_id = request.actor.place_id
    made = perform(request, form, actions.open_arena, place_id=place_id, **form.words)
    return redirect(made) if made else redirect("projects:arenas")


@require_safe
def file(request: Request, arena_id: int) -> HttpResponse:
    """The desk of an arena: what can be done, tickets, and whom the rule points at."""
    opened = _opened_or_404(request, arena_id)
    context = {
        **_shown(opened.arena),
        "facts": opened.facts,
        "offers": offers(ARENA_DEEDS.values(), opened),
        "slow": queries.slow(opened.arena),
        "may_follow_up": rules.may_follow_up(request.actor, opened.arena),
        "story": queries.arena_story(opened.arena),
    }
    return page(request, "projects/arena/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, arena_id: int, verb: str) -> HttpResponse:
    return DESK.do(request, ARENA_DEEDS[verb], _opened_or_404(request, arena_id))


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Request, entrant_id: int) -> HttpResponse:
    """What follows for one project: the suggestion of the rule, and a person's decision."""
    entrant = queries.find_entrant(entrant_id)
    if entrant is None:
        raise Http404
    return DESK.do(request, FOLLOW_UP, _opened_or_404(request, entrant.arena_id, entrant))


def _end(request: Request, opened: OpenedArena, deed: Deed[OpenedArena], done: Any) -> HttpResponse:
    """Tickets are shown once; a talk is decided on its own page; else back, or to the next."""
    if done and deed.verb == "issue_tickets":
        response = _tickets(request, opened.arena, done)
        add_never_cache_headers(response)
        return response
    if isinstance(done, Entrant) and done.follow_up == FollowUp.TALK:
        return redirect("duties:decide_talk", done.project.secretary_id)
    name = deed.verb if deed.again else "arena_file"
    return redirect(f"projects:{name}", opened.arena.pk)


def _tickets(request: Request, found: Arena, codes: Sequence[str]) -> HttpResponse:
    rows = [
        {
            "code": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
            "qr": qr_of(request, reverse("projects:booth", args=[code])),
        }
        for code in codes
    ]
    with translation.override(CHINESE):
        context = {"arena": found, "rows": rows, "entrants": queries.entrants(found)}
        return page(request, "projects/arena/tickets.html", "", context)


def _around(opened: OpenedArena) -> dict[str, Any]:
    return {
        "back": reverse("projects:arena_file", args=[opened.arena.pk]),
        "arena": opened.arena,
        "entrant": opened.entrant,
        "classes": queries.classes(opened.arena),
        "now": opened.now,
    }


def _found_or_404(arena_id: int) -> Arena:
    found = queries.find_arena(arena_id)
    if found is None:
        raise Http404
    return found


def _with_result(arena_id: int) -> Arena:
    found = _found_or_404(arena_id)
    if not found.has_result:
        raise Http404
    return found


def _opened_or_404(request: Request, arena_id: int, entrant: Entrant | None = None) -> OpenedArena:
    found = _found_or_404(arena_id)
    ensure(rules.may_see_arena(request.actor, found))
    now = timezone.now()
    return OpenedArena(found, request.actor, now, queries.arena_facts(found, now), entrant)


def _address(found: Arena) -> str:
    return reverse("projects:arena", args=[found.pk])


def _shown(found: Arena) -> dict[str, Any]:
    papers = queries.papers_of(found) if found.has_result else []
    return {
        "arena": found,
        "entrants": queries.entrants(found),
        "classes": queries.classes(found),
        "lots": queries.lots(found),
        "groups": queries.counted(found) if found.has_result else [],
        "papers": len(papers),
        "invalid": sum(paper.marks is None for paper in papers),
        "now": timezone.now(),
    }


DESK = Desk("projects/arena/do.html", _around, _end)
