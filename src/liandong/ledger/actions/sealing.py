"""Giving each entry its place in the log, once and for ever. See docs/adr/0060-sealing.md."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.models import Log, Seal, Subtree, Waiting
from liandong.ledger.tlog.merkle import fold
from liandong.ledger.tlog.tiles import HASH, WIDTH

BATCH = 256 * WIDTH
TILE = WIDTH * HASH


@action
def seal(*, actor: Actor, now: datetime, most: int = BATCH) -> int:
    """Seal the oldest entries that wait, at most so many. Returns how many were sealed.

    It costs the same however long the log is, and may be called by several workers at once. Who
    commits late begins to wait late, and is taken by a later batch.
    """
    ensure(rules.may_seal(actor))
    hold()
    before = queries.size()
    ids, hashes = queries.oldest(most)
    for start, end in _runs(ids):
        run = hashes[start * HASH : end * HASH]
        Seal.objects.bulk_create(_seals(ids[start], run, before + start))
        Waiting.objects.filter(entry_id__range=(ids[start], ids[end - 1])).delete()
    _grow(before, hashes)
    return len(ids)


def _runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Cut where the ids leave a gap: somebody has not committed yet, or never will."""
    start = 0
    while start < len(ids):
        end = start + 1
        if ids[-1] - ids[start] == len(ids) - 1 - start:
            end = len(ids)  # no gap any more, as nearly always
        while end < len(ids) and ids[end] == ids[end - 1] + 1:
            end += 1
        yield start, end
        start = end


def _seals(first_id: int, hashes: bytes, index: int) -> Iterator[Seal]:
    """The seals of a run that begins at `index`: one for each tile that it touches."""
    start, end = 0, len(hashes) // HASH
    while start < end:
        stop = min(end, start + WIDTH - (index + start) % WIDTH)
        part = hashes[start * HASH : stop * HASH]
        yield Seal(index=index + start, first_id=first_id + start, count=stop - start, hashes=part)
        start = stop


@within_action
def hold() -> None:
    """Wait until nobody else seals or signs; then nobody does until this action ends."""
    Log.objects.get_or_create(pk=1)
    Log.objects.select_for_update().get(pk=1)


def _grow(before: int, hashes: bytes) -> None:
    """Add the roots of the tiles that these hashes, put behind `before` others, made complete."""
    level = 0
    while hashes:
        first = before // WIDTH
        hashes = queries.read_hashes(level, first * WIDTH, before) + hashes
        whole = range(len(hashes) // TILE)
        roots = [fold(hashes[n * TILE : (n + 1) * TILE]) for n in whole]
        level += 1
        Subtree.objects.bulk_create(
            Subtree(level=level, index=first + n, hash=root) for n, root in enumerate(roots)
        )
        before, hashes = first, b"".join(roots)
