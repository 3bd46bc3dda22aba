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
    asked = request.POST
    within = _place(asked.get("within", "")) if asked.get("browse") == "1" else None
    below = _below(within)
    found = list(candidates) or _offered(request, within, below, words)
    return {
        "found": found,
        "chosen": _chosen(found, words, sure="find" in asked),
        "searched": "find" in asked,
        "browsing": "browse" in asked,
        "within": within,
        "above": places.ancestors(within) if within else [],
        "below": [place for place in below if place.level < Level.GRID],
        "outline": within or remembered(request) or city(),
    }


def _offered(
    request: HttpRequest, within: Place | None, below: list[Place], words: dict[str, str]
) -> list[Place]:
    """What was searched for, what the list offers, or what is known from before."""
    if "find" in request.POST:
        return places.search_address(words.get("address", ""), limit=MOST_FOUND)
    if within is not None:
        return _choosable(within, below)
    before = _place(words.get("place", "")) if not words.get("lon") else None
    before = before or (remembered(request) if not words.get("lon") else None)
    return [before] if before else []


def _chosen(found: list[Place], words: dict[str, str], *, sure: bool) -> int:
    """Which of them is marked: the one that was chosen, or the only one that was searched for."""
    ids = {str(place.pk): place.pk for place in found}
    if sure and len(found) == 1:
        return found[0].pk
    return ids.get(words.get("place", ""), 0)


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
    return list(places.standing().filter(parent=within).select_related("parent").order_by("id"))


def _place(place_id: str) -> Place | None:
    if not place_id.isdecimal():
        return None
    return places.standing().filter(pk=place_id).select_related("parent").first()


def city() -> Place | None:
    return places.standing().filter(level=Level.CITY).first()
