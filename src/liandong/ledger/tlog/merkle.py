"""The Merkle tree of RFC 6962, section 2.1, read through tiles.

A proof reads a few tiles, however large the log: at a million entries at most six. `read_tile` is
a function `(level, n, width) -> bytes` that returns `width` hashes of 32 bytes each.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from hmac import compare_digest
from struct import iter_unpack

from liandong.ledger.tlog.tiles import HASH, HEIGHT, WIDTH, width_at

type ReadTile = Callable[[int, int, int], bytes]
type NodeHash = Callable[[int, int], bytes]

PAIR = f"{2 * HASH}s"
EMPTY_ROOT = sha256(b"").digest()


class Unproven(ValueError):
    """What was claimed does not follow from the proof that was given."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: bytes) -> bytes:
    """The root over hashes that follow one another; their number is a power of two."""
    while len(hashes) > HASH:
        pairs = iter_unpack(PAIR, hashes)
        hashes = b"".join([sha256(b"\x01" + pair).digest() for (pair,) in pairs])
    return hashes


def tree_root(size: int, read_tile: ReadTile) -> bytes:
    """The root of the first `size` entries."""
    return _range(_nodes(size, read_tile), 0, size) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, read_tile: ReadTile) -> list[bytes]:
    """The hashes that lead from entry `index` to the root at `size`, the leaf's sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"there is no entry {index} in a log of {size}")
    node, proof = _nodes(size, read_tile), []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_range(node, middle, end))
            end = middle
        else:
            proof.append(_range(node, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, size: int, read_tile: ReadTile) -> list[bytes]:
    """The hashes that show that the first `old` entries at `size` are those of before."""
    if not 0 <= old <= size:
        raise ValueError(f"a log of {size} was never larger, at {old}")
    if old in (0, size):
        return []
    node, proof = _nodes(size, read_tile), []
    start, end = 0, size
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range(node, middle, end))
            end = middle
        else:
            proof.append(_range(node, start, middle))
            start = middle
    if start:
        proof.append(_range(node, start, end))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> None:
    """Raise `Unproven` unless the entry with this leaf hash stands at `index` under `root`."""
    if not 0 <= index < size:
        raise Unproven(f"there is no entry {index} in a log of {size}")
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Unproven("the proof is too long")
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Unproven("the proof is too short")
    if len(root) != HASH or not compare_digest(found, root):
        raise Unproven("the entry is not under this root")


def verify_consistency(
    old: int, size: int, proof: list[bytes], old_root: bytes, root: bytes
) -> None:
    """Raise `Unproven` unless the log at `size` begins with the log as it was at `old`."""
    if not 0 <= old <= size:
        raise Unproven(f"the log shrank from {old} to {size}")
    if old == 0 or old == size:
        expected = root if old else EMPTY_ROOT
        if proof or not compare_digest(old_root, expected):
            raise Unproven("the same size has another root, or the proof is too long")
        return
    before, after = _climb(old, size, proof, old_root)
    if not compare_digest(before, old_root) or not compare_digest(after, root):
        raise Unproven("the log does not continue the older one")


def _climb(old: int, size: int, proof: list[bytes], old_root: bytes) -> tuple[bytes, bytes]:
    """Compute both roots from a consistency proof (RFC 9162, section 2.1.4.2)."""
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    hashes = proof if at else [old_root, *proof]
    if not hashes:
        raise Unproven("the proof is too short")
    first, *rest = hashes
    before = after = first
    for sibling in rest:
        if last == 0:
            raise Unproven("the proof is too long")
        if at & 1 or at == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        at, last = at >> 1, last >> 1
    if last:
        raise Unproven("the proof is too short")
    return before, after


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def _range(node: NodeHash, start: int, end: int) -> bytes:
    """The root over the entries from `start` to `end`, as the tree cuts them."""
    count = end - start
    if count & (count - 1) == 0:
        height = count.bit_length() - 1
        return node(height, start >> height)
    middle = start + _split(count)
    return node_hash(_range(node, start, middle), _range(node, middle, end))


def _nodes(size: int, read_tile: ReadTile) -> NodeHash:
    """Return a reader of full subtrees that reads each tile of this log once."""

    @cache
    def tile(level: int, n: int) -> bytes:
        return read_tile(level, n, width_at(level, n, size))

    def node(height: int, index: int) -> bytes:
        level, rest = divmod(height, HEIGHT)
        n, start = divmod(index << rest, WIDTH)
        return fold(tile(level, n)[start * HASH : (start + (1 << rest)) * HASH])

    return node
