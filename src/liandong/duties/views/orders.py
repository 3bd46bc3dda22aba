"""Supervision orders: the list, filing one, the order's page, and the order on paper."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import actions, forms, queries, rules
from liandong.duties.models import SupervisionOrder
from liandong.duties.views.deeds import offers_of
from liandong.duties.views.files import open_thing
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import Refused, ensure
from liandong.people.models import Post

ROWS_A_PAGE = 30


@require_safe
def orders(request: Request) -> HttpResponse:
    ensure(rules.may_see_orders(request.actor))
    form, now = forms.FindOrders(request.GET), timezone.now()
    status = 200 if form.is_valid() else 422
    found = Paginator(queries.orders(request.actor, form.search, now), ROWS_A_PAGE)
    context = {
        "form": form,
        "page": found.get_page(request.GET.get("page")),
        "may_file": rules.may_file_orders(request.actor),
        "now": now,
    }
    return page(request, "duties/orders.html", "rows", context, status=status)


@require_safe
def choose_office(request: Request) -> HttpResponse:
    """Whom the order goes to; then what it says."""
    ensure(rules.may_file_orders(request.actor))
    form = forms.ChooseOffice(request.GET or None, actor=request.actor)
    if form.is_valid():
        return redirect("duties:file_order", form.cleaned_data["post"])
    status = 422 if request.GET else 200
    return page(request, "duties/choose_office.html", "", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def file_order(request: Request, post_id: int) -> HttpResponse:
    post = queries.find_post(post_id)
    if post is None:
        raise Http404
    ensure(rules.may_file(request.actor, post))
    form = forms.OrderWords(request.POST or None, initial={"items": request.GET.getlist("item")})
    form.about(post)
    if not form.is_valid():
        return _ask(request, post, form, status=422 if request.method == "POST" else 200)
    try:
        order = perform(request, form, actions.file_order, post_id=post_id, **form.words)
    except Refused as refused:
        return _ask(request, post, form, reason=refused.reason, status=403)
    return redirect(order) if order else redirect("duties:orders")


def _ask(
    request: Request, post: Post, form: forms.OrderWords, *, reason: str = "", status: int
) -> HttpResponse:
    context = {"post": post, "form": form, "reason": reason}
    return page(request, "duties/file_order.html", "form", context, status=status)


@require_safe
def order(request: Request, number: int) -> HttpResponse:
    now = timezone.now()
    found = open_thing(request, "orders", number, now)
    context = {
        **_context(found, now),
        "promises": queries.history(f"duties.supervisionorder:{found.pk}"),
        "offers": offers_of("orders", request.actor, found),
        "story": queries.story(found),
    }
    return page(request, "duties/order.html", "", context)


@require_safe
def paper(request: Request, number: int) -> HttpResponse:
    """The order on A4, with lines for the office's answer and the check."""
    now = timezone.now()
    found = open_thing(request, "orders", number, now)
    return page(request, "duties/order_paper.html", "", _context(found, now))


def _context(found: SupervisionOrder, now: Any) -> dict[str, Any]:
    return {"order": found, "items": queries.items_of(found, now), "now": now}
