"""What the screen that asks "where?" offers: places found by address, or from the list."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from liandong.places import queries as places
from liandong.places.models import Level, Place

COOKIE = "place"
YEAR = 365 * 24 * 3600
MOST_FOUND = 8


def ground(
    request: HttpRequest, candidates: Sequence[Place], words: dict[str, str]
) -> dict[str, Any]:
    """Which places can be chosen now, the list one level deeper, and the outline for the map."""
    asked = request.POST or request.GET
    within = _place(asked.get("within", "")) if "browse" in asked else None
    below = _below(within)
    found = list(candidates)
    if not found and "find" in asked:
        found = places.search_address(asked.get("address", ""), limit=MOST_FOUND)
    elif not found and within is not None:
        found = _choosable(within, below)
    elif not found and (place := _place(words.get("place", "")) or remembered(request)):
        found = [place]
    return {
        "found": found,
        "searched": "find" in asked,
        "browsing": "browse" in asked,
        "within": within,
        "above": places.ancestors(within) if within else [],
        "below": [place for place in below if place.level < Level.GRID],
        "outline": within or remembered(request) or _city(),
    }


def remembered(request: HttpRequest) -> Place | None:
    """The grid or community that this browser remembers as its own."""
    return _place(request.COOKIES.get(COOKIE, ""))


def remember(response: HttpResponse, place: Place) -> None:
    secure = settings.LANGUAGE_COOKIE_SECURE
    response.set_cookie(COOKIE, str(place.pk), max_age=YEAR, secure=secure, samesite="Lax")


def _choosable(within: Place, below: list[Place]) -> list[Place]:
    """From the subdistrict down a place can be named itself; of a community also its grids."""
    grids = [place for place in below if place.level >= Level.GRID]
    return [within, *grids] if within.level >= Level.SUBDISTRICT else []


def _below(within: Place | None) -> list[Place]:
    if within is None:
        return list(places.standing().filter(level=Level.DISTRICT).order_by("id"))
    return list(places.children(within).select_related("parent").order_by("id"))


def _place(place_id: str) -> Place | None:
    if not place_id.isdecimal():
        return None
    return places.standing().filter(pk=place_id).select_related("parent").first()


def _city() -> Place | None:
    return places.standing().filter(level=Level.CITY).first()
