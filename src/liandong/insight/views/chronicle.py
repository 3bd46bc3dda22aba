"""The chronicle 纪实: what was done, line by line, on the screen, on paper and as a table."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liandong.insight import forms, rules
from liandong.insight.queries import chronicle
from liandong.kernel.dates import day_bounds, day_of
from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.ledger import actions
from liandong.ledger import queries as ledger
from liandong.ledger import rules as ledger_rules
from liandong.ledger.models import Entry
from liandong.people.models import Post
from liandong.places import queries as places
from liandong.places.models import Place

A_PAGE = 50
COUNTED = 1000
ON_PAPER = 1000
EXPORTED = 10_000


@require_safe
def own_chronicle(request: Request) -> HttpResponse:
    """The chronicle of the acting post."""
    if request.actor.post_id is None:
        raise Http404
    return redirect("insight:chronicle_of_post", request.actor.post_id)


@require_safe
def of_post(request: Request, post_id: int) -> HttpResponse:
    return _show(request, _Asked(request, _post(request, post_id)))


@require_safe
def of_place(request: Request, place_id: int) -> HttpResponse:
    return _show(request, _Asked(request, _place(request, place_id)))


@require_safe
def paper_of_post(request: Request, post_id: int) -> HttpResponse:
    return _paper(request, _Asked(request, _post(request, post_id)))


@require_safe
def paper_of_place(request: Request, place_id: int) -> HttpResponse:
    return _paper(request, _Asked(request, _place(request, place_id)))


@require_safe
def line(request: Request, entry_id: int) -> HttpResponse:
    """One line, what was said about it since, and its proof."""
    return _line(request, _entry(request, entry_id), forms.Correct())


@require_POST
def correct(request: Request, entry_id: int) -> HttpResponse:
    entry, form = _entry(request, entry_id), forms.Correct(request.POST)
    ensure(ledger_rules.may_correct(request.actor, entry))
    if not form.is_valid():
        return _line(request, entry, form, status=422)
    perform(request, form, actions.correct, entry_id=entry_id, **form.words)
    messages.success(request, _("Your correction stands beside the line."))
    return redirect("insight:line", entry_id)


class _Asked:
    """Whose chronicle is asked for, and of which days."""

    def __init__(self, request: Request, whose: Post | Place) -> None:
        self.whose = whose
        self.form = forms.Period.asked(request.GET, day_of(timezone.now()))
        self.valid = self.form.is_valid()

    def entries(self) -> QuerySet[Entry]:
        given = self.form.cleaned_data
        since, until = self.form.days
        bounds = day_bounds(since)[0], day_bounds(until)[1]
        if isinstance(self.whose, Post):
            return chronicle.of_post(self.whose, *bounds, given["verb"])
        return chronicle.of_place(self.whose, *bounds, given["verb"], alone=given["alone"])

    def context(self) -> dict[str, Any]:
        post = self.whose if isinstance(self.whose, Post) else None
        context = {"form": self.form, "asked": self.valid, "post": post}
        context["place"] = None if post else self.whose
        if self.valid:
            since, until = self.form.days
            held = chronicle.terms(post, since, until) if post else []
            context |= {"since": since, "until": until, "terms": held}
        return context


def _show(request: Request, asked: _Asked) -> HttpResponse:
    if not asked.valid:
        return page(request, "insight/chronicle.html", "lines", asked.context(), status=422)
    found = asked.entries()
    if (kind := request.GET.get("export", "")) in {"csv", "xlsx"}:
        return _export(ledger.in_order(found, EXPORTED), kind)
    entries = ledger.page_before(found, request.GET.get("before", ""), A_PAGE)
    shown = entries[:A_PAGE]
    context = {
        **asked.context(),
        "lines": chronicle.lines(shown),
        "before": shown[-1].pk if len(entries) > A_PAGE else "",
        "first": "before" not in request.GET,
        "count": found[: COUNTED + 1].count(),
        "counted": COUNTED,
        "now": timezone.now(),
    }
    return page(request, "insight/chronicle.html", "lines", context)


def _paper(request: Request, asked: _Asked) -> HttpResponse:
    if not asked.valid:
        raise Http404
    entries = ledger.in_order(asked.entries(), ON_PAPER + 1)
    context = {
        **asked.context(),
        "lines": chronicle.lines(entries[:ON_PAPER]),
        "cut": ON_PAPER if len(entries) > ON_PAPER else 0,
        "query": request.GET.urlencode(),
    }
    return page(request, "insight/chronicle_paper.html", "", context)


def _line(request: Request, entry: Entry, form: forms.Correct, status: int = 200) -> HttpResponse:
    context = {
        "line": chronicle.line_of(entry),
        "form": form,
        "may_correct": ledger_rules.may_correct(request.actor, entry),
        "corrects": entry.public.get("corrects"),
        "may_erase": ledger_rules.may_erase(request.actor),
    }
    return page(request, "insight/line.html", "", context, status=status)


def _post(request: Request, post_id: int) -> Post:
    post = chronicle.post(post_id)
    if post is None:
        raise Http404
    ensure(rules.may_read_post(request.actor, post))
    return post


def _place(request: Request, place_id: int) -> Place:
    place = places.find(place_id)
    if place is None:
        raise Http404
    ensure(rules.may_read_chronicle(request.actor, place))
    return place


def _entry(request: Request, entry_id: int) -> Entry:
    entry = ledger.find(entry_id)
    if entry is None:
        raise Http404
    line = chronicle.line_of(entry)
    ensure(rules.may_read_line(request.actor, line.post, line.place))
    return entry


def _export(entries: list[Entry], kind: str) -> HttpResponse:
    heads = [_("Number"), _("When"), _("Post"), _("Place"), _("About"), _("What was done")]
    heads += [_("Codes"), _("Words"), _("Corrections")]
    rows = (
        [
            line.entry.pk,
            line.entry.at,
            line.post.title if line.post else line.entry.actor,
            line.place.name if line.place else "",
            f"{line.about.kind} {line.about.number}",
            str(line.says),
            "; ".join(f"{name}: {value}" for name, value in line.entry.public.items()),
            "\n".join(line.words),
            "\n".join(text for one in line.corrections for text in one.words),
        ]
        for line in chronicle.lines(entries)
    )
    return table_response(kind, _("chronicle"), heads, rows)
