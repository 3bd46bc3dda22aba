"""The ledger as a history for process mining: OCEL 2.0 (JSON, SQLite) and XES.

Event types are the verbs; objects are what an entry names: its subject, its post, its place, its
promise. Only the public part of an entry is read, so no text and no person can be in the file.
"""

from liandong.ledger.queries.history.events import Stretch
from liandong.ledger.queries.history.ocel import write_json, write_sqlite
from liandong.ledger.queries.history.xes import write_xes

WRITERS = {"ocel-json": write_json, "ocel-sqlite": write_sqlite, "xes": write_xes}
ENDINGS = {"ocel-json": "json", "ocel-sqlite": "sqlite", "xes": "xes"}

__all__ = ["ENDINGS", "WRITERS", "Stretch", "write_json", "write_sqlite", "write_xes"]
