"""The tree, computed anew from hashes as they come, and compared with what is stored."""

from collections.abc import Iterator

from liandong.ledger.models import Subtree
from liandong.ledger.queries.verifying.findings import Finding, Kind
from liandong.ledger.tlog import EMPTY_ROOT
from liandong.ledger.tlog.merkle import fold, node_hash
from liandong.ledger.tlog.tiles import HASH, WIDTH

FULL = WIDTH * HASH


class Tree:
    """The right edge of a growing tree: at each level the hashes of the tile that is not full."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = [b""]
        self._count = [0]

    def add(self, hashes: bytes) -> Iterator[Finding]:
        """Take the hashes of the next entries; tell which stored roots of tiles do not fit."""
        self.size += len(hashes) // HASH
        self._edge[0] += hashes
        level = 0
        while level < len(self._edge) and len(self._edge[level]) >= FULL:
            yield from self._carry(level)
            level += 1

    def _carry(self, level: int) -> Iterator[Finding]:
        if level + 1 == len(self._edge):
            self._edge.append(b"")
            self._count.append(0)
        while len(self._edge[level]) >= FULL:
            root = fold(self._edge[level][:FULL])
            self._edge[level] = self._edge[level][FULL:]
            self._edge[level + 1] += root
            n = self._count[level + 1]
            self._count[level + 1] += 1
            if _stored(level + 1, n) != root:
                span = WIDTH ** (level + 1)
                yield Finding(Kind.TREE, index=n * span, until=(n + 1) * span - 1)

    def root(self) -> bytes:
        """The root over all that was added."""
        found: bytes | None = None
        for edge in self._edge:
            for piece in _pieces(edge):
                found = piece if found is None else node_hash(piece, found)
        return EMPTY_ROOT if found is None else found

    def surplus(self) -> Iterator[Finding]:
        """Tell of stored roots of tiles that the log does not have."""
        for level in range(1, 8):
            full = self._count[level] if level < len(self._count) else 0
            span = WIDTH**level
            more = Subtree.objects.filter(level=level, index__gte=full).order_by("index")
            if (n := more.values_list("index", flat=True).first()) is not None:
                yield Finding(Kind.TREE, index=n * span, until=(n + 1) * span - 1)


def _stored(level: int, n: int) -> bytes | None:
    row = Subtree.objects.filter(level=level, index=n).values_list("hash", flat=True).first()
    return None if row is None else bytes(row)


def _pieces(edge: bytes) -> Iterator[bytes]:
    """The roots of the full subtrees that a tile's hashes form, the rightmost first."""
    end, count = len(edge), len(edge) // HASH
    bit = 1
    while bit <= count:
        if count & bit:
            start = end - bit * HASH
            yield fold(edge[start:end])
            end = start
        bit <<= 1
