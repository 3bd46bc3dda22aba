"""The duty chronicle: what a post did, or what was done in places, in a stretch of time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from liandong.ledger.models import Entry

CORRECTED = "ledger.corrected"


def written(
    *,
    post_id: int | None = None,
    place_ids: Any = None,
    since: datetime,
    until: datetime,
    verb: str = "",
) -> QuerySet[Entry]:
    """The entries of a post or of places, from one moment until just before another.

    `place_ids` are numbers, or a query that gives them.
    """
    found = Entry.objects.filter(at__gte=since, at__lt=until)
    if post_id is not None:
        found = found.filter(post_id=post_id)
    if place_ids is not None:
        found = found.filter(place_id__in=place_ids)
    return found.filter(verb=verb) if verb else found


def page_before(entries: QuerySet[Entry], before: str, most: int) -> list[Entry]:
    """The newest entries that come before a marked one, with one more than are shown."""
    mark = entries.filter(pk=int(before)).first() if before.isdecimal() else None
    if mark is not None:
        entries = entries.filter(Q(at__lt=mark.at) | Q(at=mark.at, pk__lt=mark.pk))
    return list(entries.select_related("detail").order_by("-at", "-id")[: most + 1])


def in_order(entries: QuerySet[Entry], most: int) -> list[Entry]:
    """The entries as they were written, the oldest first: for paper and tables."""
    return list(entries.select_related("detail").order_by("at", "id")[:most])


def corrections(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """The corrections of each of these entries, the oldest first, in one query."""
    numbers = {entry.pk for entry in entries}
    found = Entry.objects.filter(verb=CORRECTED, subject__in={entry.subject for entry in entries})
    by_entry: dict[int, list[Entry]] = {}
    for correction in found.select_related("detail").order_by("id"):
        if (corrected := correction.public["corrects"]) in numbers:
            by_entry.setdefault(corrected, []).append(correction)
    return by_entry


def find(entry_id: int) -> Entry | None:
    return Entry.objects.select_related("detail").filter(pk=entry_id).first()
