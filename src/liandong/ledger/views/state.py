"""How the log stands, for the audit administrator."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liandong.kernel.page import Request, page, perform
from liandong.kernel.verdict import ensure
from liandong.ledger import actions, forms, queries, rules
from liandong.ledger.tlog import tile_path
from liandong.ledger.tlog.tiles import WIDTH

LATE = 300  # seconds after which waiting entries are a warning: sealing is due every minute


@require_safe
def state(request: Request) -> HttpResponse:
    return _show(request, forms.Export())


@require_POST
def export(request: Request) -> HttpResponse:
    """Ask for the history as a file."""
    form = forms.Export(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    perform(request, form, actions.ask_export, **form.words)
    messages.success(request, _("The file is being written; you see below how far it is."))
    return redirect("ledger:state")


@require_safe
def exports(request: Request) -> HttpResponse:
    """How far the files are, for the page that waits."""
    ensure(rules.may_see_log(request.actor))
    return page(request, "ledger/_exports.html", "", {"exports": queries.exports()})


@require_safe
def exported(request: Request, export_id: int) -> HttpResponseBase:
    ensure(rules.may_see_log(request.actor))
    found = queries.export(export_id)
    if found is None or not found.finished_at:
        raise Http404
    file = queries.file_of(found)
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)


def _show(request: Request, form: forms.Export, status: int = 200) -> HttpResponse:
    ensure(rules.may_see_log(request.actor))
    found, now = queries.state(), timezone.now()
    since = found.waiting_since
    context = {
        "state": found,
        "now": now,
        "late": since is not None and (now - since).total_seconds() > LATE,
        "form": form,
        "exports": queries.exports(),
        "tiles": _tiles(found.checkpoint.size) if found.checkpoint else [],
    }
    return page(request, "ledger/state.html", "state", context, status=status)


def _tiles(size: int) -> list[str]:
    """The addresses of the last tile and the last bundle that the checkpoint covers."""
    n, width = divmod(size - 1, WIDTH)
    return [tile_path(level, n, width + 1) for level in (0, None)]
