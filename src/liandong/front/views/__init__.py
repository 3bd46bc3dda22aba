"""The shell's pages, by subject."""

from liandong.front.views.about import (
    accessibility,
    compliance,
    functions_text,
    help_page,
    home,
    how,
    sources,
)
from liandong.front.views.problems import (
    bad_request,
    forbidden,
    form_expired,
    not_found,
    server_error,
)
from liandong.front.views.reading import large
from liandong.front.views.style import style

__all__ = [
    "accessibility",
    "bad_request",
    "compliance",
    "forbidden",
    "form_expired",
    "functions_text",
    "help_page",
    "home",
    "how",
    "large",
    "not_found",
    "server_error",
    "sources",
    "style",
]
