"""Logs say which page failed and how, never which address: addresses can carry secret links."""

import logging
import traceback
from typing import Any

from django.http import HttpRequest


class Discreet(logging.Filter):
    """Replace what a record says about a request by its method, its page's name and its status."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = request.resolver_match
            page = match.view_name if match else "no such page"
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{request.method} {page} {status}", ()
        return True


class Line(logging.Formatter):
    """One line for each record, and for an error its kind and where: its words may name people."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the library's name
        kind, _, frames = ei
        return "".join(traceback.format_tb(frames)) + (kind.__name__ if kind else "")
