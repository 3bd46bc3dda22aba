"""Checking a receipt: a proof file of ours, which carries the entry's own bytes."""

from dataclasses import dataclass

from liandong.ledger.tlog.checkpoints import Checkpoint, parse_checkpoint
from liandong.ledger.tlog.files import parse_proof
from liandong.ledger.tlog.merkle import Unproven, leaf_hash, verify_inclusion
from liandong.ledger.tlog.notes import Verifier, verify_note


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was proven: these bytes stand at this index of the log with this head."""

    entry: bytes
    index: int
    head: Checkpoint
    signed_by: list[str]


def verify_receipt(data: bytes, keys: list[Verifier], witnesses: list[Verifier]) -> Receipt:
    """Verify a proof file by the log's keys, and by all of these witnesses. Raises `Unproven`."""
    file = parse_proof(data)
    note = verify_note(file.checkpoint, *keys)
    head = parse_checkpoint(note.text)
    if not any(key.name == head.origin for key in keys):
        raise Unproven(f"the key belongs to another log than {head.origin}")
    verify_inclusion(leaf_hash(file.extra), file.index, head.size, file.proof, head.root)
    names = [signature.name for signature in note.signatures]
    for witness in witnesses:
        names += [line.name for line in verify_note(file.checkpoint, witness).signatures]
    return Receipt(file.extra, file.index, head, list(dict.fromkeys(names)))
