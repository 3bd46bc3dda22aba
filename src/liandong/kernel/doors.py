"""Pages behind a secret address: open to whoever holds it, and to nobody's memory."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import Request

type View = Callable[..., HttpResponseBase]


def keep_private(response: HttpResponseBase) -> HttpResponseBase:
    """Let nobody keep or find this answer, nor learn its address from a link.

    Not "no-referrer": with it browsers send forms without their origin, and they are refused.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def in_private(view: View) -> View:
    """Open a page to everybody, who then acts as a resident, and keep its answer private."""

    @wraps(view)
    def private(request: Request, *args: Any, **words: Any) -> HttpResponseBase:
        request.actor = RESIDENT
        return keep_private(view(request, *args, **words))

    return login_not_required(private)
