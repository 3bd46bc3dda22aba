"""The express line: what everybody reads, the desk, an item's file, and every deed on it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import queries as duties
from liandong.kernel.desk import Deed, Desk, offers
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.meetings import actions, forms, queries, rules
from liandong.meetings.forms import OpenedExpress
from liandong.meetings.models import ExpressItem
from liandong.meetings.queries import Cause
from liandong.meetings.views.express_deeds import EXPRESS_DEEDS

ROWS_A_PAGE = 20


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"


@login_not_required
@require_safe
def public(request: Request) -> HttpResponse:
    """What the secretaries took up, or sent elsewhere, and their answers."""
    form = forms.FindExpress(request.GET, public=True)
    status = 200 if form.is_valid() else 422
    now = timezone.now()
    found = queries.express_published(form.search, now)
    context = {
        "face": face(request),
        "form": form,
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "now": now,
    }
    return page(request, "meetings/express/list.html", "rows", context, status=status)


@login_not_required
@require_safe
def item(request: Request, number: int) -> HttpResponse:
    found = _found(number)
    if not found.public:
        raise Http404
    may_see = rules.may_see_express(request.actor, found, queries.hands_on(found))
    context = {"face": face(request), "may_see": may_see, **_standing(found)}
    return page(request, "meetings/express/item.html", "", context)


def _found(number: int) -> ExpressItem:
    found = queries.find_express(number)
    if found is None:
        raise Http404
    return found


def _standing(found: ExpressItem) -> dict[str, Any]:
    now = timezone.now()
    return {
        "item": found,
        "light": queries.light_of(found, now),
        "dates": queries.dates_of(found),
        "steps": queries.steps_of(found, now),
        "behind": len(queries.behind(found)),
        "instead": queries.decided_instead(found) if found.goes_to_id else None,
        "now": now,
    }


@require_safe
def desk(request: Request) -> HttpResponse:
    """What waits for the acting secretary, and every item that the post may read."""
    form = forms.FindExpress(request.GET)
    status = 200 if form.is_valid() else 422
    now = timezone.now()
    found = queries.express_list(request.actor, form.search, now)
    context = {
        "form": form,
        "waiting": queries.express_waiting(request.actor, now),
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "may_write": bool(rules.may_write_express(request.actor)),
        "now": now,
    }
    return page(request, "meetings/express/desk.html", "rows", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """Write straight to a secretary; `?matter=` or `?item=` says what it is about."""
    ensure(rules.may_write_express(request.actor))
    place = queries.own_place(request.actor)
    assert place is not None, "whoever writes stands at a place"
    cause = _cause(request)
    above = queries.secretaries_above(place)
    form = forms.WriteExpress(request.POST or None, secretaries=above, cause=cause)
    context = {"form": form, "cause": cause, "asked": request.GET.get("matter", "")}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "meetings/express/write.html", "", context, status=status)
    try:
        made = perform(request, form, actions.write_express, **form.words)
    except Refused as refused:
        context["reason"] = refused.reason
        return page(request, "meetings/express/write.html", "", context, status=403)
    return redirect(made) if made else redirect("meetings:express_desk")


def _cause(request: Request) -> Cause:
    """What is known of the thing that the address names; nothing where it names none."""
    number, item_id = request.GET.get("matter", "").strip(), request.GET.get("item", "")
    found = queries.cause_of_matter(request.actor, number) if number else None
    if item_id.isdecimal():
        found = queries.cause_of_item(request.actor, int(item_id))
    return found or Cause()


def _opened(request: Request, number: int) -> OpenedExpress:
    found = _found(number)
    ensure(rules.may_see_express(request.actor, found, queries.hands_on(found)))
    return OpenedExpress(request.actor, found, timezone.now())


@require_safe
def file(request: Request, number: int) -> HttpResponse:
    opened = _opened(request, number)
    context = {
        **_standing(opened.item),
        "cause": queries.address_of_cause(opened.item),
        "matters": queries.behind(opened.item),
        "offers": offers(EXPRESS_DEEDS.values(), opened),
        "story": duties.story(opened.item),
    }
    return page(request, "meetings/express/file.html", "", context)


@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, number: int, verb: str) -> HttpResponse:
    return DESK.do(request, EXPRESS_DEEDS[verb], _opened(request, number))


def _around(opened: OpenedExpress) -> dict[str, Any]:
    back = opened.item.get_absolute_url()
    return {"back": back, "item": opened.item, "now": opened.now}


def _end(
    _request: Request, opened: OpenedExpress, _deed: Deed[OpenedExpress], _done: Any
) -> HttpResponse:
    return redirect(opened.item)


DESK = Desk("meetings/express/do.html", _around, _end)
