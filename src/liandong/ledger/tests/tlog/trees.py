"""A whole log in memory, its tiles, and the RFC's own definition of a root to compare with."""

from functools import cache
from hashlib import sha256

from liandong.ledger.tlog import leaf_hash


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % n) for n in range(size)]


@cache
def hashes(size: int) -> tuple[tuple[bytes, ...], ...]:
    """The hashes of every tile level, made by definition."""
    levels = [tuple(leaves(size))]
    while len(levels[-1]) >= 256:
        below = levels[-1]
        full = range(0, len(below) - len(below) % 256, 256)
        levels.append(tuple(root(below[at : at + 256]) for at in full))
    return tuple(levels)


def root(nodes: tuple[bytes, ...] | list[bytes]) -> bytes:
    """MTH over hashes of leaves, word for word as in RFC 6962, section 2.1."""
    if not nodes:
        return sha256(b"").digest()
    if len(nodes) == 1:
        return nodes[0]
    k = 1
    while k * 2 < len(nodes):
        k *= 2
    return sha256(b"\x01" + root(nodes[:k]) + root(nodes[k:])).digest()


class Tiles:
    """Tiles of a log, of which each read is noted."""

    def __init__(self, size: int) -> None:
        self.levels = hashes(size)
        self.reads: list[tuple[int, int, int]] = []

    def __call__(self, level: int, n: int, width: int) -> bytes:
        self.reads.append((level, n, width))
        tile = b"".join(self.levels[level][n * 256 : n * 256 + width])
        assert len(tile) == width * 32 > 0
        return tile
