"""Giving each entry its place in the log, once and for ever. See docs/adr/0060-sealing.md."""

from collections.abc import Iterator
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.models import Log, Seal, Subtree, Waiting
from liandong.ledger.tlog.merkle import fold
from liandong.ledger.tlog.tiles import HASH, WIDTH

BATCH = 64 * WIDTH
TILE = WIDTH * HASH

# Entries whose ids follow one another, with their hashes.
type Run = list[tuple[int, bytes | memoryview]]


@action
def seal(*, actor: Actor, now: datetime, most: int = BATCH) -> int:
    """Seal the oldest entries that wait, at most so many. Returns how many were sealed.

    It costs the same however long the log is, and may be called by several workers at once. Who
    commits late begins to wait late, and is taken by a later batch.
    """
    ensure(rules.may_seal(actor))
    hold()
    before = after = queries.size()
    oldest = Waiting.objects.order_by("entry_id").values_list("entry_id", "leaf_hash")[:most]
    for run in _runs(list(oldest)):
        Seal.objects.bulk_create(_seals(run, after))
        Waiting.objects.filter(entry_id__range=(run[0][0], run[-1][0])).delete()
        after += len(run)
    _grow(before, after)
    return after - before


def _runs(waiting: Run) -> Iterator[Run]:
    """Cut where the ids leave a gap: somebody has not committed yet, or never will."""
    start = 0
    while start < len(waiting):
        end = start + 1
        if waiting[-1][0] - waiting[start][0] == len(waiting) - 1 - start:
            end = len(waiting)  # no gap any more, as nearly always
        while end < len(waiting) and waiting[end][0] == waiting[end - 1][0] + 1:
            end += 1
        yield waiting[start:end]
        start = end


def _seals(run: Run, index: int) -> Iterator[Seal]:
    """The seals of a run that begins at `index`: one for each tile that it touches."""
    start = 0
    while start < len(run):
        part = run[start : start + WIDTH - (index + start) % WIDTH]
        hashes = b"".join(leaf for _id, leaf in part)
        yield Seal(index=index + start, first_id=part[0][0], count=len(part), hashes=hashes)
        start += len(part)


@within_action
def hold() -> None:
    """Wait until nobody else seals or signs; then nobody does until this action ends."""
    Log.objects.get_or_create(pk=1)
    Log.objects.select_for_update().get(pk=1)


def _grow(before: int, after: int) -> None:
    """Add the roots of the tiles that became complete, level by level."""
    level = 0
    while before // WIDTH < after // WIDTH:
        first, last = before // WIDTH, after // WIDTH
        hashes = queries.read_hashes(level, first * WIDTH, last * WIDTH)
        level += 1
        Subtree.objects.bulk_create(
            Subtree(level=level, index=first + n, hash=fold(hashes[n * TILE : (n + 1) * TILE]))
            for n in range(last - first)
        )
        before, after = first, last
