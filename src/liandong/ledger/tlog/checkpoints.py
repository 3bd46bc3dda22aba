"""Checkpoints (c2sp.org/tlog-checkpoint): which log, how many entries, under which root."""

import base64
import re
from dataclasses import dataclass

from liandong.ledger.tlog.merkle import Unproven
from liandong.ledger.tlog.notes import decode

SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: `size` entries under `root`."""

    origin: str
    size: int
    root: bytes


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """The text to be signed."""
    root = base64.b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint. Raises `Unproven` when it is none."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise Unproven("a checkpoint has an origin, a size and a root")
    origin, size, encoded = lines[:3]
    root = decode(encoded)
    if not SIZE.fullmatch(size) or len(root) != 32:
        raise Unproven("a checkpoint has an origin, a size and a root")
    return Checkpoint(origin, int(size), root)
