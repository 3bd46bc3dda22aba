"""The list of matters: narrowed by its address, sorted, exported, kept, and worked on in bulk."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from liandong.kernel.export import table_response
from liandong.kernel.numbers import is_number, plain_number
from liandong.kernel.page import Request, page, perform
from liandong.kernel.templatetags.liandong import chinese
from liandong.kernel.transactions import AlreadyDone
from liandong.kernel.verdict import Refused
from liandong.matters import actions, queries, rules
from liandong.matters.forms import staff as forms
from liandong.matters.lifecycle import Outcome, Source, State
from liandong.matters.models import Matter
from liandong.matters.queries import desk, figures
from liandong.matters.views.staff.rows import Dates, named

A_PAGE = 50
COUNTED = 500  # beyond this the list says "more than"
EXPORTED = 10_000


@require_safe
def matters(request: Request) -> HttpResponse:
    """One page of the list, or the whole filter as a table to take away."""
    form = forms.Filter(request.GET or None)
    if form.is_bound and not form.is_valid():
        return _list(request, form, Matter.objects.none(), status=422)
    found = _found(request, form, timezone.now())
    if (kind := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return _export(found, form, kind)
    return _list(request, form, found)


@require_safe
def search(request: Request) -> HttpResponse:
    """A whole number leads to its file, anything else to the list."""
    found = queries.find(queries.visible_to(request.actor), request.GET.get("q", ""))
    number = plain_number(request.GET.get("q", ""))
    if is_number(number, queries.NUMBER_LENGTH) and found.exists():
        return redirect("matters:file", number)
    return matters(request)


def _found(request: Request, form: forms.Filter, now: datetime) -> QuerySet[Matter]:
    if not form.is_bound:
        return queries.list_of(request.actor, {})
    found = queries.list_of(request.actor, form.filters(now))
    if behind := form.behind(now):
        found = found.filter(figures.behind(*behind, now))
    return found


def _order(form: forms.Filter) -> str:
    return form.order if form.is_bound and form.is_valid() else "newest"


def _list(
    request: Request, form: forms.Filter, found: QuerySet[Matter], *, status: int = 200
) -> HttpResponse:
    now, order = timezone.now(), _order(form)
    rows = list(desk.page_after(found, order, request.GET.get("after", ""), A_PAGE))
    shown = rows[:A_PAGE]
    asked = _asked(request)
    context = {
        "form": form,
        "rows": lines(shown, Dates(now)),
        "after": desk.mark_of(shown[-1], order) if len(rows) > A_PAGE else "",
        "first": "after" not in request.GET,
        "count": desk.count_up_to(found, COUNTED),
        "counted": COUNTED,
        "asked": asked,
        "figure": _figure(form, now),
        "exported": EXPORTED,
        "may_take": rules.may_raise(request.actor, Source.PHONE),
        **_tools(request, form, asked),
    }
    return page(request, "matters/staff/list.html", "rows", context, status=status)


def _tools(request: Request, form: forms.Filter, asked: str) -> dict[str, Any]:
    """What can be done with the rows at once, and the filters that the person kept."""
    kinds = form.fields["category"].widget
    kept = desk.filters_of(request.actor) if request.actor.person_id else []
    return {
        "bulk": forms.Bulk(),
        "bulk_category": kinds.render("category", "", {"id": "id_bulk_category"}),
        "keep": forms.KeepFilter(initial={"query": asked[:500]}),
        "kept": [(one, forms.DropFilter()) for one in kept],
    }


def _asked(request: Request) -> str:
    """The list's address without the page that is shown."""
    asked = request.GET.copy()
    for name in ("after", "export"):
        asked.pop(name, None)
    return asked.urlencode()


def _figure(form: forms.Filter, now: datetime) -> dict[str, Any] | None:
    """The figure whose rows are shown, in words."""
    behind = form.behind(now) if form.is_bound and form.is_valid() else None
    if behind is None:
        return None
    name, period = behind
    return {"label": figures.FIGURES[name].label, "period": period}


