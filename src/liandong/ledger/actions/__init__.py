"""What changes the ledger: recording, correcting, erasing, sealing, signing; nothing else."""

from liandong.ledger.actions.correcting import correct
from liandong.ledger.actions.erasing import erase, erase_old
from liandong.ledger.actions.exporting import advance_export, ask_export, finish_export
from liandong.ledger.actions.keeping import make_key, retire_keys
from liandong.ledger.actions.recording import name_of, record
from liandong.ledger.actions.sealing import BATCH, seal
from liandong.ledger.actions.showing import show
from liandong.ledger.actions.signing import cosign, sign

__all__ = [
    "BATCH",
    "advance_export",
    "ask_export",
    "correct",
    "cosign",
    "erase",
    "erase_old",
    "finish_export",
    "make_key",
    "name_of",
    "record",
    "retire_keys",
    "seal",
    "show",
    "sign",
]
