"""The whole log recomputed from the database. Memory does not grow with it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.db.models import Max

from liandong.ledger.models import Entry, Seal, Waiting
from liandong.ledger.queries.proving import size
from liandong.ledger.queries.verifying.entries import Entries, batches
from liandong.ledger.queries.verifying.findings import Finding, Kind, Report
from liandong.ledger.queries.verifying.heads import Signed, heads, unfit_cosignatures
from liandong.ledger.queries.verifying.loose import inserted, unlike_waiting
from liandong.ledger.queries.verifying.tree import Tree
from liandong.ledger.tlog import Checkpoint as Head
from liandong.ledger.tlog.tiles import HASH


def verify_all(brought: Head | None = None) -> Report:
    """Recompute the log and compare it with every signed head, also with one brought along.

    The findings come in the order of the log. Raises `Forked` when the kept head can't be read.
    """
    newest_id = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    walk = _Walk(brought)
    found = [
        *walk.go(size()),
        *walk.entries.moved(),
        *inserted(newest_id),
        *unlike_waiting(),
        *unfit_cosignatures(),
        *_unexplained(walk.entries.missing),
    ]
    return Report(
        size=walk.tree.size,
        root=walk.tree.root(),
        heads=walk.compared,
        waiting=Waiting.objects.count(),
        findings=sorted(found, key=lambda finding: finding.order),
    )


class _Walk:
    """One way through the log, from the first entry to the last."""

    def __init__(self, brought: Head | None) -> None:
        self.tree = Tree()
        self.entries = Entries()
        self.compared = 0
        self._heads = heads(brought)
        self._next: Signed | None = next(self._heads, None)
        self._good = 0
        self._rewritten = False

    def go(self, until: int) -> Iterator[Finding]:
        for batch in batches(until):
            yield from self.entries.check(batch)
            for seal in batch:
                yield from self._take(seal)
        yield from self._compare()
        yield from self.tree.surplus()
        yield from self._beyond()

    def _take(self, seal: Seal) -> Iterator[Finding]:
        """Add a seal to the tree, stopping at each signed head on the way."""
        if seal.index != self.tree.size or len(seal.hashes) != seal.count * HASH:
            yield Finding(Kind.TREE, min(seal.index, self.tree.size), until=seal.index)
        rest = bytes(seal.hashes)
        while rest:
            yield from self._compare()
            step = self._next.size - self.tree.size if self._next else len(rest)
            part, rest = rest[: step * HASH], rest[step * HASH :]
            yield from self.tree.add(part)

    def _compare(self) -> Iterator[Finding]:
        """Compare with the heads that were signed at this size."""
        while self._next and self._next.size <= self.tree.size:
            yield from self._judge(self._next)
            self._next = next(self._heads, None)

    def _judge(self, head: Signed) -> Iterator[Finding]:
        self.compared += 1
        if head.root is None:
            yield Finding(Kind.SIGNED, head.size, until=head.size)
        elif head.root == self.tree.root():
            self._good = head.size
        elif not self._rewritten:
            self._rewritten = True
            yield Finding(Kind.REWRITTEN, self._good, until=head.size - 1)

    def _beyond(self) -> Iterator[Finding]:
        """Tell how much is missing when a signed head is larger than the log."""
        largest = 0
        while self._next:
            largest = max(largest, self._next.size)
            self._next = next(self._heads, None)
        if largest:
            yield Finding(Kind.TRUNCATED, self.tree.size, count=largest - self.tree.size)


def _unexplained(missing: Mapping[str, int]) -> Iterator[Finding]:
    """Tell of texts that are gone although no entry says that they were erased."""
    erased: Counter[str] = Counter()
    said = Entry.objects.filter(verb="ledger.erased").values_list("subject", "public")
    for subject, public in said.iterator():
        erased[subject] += public.get("texts", 0)
    for subject, count in missing.items():
        if count > erased[subject]:
            yield Finding(Kind.ERASED, count=count - erased[subject], subject=subject)
