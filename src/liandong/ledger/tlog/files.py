"""The tlog-proof file (c2sp.org/tlog-proof): all that a stranger needs, in one short text."""

import base64
import re
from dataclasses import dataclass

from liandong.ledger.tlog.checkpoints import SIZE
from liandong.ledger.tlog.merkle import Unproven
from liandong.ledger.tlog.notes import decode

FIRST_LINE = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class ProofFile:
    """An entry's place in the log, its inclusion proof, and the signed checkpoint."""

    index: int
    proof: list[bytes]
    checkpoint: bytes
    extra: bytes = b""


def format_proof(index: int, proof: list[bytes], checkpoint: bytes, extra: bytes = b"") -> bytes:
    """The bytes of a proof file. We put the entry's own bytes into `extra`."""
    lines = [FIRST_LINE]
    if extra:
        lines.append(f"extra {base64.b64encode(extra).decode()}")
    lines.append(f"index {index}")
    lines += [base64.b64encode(each).decode() for each in proof]
    return "\n".join([*lines, "", ""]).encode() + checkpoint


def parse_proof(data: bytes) -> ProofFile:
    """Read a proof file without verifying it. Raises `Unproven` when it is none."""
    head, blank, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as broken:
        raise Unproven("not a tlog-proof file") from broken
    if not blank or lines.pop(0) != FIRST_LINE:
        raise Unproven("not a tlog-proof file")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = decode(lines.pop(0).removeprefix("extra "))
    index = re.fullmatch(rf"index ({SIZE.pattern})", lines.pop(0) if lines else "")
    proof = [decode(line) for line in lines]
    if index is None or len(proof) > 63 or any(len(each) != 32 for each in proof):
        raise Unproven("not a tlog-proof file")
    return ProofFile(int(index[1]), proof, checkpoint, extra)