def lines(rows: list[dict[str, Any]], dates: Dates) -> list[dict[str, Any]]:
    """Rows as the template prints them."""
    states = {state.value: str(state.label) for state in State}
    outcomes = {outcome.value: str(outcome.label) for outcome in Outcome}
    return [
        {
            "number": row["number"],
            "title": row["title"],
            "where": chinese(row["address"]) or named(row, "place"),
            "kind": named(row, "category") if row["category__name"] else "–",
            "state": outcomes.get(row["outcome"]) or states[row["state"]],
            "holder": named(row, "holder", "title"),
            "due": dates.chip(row["due_at"]) if not row["closed_at"] else "",
            "raised": dates.moment(row["raised_at"]),
        }
        for row in rows
    ]


def _export(found: QuerySet[Matter], form: forms.Filter, kind: str) -> HttpResponse:
    """The rows of the filter, the first 10,000, without anybody's contact details."""
    heads = [
        _("Number"),
        _("What"),
        _("State"),
        _("Ended as"),
        _("Kind of matter"),
        _("Place"),
        _("Address"),
        _("Responsible"),
        _("How it came"),
        _("Raised"),
        _("Promised"),
        _("Ended"),
        _("Satisfaction"),
        _("Returns"),
        _("Reworks"),
    ]
    rows = queries.rows(found, _order(form))[:EXPORTED]
    return table_response(kind, _("matters"), heads, (_exported(row) for row in rows))


def _exported(row: dict[str, Any]) -> list[object]:
    return [
        row["number"],
        row["title"],
        State(row["state"]).label,
        Outcome(row["outcome"]).label if row["outcome"] else "",
        row["category__name"] or "",
        row["place__name"],
        row["address"],
        row["holder__title"],
        Source(row["source"]).label,
        row["raised_at"],
        row["due_at"],
        row["closed_at"],
        row["satisfaction"],
        row["returns"],
        row["reworks"],
    ]


@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep the present filter under a name."""
    form = forms.KeepFilter(request.POST)
    if not form.is_valid():
        return _list(request, forms.Filter(), queries.visible_to(request.actor), status=422)
    perform(request, form, actions.save_filter, **form.words)
    messages.success(request, _("The filter is kept."))
    return redirect(f"{reverse('matters:list')}?{form.cleaned_data['query']}")


@require_POST
def drop(request: Request, filter_id: int) -> HttpResponse:
    form = forms.DropFilter(request.POST)
    form.is_valid()
    perform(request, form, actions.drop_filter, filter_id=filter_id)
    return redirect("matters:list")


@require_POST
def bulk(request: Request) -> HttpResponse:
    """One action for each chosen matter, and for each that is refused the reason."""
    form = forms.Bulk(request.POST)
    if not form.is_valid():
        for complaint in form.errors.values():
            messages.error(request, " ".join(map(str, complaint)))
        return redirect(_back(form))
    numbers = form.cleaned_data["number"]
    ids = desk.ids_of(queries.visible_to(request.actor), numbers)
    refused = {number: _one(request, form, number, ids.get(number)) for number in numbers}
    done = sum(reason == "" for reason in refused.values())
    messages.success(request, ngettext("%d was done.", "%d were done.", done) % done)
    for number, reason in refused.items():
        if reason:
            messages.error(request, f"{number}: {reason}")
    return redirect(_back(form))


def _one(request: Request, form: forms.Bulk, number: str, matter_id: int | None) -> str:
    """Do it to one matter; the reason if a rule forbids it, else ""."""
    if matter_id is None:
        return _("There is no such matter for your post.")
    actor = request.actor.pressing(f"{form.cleaned_data['key'][:48]}:{number}")
    action = getattr(actions, form.cleaned_data["verb"])
    try:
        action(matter_id=matter_id, actor=actor, now=timezone.now(), **form.deed)
    except AlreadyDone:
        return ""
    except Refused as refused:
        return refused.reason
    return ""


def _back(form: forms.Bulk) -> str:
    return f"{reverse('matters:list')}?{form.data.get('back', '')}"
