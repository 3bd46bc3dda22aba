"""The rules in force, and one rule with its history and what places set instead."""

from collections.abc import Iterable
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.kernel.export import table_response
from liandong.kernel.page import Request, page
from liandong.rulebook import forms, queries
from liandong.rulebook.models import Rule, Subject
from liandong.rulebook.views.common import face_of, kind_of_matter, today
from liandong.rulebook.views.local import own_place

TABLES = {"csv", "xlsx"}


@login_not_required
@require_GET
def rules(request: Request) -> HttpResponse:
    form = forms.Find(request.GET)
    status = 200 if form.is_valid() else 422
    asked = form.cleaned_data
    on = asked.get("on") or today()
    words = asked.get("q", ""), asked.get("place"), asked.get("confidence", "")
    found = list(queries.find(queries.rules_in_force(on), *words))
    kind = request.GET.get("format", "")
    if kind in TABLES and status == 200:
        return _table(kind, found)
    context = {
        "face": face_of(request),
        "form": form,
        "on": on,
        "subjects": _by_subject(found),
        "total": len(found),
        "unconfirmed": sum(rule.unconfirmed for rule in found),
    }
    return page(request, "rulebook/rules.html", "rules", context, status=status)


@login_not_required
@require_GET
def rule(request: Request, key: str) -> HttpResponse:
    category = kind_of_matter(request.GET.get("category", ""))
    rows, day = list(queries.history(key, category)), today()
    if not rows:
        raise Http404(_("There is no such rule."))
    holding = [row for row in rows if queries.holds(row, day)]
    context = {
        "face": face_of(request),
        "key": key,
        "category": category,
        "subject": rows[0].subject,
        "holding": sorted(holding, key=lambda row: -row.place.level if row.place else 1),
        "history": [row for row in rows if row not in holding],
        "place": own_place(request.actor),
        "today": day,
    }
    return page(request, "rulebook/rule.html", "", context)


def _by_subject(found: Iterable[Rule]) -> list[tuple[Subject, list[Rule]]]:
    order = list(Subject)
    rows = sorted(found, key=lambda rule: order.index(rule.subject))
    return [(subject, list(group)) for subject, group in groupby(rows, lambda rule: rule.subject)]


def _table(kind: str, found: Iterable[Rule]) -> HttpResponse:
    heads = [
        _("Rule key"), _("Kind of matter"), _("Applies in"), _("Value"), _("Unit"),
        _("What it says"), _("Source"), _("Article"), _("How sure"),
        _("Holds from"), _("Holds until"),
    ]  # fmt: skip
    rows = (
        (
            rule.key,
            rule.category.name if rule.category else "",
            rule.place.name if rule.place else "",
            rule.number,
            rule.get_unit_display() if rule.unit else "",
            rule.text,
            rule.source,
            rule.article,
            rule.get_confidence_display(),
            rule.effective_from.isoformat(),
            rule.effective_until.isoformat() if rule.effective_until else "",
        )
        for rule in found
    )
    return table_response(kind, "rules", heads, rows)
