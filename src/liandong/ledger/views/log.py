"""The log as static files (c2sp.org/tlog-tiles): no cookies, no session, no language."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from liandong.ledger import queries
from liandong.ledger.middleware import Static

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
def tile(request: HttpRequest, level: int, tile: tuple[int, int]) -> HttpResponse:
    return _file(queries.tile_at(level, *tile), "application/octet-stream", FOR_EVER)


@login_not_required
@require_safe
@gzip_page
def entries(request: HttpRequest, tile: tuple[int, int]) -> HttpResponse:
    return _file(queries.bundle_at(*tile), "application/octet-stream", FOR_EVER)


def _file(data: bytes | None, kind: str, cache: str) -> HttpResponse:
    if data is None:
        missing = HttpResponseNotFound("not in this log\n", content_type=TEXT)
        missing.headers["Cache-Control"] = "no-store"
        return missing
    headers = {"Cache-Control": cache, "Access-Control-Allow-Origin": "*"}
    return Static(data, content_type=kind, headers=headers)
