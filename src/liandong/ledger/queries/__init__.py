"""All reading of the ledger: what was written, and how it is proven."""

from liandong.ledger.queries.keys import (
    Forked,
    NoKey,
    ensure_continued,
    folder,
    last_kept,
    signers,
    verifiers,
)
from liandong.ledger.queries.proving import (
    bundle_at,
    newest,
    note_of,
    proof_of,
    read_tile,
    size,
    tile_at,
)
from liandong.ledger.queries.reading import texts_of, timeline

__all__ = [
    "Forked",
    "NoKey",
    "ensure_continued",
    "folder",
    "last_kept",
    "signers",
    "verifiers",
    "bundle_at",
    "newest",
    "note_of",
    "proof_of",
    "read_tile",
    "size",
    "texts_of",
    "tile_at",
    "timeline",
]
