"""A transparency log as C2SP and RFC 6962 describe it: bytes in, bytes out.

Pure: no Django, no database, no clock. `merkle` proves and verifies, `tiles` names what is read,
`notes` signs, `checkpoints` says how large the log is, `files` is the receipt that a resident
keeps, `canonical` turns an object into the one row of bytes that everybody computes alike.
"""

from liandong.ledger.tlog.canonical import canonical
from liandong.ledger.tlog.checkpoints import Checkpoint, format_checkpoint, parse_checkpoint
from liandong.ledger.tlog.entry import commitment, entry_bytes
from liandong.ledger.tlog.files import ProofFile, format_proof, parse_proof
from liandong.ledger.tlog.merkle import (
    EMPTY_ROOT,
    Unproven,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from liandong.ledger.tlog.notes import (
    Note,
    Signature,
    Signer,
    Verifier,
    format_note,
    parse_note,
    sign_note,
    verify_note,
)
from liandong.ledger.tlog.tiles import tile_path

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "Note",
    "ProofFile",
    "Signature",
    "Signer",
    "Unproven",
    "Verifier",
    "canonical",
    "commitment",
    "consistency_proof",
    "entry_bytes",
    "format_checkpoint",
    "format_note",
    "format_proof",
    "inclusion_proof",
    "leaf_hash",
    "parse_checkpoint",
    "parse_note",
    "parse_proof",
    "sign_note",
    "tile_path",
    "tree_root",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
