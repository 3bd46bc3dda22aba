"""Pages of the ledger: the log itself, as files that anybody may fetch and keep."""

from liandong.ledger.views.log import checkpoint, entries, keys, tile

__all__ = ["checkpoint", "entries", "keys", "tile"]
