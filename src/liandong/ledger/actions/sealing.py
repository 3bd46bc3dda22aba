"""Giving each entry its place in the log, once and for ever."""

from datetime import datetime

from django.db import connection

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.models import Log, Subtree
from liandong.ledger.tlog.merkle import fold
from liandong.ledger.tlog.tiles import HASH, WIDTH

BATCH = 8 * WIDTH

# The oldest of those who wait are given the next places; then they no longer wait. Whoever commits
# late begins to wait late, and is taken by a later batch. See docs/adr/0060-sealing.md.
TAKE = """
    INSERT INTO ledger_seal ("index", entry_id, leaf_hash)
    SELECT %s - 1 + row_number() OVER (ORDER BY entry_id), entry_id, leaf_hash
    FROM (SELECT entry_id, leaf_hash FROM ledger_waiting ORDER BY entry_id LIMIT %s) AS oldest
"""
LET_GO = """
    DELETE FROM ledger_waiting
    WHERE entry_id IN (SELECT entry_id FROM ledger_seal WHERE "index" >= %s)
"""


@action
def seal(*, actor: Actor, now: datetime, most: int = BATCH) -> int:
    """Seal the oldest entries that wait, at most so many. Returns how many were sealed.

    It costs the same however long the log is, and may be called by several workers at once.
    """
    ensure(rules.may_seal(actor))
    hold()
    before = queries.size()
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [before, most])
        cursor.execute(LET_GO, [before])
        taken = int(cursor.rowcount)
    _grow(before, before + taken)
    return taken


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
