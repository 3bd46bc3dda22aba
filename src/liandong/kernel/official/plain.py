"""A document as plain data, to be kept as it was issued, and back again."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from liandong.kernel.official.content import (
    Annex,
    Block,
    Document,
    Form,
    Heading,
    Imprint,
    Presence,
    Table,
    Text,
)

BLOCKS: dict[str, type[Heading] | type[Text] | type[Table]] = {
    "heading": Heading,
    "text": Text,
    "table": Table,
}
NAMES = {kind: name for name, kind in BLOCKS.items()}


def plain(document: Document) -> dict[str, Any]:
    """What a document says, in words, lists and numbers that JSON knows."""
    kept = asdict(document)
    kept["blocks"] = _plain_blocks(document.blocks)
    kept["day"] = document.day.isoformat() if document.day else None
    for annex, made in zip(kept["annexes"], document.annexes, strict=True):
        annex["blocks"] = _plain_blocks(made.blocks)
    if document.imprint:
        kept["imprint"]["day"] = document.imprint.day.isoformat()
    return kept


def from_plain(kept: dict[str, Any]) -> Document:
    """The document again, as it was when it was kept."""
    given = dict(kept)
    given["form"] = Form(given["form"])
    given["blocks"] = _blocks(given["blocks"])
    given["day"] = date.fromisoformat(given["day"]) if given["day"] else None
    given["annexes"] = tuple(
        Annex(annex["title"], _blocks(annex["blocks"]), annex["across"])
        for annex in given["annexes"]
    )
    given["presence"] = Presence(**given["presence"]) if given["presence"] else None
    if imprint := given["imprint"]:
        given["imprint"] = Imprint(**{**imprint, "day": date.fromisoformat(imprint["day"])})
    return Document(**given)


def _plain_blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [{"kind": NAMES[type(block)], **asdict(block)} for block in blocks]


def _blocks(kept: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(
        BLOCKS[one["kind"]](**{name: value for name, value in one.items() if name != "kind"})
        for one in kept
    )
