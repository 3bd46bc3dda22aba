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

BATCH = 16 * WIDTH

type Run = list[tuple[int, bytes]]  # entries whose ids follow one another, with their hashes


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
    for run in _runs([(entry_id, bytes(leaf)) for entry_id, leaf in oldest]):
        Seal.objects.bulk_create(_seals(run, after))
        Waiting.objects.filter(entry_id__range=(run[0][0], run[-1][0])).delete()
        after += len(run)
    _grow(before, after)
    return after - before


def _runs(waiting: Run) -> Iterator[Run]:
    """Cut where the ids leave a gap: somebody has not committed yet, or never will."""
    start = 0
    for at in range(1, len(waiting) + 1):
        if at == len(waiting) or waiting[at][0] != waiting[at - 1][0] + 1:
            yield waiting[start:at]
            start = at


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
        roots = [_root(level, n) for n in range(before // WIDTH, after // WIDTH)]
        before, after, level = before // WIDTH, after // WIDTH, level + 1
        Subtree.objects.bulk_create(
            Subtree(level=level, index=before + at, hash=root) for at, root in enumerate(roots)
        )


def _root(level: int, n: int) -> bytes:
    tile = queries.read_tile(level, n, WIDTH)
    return fold([tile[at : at + HASH] for at in range(0, len(tile), HASH)])
