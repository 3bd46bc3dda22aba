"""One list, one responsibility, one rectification; a list on paper and as an Excel file."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.duties import queries, rules
from liandong.duties.lifecycle import ListKind
from liandong.duties.models import DutyList
from liandong.duties.views.deeds import offers_of
from liandong.kernel.actor import Actor
from liandong.kernel.export import office_response
from liandong.kernel.page import Request, page
from liandong.kernel.verdict import Verdict, ensure
from liandong.ledger.actions import name_of


@require_safe
def one_list(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    listed = open_thing(request, "lists", number, now)
    context = {
        "listed": listed,
        "title": queries.title_of(listed),
        "lines": queries.lines_of(listed, now),
        "responsibilities": listed.kind == ListKind.RESPONSIBILITY,
        "lights": queries.count_lights([listed], now)[listed.pk],
        "offers": offers_of("lists", request.actor, listed),
        "may_enter": bool(rules.may_enter(request.actor, listed)),
        "papers": queries.papers_about(name_of(listed)),
        "story": queries.story(listed),
        "now": now,
    }
    return page(request, "duties/list.html", "", context)


@require_safe
def paper(request: Request, number: int) -> HttpResponse:
    """The list on A4, across."""
    now = timezone.now()
    listed = open_thing(request, "lists", number, now)
    context = {"listed": listed, "table": queries.table_of(listed, now)}
    return page(request, "duties/paper.html", "", context)


@require_safe
def export(request: Request, number: int) -> HttpResponse:
    """The list as an Excel file with the heads, title and foot of an office's ledger."""
    now = timezone.now()
    listed = open_thing(request, "lists", number, now)
    return office_response(queries.title_of(listed), queries.table_of(listed, now))


@require_safe
def responsibility(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    line = open_thing(request, "responsibilities", number, now)
    context = {
        "line": line,
        "listed": line.list,
        "turns": queries.turns(line),
        "below": queries.below(line, now),
        "offers": offers_of("responsibilities", request.actor, line),
        "story": queries.story(line),
        "now": now,
    }
    return page(request, "duties/responsibility.html", "", context)


@require_safe
def rectification(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    problem = open_thing(request, "rectifications", number, now)
    context = {
        "problem": problem,
        "listed": problem.list,
        "supports": problem.supports.select_related("place").order_by("id"),
        "promises": queries.history(f"duties.rectification:{problem.pk}"),
        "offers": offers_of("rectifications", request.actor, problem),
        "story": queries.story(problem),
        "now": now,
    }
    return page(request, "duties/rectification.html", "", context)


def open_thing(request: Request, folder: str, number: int, now: datetime) -> Any:
    """A list or a line, if it exists and the acting post may read its list."""
    thing: Any = _find(folder, number, now)
    if thing is None:
        raise Http404
    if folder in READ_BY:
        ensure(READ_BY[folder](request.actor, thing))
        return thing
    listed: DutyList = thing if folder == "lists" else thing.list
    named = queries.is_named(request.actor, listed)
    ensure(rules.may_see(request.actor, listed, named=named))
    return thing


# Who reads what is no list and stands on no list.
READ_BY: dict[str, Callable[[Actor, Any], Verdict]] = {
    "talks": rules.may_see_talk,
    "orders": rules.may_see_order,
    "bulletins": rules.may_see_bulletin,
}


def _find(folder: str, number: int, now: datetime) -> Any:
    found: dict[str, Callable[[], Any]] = {
        "lists": lambda: queries.find_list(number),
        "talks": lambda: queries.find_talk(number),
        "orders": lambda: queries.find_order(number, now),
        "bulletins": lambda: queries.find_bulletin(number),
        "responsibilities": lambda: queries.find_line(number, now),
        "rectifications": lambda: queries.find_problem(number, now),
    }
    return found[folder]()
