"""The witnesses that our log asks, and what it asks them."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from liandong.ledger.models import Checkpoint, Cosignature
from liandong.ledger.queries.proving import read_tile
from liandong.ledger.tlog import Verifier, consistency_proof
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Request, format_request


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a witness answers, and the key that it signs with."""

    url: str
    verifier: Verifier


def witnesses() -> list[Witness]:
    """The witnesses of the setting. Raises `ImproperlyConfigured`."""
    return [_read(given) for given in settings.LEDGER_WITNESSES]


def _read(given: str) -> Witness:
    url, _, vkey = given.partition(" ")
    try:
        verifier = Verifier.parse(vkey)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"LEDGER_WITNESSES: {wrong}") from wrong
    if verifier.kind != COSIGNATURE or not url.startswith(("https://", "http://")):
        raise ImproperlyConfigured("LEDGER_WITNESSES: an address and the key of a witness")
    return Witness(url, verifier)


def cosigned_by(witness: Witness) -> int:
    """The size of the newest of our checkpoints that this witness has cosigned; 0 for none."""
    lines = Cosignature.objects.filter(witness=witness.verifier.name)
    newest = lines.order_by("-checkpoint_id").values_list("checkpoint_id", flat=True).first()
    return newest or 0


def request_for(checkpoint: Checkpoint, old: int) -> bytes:
    """Ask for a line under this checkpoint, which continues the log of `old` entries."""
    proof = consistency_proof(old, checkpoint.size, read_tile)
    return format_request(Request(old, proof, checkpoint.note.encode()))
