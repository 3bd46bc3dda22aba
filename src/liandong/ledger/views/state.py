"""How the log stands, for the audit administrator."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from liandong.kernel.page import Request, page
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.tlog import tile_path
from liandong.ledger.tlog.tiles import WIDTH

LATE = 300  # seconds after which waiting entries are a warning: sealing is due every minute


@require_safe
def state(request: Request) -> HttpResponse:
    ensure(rules.may_see_log(request.actor))
    found, now = queries.state(), timezone.now()
    since = found.waiting_since
    context = {
        "state": found,
        "now": now,
        "late": since is not None and (now - since).total_seconds() > LATE,
        "tiles": _tiles(found.checkpoint.size) if found.checkpoint else [],
    }
    return page(request, "ledger/state.html", "state", context)


def _tiles(size: int) -> list[str]:
    """The addresses of the last tile and the last bundle that the checkpoint covers."""
    n, width = divmod(size - 1, WIDTH)
    return [tile_path(level, n, width + 1) for level in (0, None)]
