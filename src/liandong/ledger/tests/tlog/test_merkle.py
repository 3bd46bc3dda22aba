"""Proofs against the vectors of others, against the definition, and against every small lie."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.ledger.tests.tlog.trees import Tiles, leaves, root
from liandong.ledger.tlog import (
    EMPTY_ROOT,
    Unproven,
    consistency_proof,
    inclusion_proof,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).parent.parent / "data" / "inclusion.jsonl"
MILLION = 1_000_000


def vectors():
    for line in VECTORS.read_text("utf-8").splitlines():
        vector = json.loads(line)
        yield pytest.param(vector, id=vector["name"])


def bytes_of(text):
    return base64.b64decode(text or "")


@pytest.mark.parametrize("vector", list(vectors()))
def test_vector_of_transparency_dev(vector):
    proof = [bytes_of(line) for line in vector["proof"] or []]
    given_to = (bytes_of(vector["leafHash"]), vector["leafIdx"], vector["treeSize"], proof)

    if vector["wantErr"]:
        with pytest.raises(Unproven):
            verify_inclusion(*given_to, bytes_of(vector["root"]))
    else:
        verify_inclusion(*given_to, bytes_of(vector["root"]))


def test_every_vector_is_here():
    assert len(VECTORS.read_text("utf-8").splitlines()) == 98


@pytest.mark.parametrize("size", range(301))
def test_every_size_has_the_root_of_the_definition_and_proves_entries(size):
    tiles, nodes = Tiles(size), leaves(size)
    head = tree_root(size, tiles)

    assert head == root(nodes)
    for index in range(size):
        proof = inclusion_proof(index, size, tiles)
        verify_inclusion(nodes[index], index, size, proof, head)


@pytest.mark.parametrize("size", range(301))
def test_every_size_continues_every_smaller_one(size):
    tiles = Tiles(size)
    head = tree_root(size, tiles)
    nodes = leaves(size)
    for old in range(0, size + 1, 1 if size < 40 or size > 250 else 7):
        proof = consistency_proof(old, size, tiles)
        verify_consistency(old, size, proof, root(nodes[:old]), head)


@pytest.fixture(scope="module")
def million():
    return Tiles(MILLION)


def lie(proof, at):
    """The same proof with one bit turned."""
    byte = at % (len(proof) * 32)
    changed = bytearray(proof[byte // 32])
    changed[byte % 32] ^= 1 << (at % 8)
    return [*proof[: byte // 32], bytes(changed), *proof[byte // 32 + 1 :]]


@settings(max_examples=60)
@given(size=st.integers(1, MILLION), at=st.integers(0, 2**40))
def test_any_entry_of_any_size_is_proven_and_any_lie_is_not(million, size, at):
    index = at % size
    head, leaf = tree_root(size, million), million.levels[0][index]
    proof = inclusion_proof(index, size, million)

    verify_inclusion(leaf, index, size, proof, head)
    wrong = [[*proof, bytes(32)], *([lie(proof, at), proof[1:]] if proof else [])]
    for each in wrong:
        with pytest.raises(Unproven):
            verify_inclusion(leaf, index, size, each, head)
    with pytest.raises(Unproven):
        verify_inclusion(million.levels[0][(index + 1) % MILLION], index, size, proof, head)


@settings(max_examples=60)
@given(size=st.integers(2, MILLION), at=st.integers(0, 2**40))
def test_any_size_continues_any_smaller_one_and_no_fork_does(million, size, at):
    old = 1 + at % (size - 1)
    before, after = tree_root(old, million), tree_root(size, million)
    proof = consistency_proof(old, size, million)

    verify_consistency(old, size, proof, before, after)
    for each in (lie(proof, at), proof[:-1], [*proof, bytes(32)]):
        with pytest.raises(Unproven):
            verify_consistency(old, size, each, before, after)
    with pytest.raises(Unproven):
        verify_consistency(old, size, proof, bytes(32), after)
    with pytest.raises(Unproven):
        verify_consistency(old, size, proof, before, bytes(32))


def test_a_proof_at_a_million_reads_at_most_six_tiles(million):
    for index in (0, 255, 256, 65_535, 65_536, 524_288, 999_999):
        million.reads.clear()
        inclusion_proof(index, MILLION, million)
        assert len(million.reads) == len(set(million.reads)) <= 6


def test_what_never_was_is_not_proven():
    tiles = Tiles(5)
    for index in (-1, 5):
        with pytest.raises(ValueError, match="no entry"):
            inclusion_proof(index, 5, tiles)
    with pytest.raises(ValueError, match="larger"):
        consistency_proof(6, 5, tiles)
    with pytest.raises(Unproven, match="shrank"):
        verify_consistency(6, 5, [], root(leaves(6)), root(leaves(5)))


def test_the_empty_log_is_continued_by_any_log_and_by_itself():
    head = root(leaves(3))
    verify_consistency(0, 3, [], EMPTY_ROOT, head)
    verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    verify_consistency(3, 3, [], head, head)
    for old, before, after in ((0, head, head), (3, head, EMPTY_ROOT), (0, EMPTY_ROOT, EMPTY_ROOT)):
        with pytest.raises(Unproven):
            verify_consistency(old, 3, [] if before != after else [head], before, after)
