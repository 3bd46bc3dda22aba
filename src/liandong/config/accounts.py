"""How the house uses its sign-in libraries: accounts are given, never taken; five failures wait."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


class Adapter(DefaultAccountAdapter):
    """Nobody signs up: an administrator gives an account together with a post."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def address(request: HttpRequest) -> str | None:
    """Return the visitor's address: the one that the outermost trusted proxy saw."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return str(seen[-settings.PROXIES]).strip()
    return request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, credentials: Any, *args: Any) -> HttpResponse:
    """Answer a sign-in that comes after too many failures."""
    return HttpResponse(render_to_string("locked_out.html", request=request), status=429)
