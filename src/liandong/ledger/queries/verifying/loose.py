"""Entries without a place in the log: waiting for it, or inserted past the house."""

from collections.abc import Iterator
from heapq import merge

from liandong.ledger.models import Entry, Seal, Waiting
from liandong.ledger.queries.proving import index_of
from liandong.ledger.queries.verifying.entries import hash_of
from liandong.ledger.queries.verifying.findings import Finding, Kind
from liandong.ledger.queries.verifying.rows import load

AT_ONCE = 1024


def inserted(newest_id: int) -> Iterator[Finding]:
    """Tell of entries that neither have a place nor wait for one, and of places given twice."""
    ids = iter(Entry.objects.filter(pk__lte=newest_id).order_by("pk").values_list("pk", flat=True))
    entry_id, end = next(ids, None), 0
    for first, count in merge(_places(), _waits()):
        if first < end:
            yield Finding(Kind.INSERTED, index_of(first), first)
        end = max(end, first + count)
        while entry_id is not None and entry_id < end:
            if entry_id < first and _still_loose(entry_id):
                yield Finding(Kind.INSERTED, entry=entry_id)
            entry_id = next(ids, None)
    while entry_id is not None:
        if _still_loose(entry_id):
            yield Finding(Kind.INSERTED, entry=entry_id)
        entry_id = next(ids, None)


def _places() -> Iterator[tuple[int, int]]:
    yield from Seal.objects.order_by("first_id").values_list("first_id", "count").iterator()


def _waits() -> Iterator[tuple[int, int]]:
    ids = Waiting.objects.order_by("entry_id").values_list("entry_id", flat=True)
    yield from ((entry_id, 1) for entry_id in ids.iterator())


def _still_loose(entry_id: int) -> bool:
    """Whether it is so also now: somebody may have sealed while we looked."""
    waits = Waiting.objects.filter(entry_id=entry_id).exists()
    return not waits and index_of(entry_id) is None


def unlike_waiting() -> Iterator[Finding]:
    """Tell of entries that were altered or removed while they waited."""
    last = 0
    while page := list(Waiting.objects.filter(entry_id__gt=last).order_by("entry_id")[:AT_ONCE]):
        rows = load(Entry, [row.entry_id for row in page])
        for row in page:
            entry = rows.found.get(row.entry_id)
            if entry is None and row.entry_id not in rows.damaged:
                yield Finding(Kind.REMOVED, entry=row.entry_id)
            elif entry is None or hash_of(entry) != bytes(row.leaf_hash):
                yield Finding(Kind.ALTERED, entry=row.entry_id)
        last = page[-1].entry_id
