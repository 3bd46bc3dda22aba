"""All reading of the ledger: what was written, and how it is proven."""

from liandong.ledger.queries.chronicle import corrections, find, in_order, page_before, written
from liandong.ledger.queries.exports import export, exports, file_of, outdated, stretch_of
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
    index_of,
    newest,
    note_of,
    proof_of,
    read_hashes,
    read_tile,
    request_for,
    size,
    tile_at,
)
from liandong.ledger.queries.reading import Behind, texts_behind, texts_of, timeline
from liandong.ledger.queries.receipts import entry_about, is_proven, words_of
from liandong.ledger.queries.state import State, state
from liandong.ledger.queries.verifying import Finding, Kind, Report, verify_all
from liandong.ledger.queries.waiting import oldest
from liandong.ledger.queries.witnesses import cosigned_by, witnesses

__all__ = [
    "Behind",
    "Finding",
    "Forked",
    "Kind",
    "NoKey",
    "Report",
    "State",
    "bundle_at",
    "corrections",
    "cosigned_by",
    "ensure_continued",
    "entry_about",
    "export",
    "exports",
    "file_of",
    "find",
    "folder",
    "in_order",
    "index_of",
    "is_proven",
    "last_kept",
    "newest",
    "note_of",
    "oldest",
    "outdated",
    "page_before",
    "proof_of",
    "read_hashes",
    "read_tile",
    "request_for",
    "signers",
    "size",
    "state",
    "stretch_of",
    "texts_behind",
    "texts_of",
    "tile_at",
    "timeline",
    "verifiers",
    "verify_all",
    "witnesses",
    "words_of",
    "written",
]
