"""Entries and their texts against the hashes in the seals."""

from collections import Counter
from collections.abc import Iterator

from liandong.ledger.models import Detail, Entry, Seal
from liandong.ledger.queries.verifying.findings import Finding, Kind
from liandong.ledger.queries.verifying.rows import UNREADABLE, Rows, load
from liandong.ledger.tlog import commitment, entry_bytes, leaf_hash
from liandong.ledger.tlog.entry import ACTOR
from liandong.ledger.tlog.tiles import HASH

AT_ONCE = 1024
MOST = 10_000


class Entries:
    """Compares entries with their seals, and remembers what only the end of the log explains."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()  # texts that are gone, by subject
        self._unlike: dict[int, tuple[int, bytes, bytes]] = {}  # index: entry, expected, found

    def check(self, seals: list[Seal]) -> Iterator[Finding]:
        """Tell what does not fit in the entries of these seals."""
        ids = [seal.first_id + at for seal in seals for at in range(seal.count)]
        entries, details = load(Entry, ids), load(Detail, ids)
        for seal in seals:
            for at in range(seal.count):
                expected = bytes(seal.hashes[at * HASH : (at + 1) * HASH])
                place = (seal.index + at, seal.first_id + at)
                yield from self._check(place, expected, entries, details)

    def _check(
        self, place: tuple[int, int], expected: bytes, entries: Rows[Entry], details: Rows[Detail]
    ) -> Iterator[Finding]:
        index, entry_id = place
        entry = entries.found.get(entry_id)
        if entry_id in entries.damaged:
            yield Finding(Kind.ALTERED, index, entry_id)
        elif entry is None:
            yield Finding(Kind.REMOVED, index, entry_id)
        elif (found := hash_of(entry)) is None:
            yield Finding(Kind.ALTERED, index, entry_id)
        elif found != expected and len(self._unlike) < MOST:
            self._unlike[index] = (entry_id, expected, found)
        elif entry_id in details.damaged or not self._texts_fit(entry, details.found.get(entry_id)):
            yield Finding(Kind.TEXT, index, entry_id)

    def _texts_fit(self, entry: Entry, detail: Detail | None) -> bool:
        """Whether each text is what the entry committed to. Counts those that are gone."""
        try:
            there = dict(detail.texts) if detail else {}
            if detail and (detail.person_id is not None or detail.person_salt):
                there[ACTOR] = [detail.person_salt, str(detail.person_id)]
            fit = [commitment(*pair) == entry.commitments.get(name) for name, pair in there.items()]
        except UNREADABLE:
            return False
        if len(there) < len(entry.commitments):
            self.missing[entry.subject] += len(entry.commitments) - len(there)
        return all(fit)

    def moved(self) -> Iterator[Finding]:
        """Tell of entries whose bytes do not fit: out of place, if they fit elsewhere."""
        wanted = {expected for _id, expected, _found in self._unlike.values()}
        for index, (entry_id, _expected, found) in self._unlike.items():
            kind = Kind.REORDERED if found in wanted else Kind.ALTERED
            yield Finding(kind, index, entry_id)


def hash_of(entry: Entry) -> bytes | None:
    """The hash of an entry's bytes; None when such a row has no bytes."""
    try:
        return leaf_hash(entry_bytes(entry))
    except UNREADABLE:
        return None


def batches(until: int) -> Iterator[list[Seal]]:
    """The seals of the first `until` entries, some at a time, in the order of the log."""
    batch, held = [], 0
    for seal in _seals(until):
        batch.append(seal)
        held += seal.count
        if held >= AT_ONCE:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _seals(until: int) -> Iterator[Seal]:
    """Read by index, a page at a time: memory does not grow with the log."""
    last = -1
    while page := list(Seal.objects.filter(index__gt=last, index__lt=until).order_by("index")[:64]):
        yield from page
        last = page[-1].index
