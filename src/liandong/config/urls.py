"""The root of every address: each room that has pages answers under its own name."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

AT_THE_ROOT = {"matters", "insight", "front"}


def _rooms() -> list[URLResolver]:
    """Lead to every room that has pages, the shortest addresses last."""
    return [
        path("" if room in AT_THE_ROOT else f"{room}/", include(f"liandong.{room}.urls"))
        for room in sorted(settings.ROOMS, key=AT_THE_ROOT.__contains__)
        if room != "config" and find_spec(f"liandong.{room}.urls")
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("allauth.urls")),
    *_rooms(),
]

handler400 = "liandong.front.views.problems.bad_request"
handler403 = "liandong.front.views.problems.forbidden"
handler404 = "liandong.front.views.problems.not_found"
handler500 = "liandong.front.views.problems.server_error"
