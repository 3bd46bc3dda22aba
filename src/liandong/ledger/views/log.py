"""The log as static files (c2sp.org/tlog-tiles): no cookies, no session, no language."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from liandong.ledger import queries
from liandong.ledger.middleware import Static
from liandong.ledger.tlog.tiles import WIDTH, tile_number

TEXT = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"
SECONDS = "public, max-age=3"


@login_not_required
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    newest = queries.newest()
    return _file(queries.note_of(newest) if newest else None, TEXT, SECONDS)


@login_not_required
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every public key that ever signed this log, one verifier key a line."""
    lines = "".join(f"{verifier}\n" for verifier in queries.verifiers())
    return _file(lines.encode() or None, TEXT, SECONDS)


@login_not_required
@require_safe
def tile(request: HttpRequest, level: str, n: str, width: str | None = None) -> HttpResponse:
    number = tile_number(n)
    data = queries.tile_at(int(level), number, _width(width)) if number is not None else None
    return _file(data, "application/octet-stream", FOR_EVER)


@login_not_required
@require_safe
@gzip_page
def entries(request: HttpRequest, n: str, width: str | None = None) -> HttpResponse:
    number = tile_number(n)
    data = queries.bundle_at(number, _width(width)) if number is not None else None
    return _file(data, "application/octet-stream", FOR_EVER)


def _width(written: str | None) -> int:
    """The width that stands in an address: 1 to 255, or none for a full tile."""
    width = int(written) if written else WIDTH
    return 0 if written and width >= WIDTH else width


def _file(data: bytes | None, kind: str, cache: str) -> HttpResponse:
    if data is None:
        missing = HttpResponseNotFound("not in this log\n", content_type=TEXT)
        missing.headers["Cache-Control"] = "no-store"
        return missing
    headers = {"Cache-Control": cache, "Access-Control-Allow-Origin": "*"}
    return Static(data, content_type=kind, headers=headers)
