"""Finding a place by what a person types."""

import unicodedata

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from liandong.places.models import Level, Place
from liandong.places.queries.tree import standing

SHORTEST = 2
SEARCHED = 400  # characters, as many as are kept


def fold(text: str) -> str:
    """A text for comparing: half-width, lower case, without spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def searchable(name: str, address: str = "", name_en: str = "") -> str:
    """What is kept beside a place to find it by: its folded name, address and English name."""
    return f"{fold(name)}|{fold(address)}|{fold(name_en)}"[:SEARCHED]


def search_address(text: str, limit: int = 20) -> list[Place]:
    """Places whose name or address holds what was typed, the best first; [] for too short a text.

    Words may be in any order; spaces, full-width forms and punctuation don't matter. A name of a
    district or subdistrict before an address narrows the search to it: "奎文区东风东街12号".
    """
    words = [folded for word in text.split() if (folded := fold(word))]
    if sum(map(len, words)) < SHORTEST:
        return []
    found = _matching(standing(), words, limit)
    return found or _narrowed("".join(words), limit)


def _matching(places: QuerySet[Place], words: list[str], limit: int) -> list[Place]:
    whole = "".join(words)
    holds_all = Q()
    for word in words:
        holds_all &= Q(search_text__contains=word)
    rank = Case(
        When(search_text__startswith=f"{whole}|", then=Value(0)),
        When(search_text__startswith=whole, then=Value(1)),
        When(search_text__contains=whole, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    ranked = places.filter(holds_all).annotate(rank=rank)
    return list(ranked.select_related("parent").order_by("rank", "level", "name", "id")[:limit])


def _narrowed(text: str, limit: int) -> list[Place]:
    """Take names of larger places off the front of the text, and search within them."""
    upper = list(standing().filter(level__lte=Level.SUBDISTRICT).values_list("name", "path"))
    paths, rest = [""], text
    while step := _leading(upper, paths, rest):
        name, paths = step
        rest = rest.removeprefix(name)
    if rest == text:
        return []
    inside = Q()
    for path in paths:
        inside |= Q(path__startswith=path)
    if not rest:
        return list(standing().filter(path__in=paths).select_related("parent")[:limit])
    return _matching(standing().filter(inside), [rest], limit)


def _leading(
    upper: list[tuple[str, str]], paths: list[str], rest: str
) -> tuple[str, list[str]] | None:
    """The longest name of a place within `paths` at the front of the text, and whose it is."""
    fitting: dict[str, list[str]] = {}
    for name, path in upper:
        folded = fold(name)
        if rest.startswith(folded) and any(path.startswith(p) and path != p for p in paths):
            fitting.setdefault(folded, []).append(path)
    if not fitting:
        return None
    longest = max(fitting, key=len)
    return longest, fitting[longest]
