"""Pages of the ledger: the log itself, as files that anybody may fetch and keep."""

from liandong.ledger.views.erasing import erase
from liandong.ledger.views.log import checkpoint, entries, keys, tile
from liandong.ledger.views.state import export, exported, exports, state
from liandong.ledger.views.verify import proof, verify, worker

__all__ = [
    "checkpoint",
    "entries",
    "erase",
    "export",
    "exported",
    "exports",
    "keys",
    "proof",
    "state",
    "tile",
    "verify",
    "worker",
]
