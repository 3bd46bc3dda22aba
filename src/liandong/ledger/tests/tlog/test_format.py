"""The format of an entry is what the reference page and the shipped vectors say, for ever."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

import pytest

from liandong.ledger.tlog import (
    Unproven,
    Verifier,
    commitment,
    entry_bytes,
    leaf_hash,
    parse_proof,
    tree_root,
)
from liandong.ledger.tlog.entry import LONGEST
from liandong.ledger.tlog.receipts import verify_receipt
from tests.checks import HOUSE, ROOT

VECTORS = json.loads((HOUSE / "ledger" / "data" / "format-v1.json").read_text("utf-8"))
PAGES = [ROOT / "docs" / language / "reference" / "ledger-format.md" for language in ("en", "zh")]


@dataclass
class Row:
    verb: str
    subject: str
    actor: str
    post_id: int | None
    place_id: int | None
    at: datetime
    public: dict
    commitments: dict


def row(vector):
    words = vector["row"]
    return Row(**{**words, "at": datetime.fromisoformat(words["at"])})


@pytest.mark.parametrize("vector", VECTORS["entries"], ids=lambda vector: vector["name"])
def test_an_entry_has_the_bytes_of_the_vector(vector):
    data = entry_bytes(row(vector))

    assert data.decode() == vector["bytes"]
    assert leaf_hash(data).hex() == vector["leaf_hash"]
    assert vector["row"]["commitments"] == {
        field: commitment(pair["salt"], pair["text"]) for field, pair in vector["texts"].items()
    }


def test_the_log_of_the_vectors_has_their_root_and_its_receipt_is_proven():
    leaves = [bytes.fromhex(vector["leaf_hash"]) for vector in VECTORS["entries"]]
    log = VECTORS["log"]

    assert tree_root(3, lambda level, n, width: b"".join(leaves[:width])).hex() == log["root"]
    receipt = verify_receipt(
        log["receipt_of_the_second_entry"].encode(), [Verifier.parse(log["key"])], []
    )
    assert receipt.entry.decode() == VECTORS["entries"][1]["bytes"]
    assert (
        parse_proof(log["receipt_of_the_second_entry"].encode()).checkpoint.decode()
        == (log["checkpoint"])
    )


def test_a_receipt_of_another_log_is_none():
    data = VECTORS["log"]["receipt_of_the_second_entry"].encode()
    key = Verifier.parse(VECTORS["log"]["key"])
    other = Verifier("other.example", key.public)

    with pytest.raises(Unproven):
        verify_receipt(data, [other], [])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.parent.name)
def test_the_reference_page_shows_the_vectors(page):
    shown = re.findall(r"```json\n(.+?)\n```", page.read_text("utf-8"), re.DOTALL)

    assert VECTORS["entries"][0]["bytes"] in shown
    assert VECTORS["entries"][0]["leaf_hash"] in page.read_text("utf-8")


def test_an_entry_that_no_bundle_can_hold_is_refused():
    long = row(VECTORS["entries"][2])
    long.public = {"words": "x" * LONGEST}

    with pytest.raises(ValueError, match="longer"):
        entry_bytes(long)
