"""What a log asks of a witness (c2sp.org/tlog-witness), and how a witness judges it."""

import base64
import re
from dataclasses import dataclass

from liandong.ledger.tlog.checkpoints import SIZE, Checkpoint
from liandong.ledger.tlog.merkle import EMPTY_ROOT, Unproven, verify_consistency
from liandong.ledger.tlog.notes import COSIGNATURE, Verifier, decode

MOST_LINES = 63


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a witness answers, and the key that it signs with."""

    url: str
    verifier: Verifier

    @classmethod
    def parse(cls, given: str) -> "Witness":
        """Read an address, a space and a witness's public key. Raises `ValueError`."""
        url, _, vkey = given.partition(" ")
        verifier = Verifier.parse(vkey)
        if verifier.kind != COSIGNATURE or not url.startswith(("https://", "http://")):
            raise ValueError("an address and the key of a witness")
        return cls(url, verifier)


@dataclass(frozen=True, slots=True)
class Request:
    """A new checkpoint, and the proof that it continues the one of `old` entries."""

    old: int
    proof: list[bytes]
    checkpoint: bytes


def format_request(request: Request) -> bytes:
    """The body of an `add-checkpoint` call."""
    lines = [f"old {request.old}", *(base64.b64encode(each).decode() for each in request.proof)]
    return "\n".join([*lines, "", ""]).encode() + request.checkpoint


def parse_request(body: bytes) -> Request:
    """Read the body of an `add-checkpoint` call. Raises `Unproven` when it is none."""
    head, blank, checkpoint = body.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as broken:
        raise Unproven("not a request to a witness") from broken
    old = re.fullmatch(rf"old ({SIZE.pattern})", first)
    proof = [decode(line) for line in lines]
    if (
        not blank
        or old is None
        or len(proof) > MOST_LINES
        or any(len(each) != 32 for each in proof)
    ):
        raise Unproven("not a request to a witness")
    return Request(int(old[1]), proof, checkpoint)


def ensure_continues(request: Request, known: Checkpoint, new: Checkpoint) -> None:
    """Raise `Unproven` unless the new head continues the one that the witness cosigned last."""
    if new.size == 0 and new.root != EMPTY_ROOT:
        raise Unproven("an empty log has another root")
    verify_consistency(known.size, new.size, request.proof, known.root, new.root)
