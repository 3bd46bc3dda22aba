"""Loading a table: first what would change, then the file that was previewed is carried out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.mandates import actions, queries, rules
from liandong.mandates.forms import Loading, LoadTable

TEMPLATE = "mandates/load.html"
LOADINGS: dict[str, Loading] = {
    "powers": Loading(
        "powers",
        _("Load a list of delegated powers"),
        _("What is there and differs is reworded. What the list leaves out stays as it is."),
        queries.POWERS,
        queries.read_powers,
        queries.plan_powers,
        actions.load_powers,
        "mandates:powers",
    ),
    "moves": Loading(
        "moves",
        _("Load a ledger of posts that moved down"),
        _("A row that is there stays as it is; a wrong one is struck by hand, with a reason."),
        queries.MOVES,
        queries.read_moves,
        queries.plan_moves,
        actions.load_moves,
        "mandates:moves",
    ),
    "offices": Loading(
        "offices",
        _("Load a list of party-affairs offices"),
        _("Another number is a new row from its day on. What the list leaves out stays."),
        queries.OFFICES,
        queries.read_offices,
        queries.plan_offices,
        actions.load_offices,
        "mandates:offices",
    ),
}


@require_http_methods(["GET", "POST"])
def load(request: Request, word: str) -> HttpResponse:
    ensure(rules.may_edit_somewhere(request.actor))
    loading, places = LOADINGS[word], queries.places_for(request.actor)
    if request.method == "GET":
        form = LoadTable(loading=loading, places=places)
        return page(request, TEMPLATE, "form", {"form": form, "loading": loading})
    form = LoadTable(request.POST, request.FILES, loading=loading, places=places)
    if not form.is_valid() or form.rows.errors:
        errors = form.rows.errors if form.is_valid() else ()
        context: dict[str, Any] = {"form": form, "loading": loading, "errors": errors}
        return page(request, TEMPLATE, "form", context, status=422)
    if "load" not in request.POST:
        plan = loading.plan(form.rows.lines)
        context = {"form": form.again(), "loading": loading, "plan": plan, "place": form.chosen}
        return page(request, TEMPLATE, "form", context)
    perform(
        request,
        form,
        loading.action,
        place_id=form.chosen.pk,
        head=actions.PowerHead(**form.head),
        lines=form.rows.lines,
    )
    return redirect(loading.back)
