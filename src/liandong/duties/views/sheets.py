"""A list from an Excel sheet: an empty one to fill in, what was sent with its faults, and in."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liandong.duties import forms, queries, rules
from liandong.duties.models import DutyList
from liandong.duties.views.files import open_thing
from liandong.kernel.export import XLSX, file_response, office_response
from liandong.kernel.page import Request, new_key, page, perform
from liandong.kernel.sheets import BadSheet, error_copy
from liandong.kernel.verdict import Refused, ensure


@require_safe
def template(request: Request, number: int) -> HttpResponse:
    """An empty sheet with the heads that the import knows."""
    now = timezone.now()
    listed = open_thing(request, "lists", number, now)
    return office_response(queries.title_of(listed), queries.empty_table(listed, now))


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: Request, number: int) -> HttpResponse:
    """Send a sheet, see what is in it, correct its columns, and enter its rows in the list."""
    listed = open_thing(request, "lists", number, timezone.now())
    ensure(rules.may_enter(request.actor, listed))
    if request.method != "POST":
        return _ask(request, listed, forms.Upload())
    upload = None if "rows" in request.POST else forms.Upload(request.POST, request.FILES)
    if upload is not None and not upload.is_valid():
        return _ask(request, listed, upload, status=422)
    given = request.POST.dict() if upload is None else _carried(upload)
    try:
        sheet = forms.Sheet(given, listed=listed, actor=request.actor)
    except BadSheet as bad:
        return _ask(request, listed, forms.Upload(), bad=str(bad), status=422)
    return _answer(request, listed, sheet, request.POST.get("do", "look"))


def _carried(upload: forms.Upload) -> dict[str, Any]:
    rows = json.dumps(upload.cleaned_data["sheet"], ensure_ascii=False)
    return {"rows": rows, "key": new_key()}


def _answer(request: Request, listed: DutyList, sheet: forms.Sheet, do: str) -> HttpResponse:
    if not sheet.is_valid():
        return _show(request, listed, sheet, status=422)
    if do == "copy":
        name = f"{queries.title_of(listed)}-{_('errors')}.xlsx"
        return file_response(name, error_copy(sheet.table, sheet.faults), XLSX)
    if do != "enter":
        return _show(request, listed, sheet)
    if sheet.faults or not sheet.checked:
        return _show(request, listed, sheet, status=422)
    return _enter(request, listed, sheet)


def _enter(request: Request, listed: DutyList, sheet: forms.Sheet) -> HttpResponse:
    try:
        done = perform(request, sheet, sheet.action, **sheet.words)
    except Refused as refused:
        return _show(request, listed, sheet, reason=refused.reason, status=403)
    if done is not None:
        counts = {"new": done.new, "changed": done.changed, "same": done.same}
        says = _("%(new)d new lines, %(changed)d reworded, %(same)d were there already.")
        messages.success(request, says % counts)
    return redirect(listed)


def _ask(
    request: Request, listed: DutyList, form: forms.Upload, *, bad: str = "", status: int = 200
) -> HttpResponse:
    context = {"listed": listed, "title": queries.title_of(listed), "form": form, "bad": bad}
    return page(request, "duties/bring_in.html", "", context, status=status)


def _show(
    request: Request, listed: DutyList, sheet: forms.Sheet, *, reason: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "listed": listed,
        "title": queries.title_of(listed),
        "form": sheet,
        "reason": reason,
        "faulty": sum(bool(row.faults) for row in getattr(sheet, "checked", ())),
        "refused": status == 422,
    }
    return page(request, "duties/sheet.html", "", context, status=status)
