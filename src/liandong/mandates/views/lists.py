"""Pages of the lists. Who must lead is everybody's to know; only entitled staff change it."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.mandates import actions, forms, queries, rules
from liandong.mandates.models import MandateItem, MandateList
from liandong.mandates.views.door import face
from liandong.places.models import Place


@login_not_required
@require_GET
def lists(request: Request) -> HttpResponse:
    context = {
        "face": face(request),
        "lists": queries.lists(),
        "may_import": rules.may_edit_somewhere(request.actor),
    }
    return page(request, "mandates/lists.html", "lists", context)


@login_not_required
@require_GET
def one_list(request: Request, list_id: int) -> HttpResponse:
    listed, form = _asked(request, list_id)
    status = 200 if form.is_valid() else 422
    found = list(queries.items(listed, form.search, timezone.localdate()))
    context = {
        "face": face(request),
        "list": listed,
        "form": form,
        "groups": [
            (rows[0], rows)
            for rows in (list(group) for _no, group in groupby(found, lambda row: row.class_no))
        ],
        "count": len(found),
        "query": request.GET.urlencode(),
    }
    return page(request, "mandates/list.html", "items", context, status=status)


@login_not_required
@require_GET
def export(request: Request, list_id: int, form: str) -> HttpResponse:
    """The items as shown, in the columns that `import` reads again."""
    listed, find = _asked(request, list_id)
    if form not in {"csv", "xlsx"} or not find.is_valid():
        raise Http404
    rows = queries.items(listed, find.search, timezone.localdate())
    name = f"{listed.kind}-{listed.effective_from.isoformat()}"
    return table_response(form, name, queries.HEADS, map(queries.as_row, rows))


@login_not_required
@require_GET
def item(request: Request, item_id: int) -> HttpResponse:
    shown = _item(item_id)
    context = {
        "face": face(request),
        "item": shown,
        "list": shown.list,
        "versions": queries.versions(shown),
        "may_edit": rules.may_edit(request.actor, shown.list.place),
    }
    return page(request, "mandates/item.html", "item", context)


@require_http_methods(["GET", "POST"])
def revise_item(request: Request, item_id: int) -> HttpResponse:
    shown = _item(item_id)
    ensure(rules.may_edit(request.actor, shown.list.place))
    form = forms.Revise(request.POST or None, item=shown)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"form": form, "item": shown, "list": shown.list}
        return page(request, "mandates/revise.html", "form", context, status=status)
    new = perform(request, form, actions.revise_item, item_id=item_id, **form.words)
    return redirect("mandates:item", new.pk if new else item_id)


@require_http_methods(["GET", "POST"])
def import_list(request: Request) -> HttpResponse:
    """A preview first; the lines that were previewed are then carried out as they are."""
    ensure(rules.may_edit_somewhere(request.actor))
    if request.method == "GET":
        form = forms.Load(initial={"place": request.actor.place_id})
        return page(request, "mandates/import.html", "form", {"form": form})
    form = forms.Load(request.POST, request.FILES)
    if not form.is_valid() or form.draft.errors:
        errors = form.draft.errors if form.is_valid() else ()
        context: dict[str, Any] = {"form": form, "errors": errors}
        return page(request, "mandates/import.html", "form", context, status=422)
    if "load" not in request.POST:
        return _preview(request, form)
    words = {"place_id": form.cleaned_data["place"], "head": form.head, "lines": form.draft.lines}
    listed = perform(request, form, actions.import_list, **words)
    return redirect("mandates:list", listed.pk) if listed else redirect("mandates:lists")


def _preview(request: Request, form: forms.Load) -> HttpResponse:
    place = get_object_or_404(Place, pk=form.cleaned_data["place"])
    ensure(rules.may_edit(request.actor, place))
    plan = queries.plan_import(place, form.head, form.draft.lines)
    context = {"form": form.again(), "plan": plan, "place": place, "head": form.head}
    return page(request, "mandates/import.html", "form", context)


def _asked(request: Request, list_id: int) -> tuple[MandateList, forms.Find]:
    listed = get_object_or_404(MandateList.objects.select_related("place"), pk=list_id)
    english = (get_language() or "").startswith("en")
    groups = [
        (number, name_en if english and name_en else name)
        for number, name, name_en in queries.classes(listed)
    ]
    return listed, forms.Find(request.GET, groups=groups)


def _item(item_id: int) -> MandateItem:
    items = MandateItem.objects.select_related("list__place").prefetch_related("categories")
    return get_object_or_404(items, pk=item_id)
