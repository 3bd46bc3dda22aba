"""What a witness remembers, and its judgement: 200 with a cosignature, or the status that says why.

The folder holds `key` (private), `key.pub`, `logs` (the verifier keys of the logs that it watches,
one a line) and `heads.sqlite3`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from liandong.ledger.tlog import (
    EMPTY_ROOT,
    Checkpoint,
    Note,
    Signer,
    Unproven,
    Verifier,
    format_note,
    parse_checkpoint,
    parse_note,
    verify_note,
)
from liandong.ledger.tlog.notes import COSIGNATURE
from liandong.ledger.tlog.witness import Request, ensure_continues, parse_request

TEXT = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"
TABLE = """
    CREATE TABLE IF NOT EXISTS heads (origin TEXT PRIMARY KEY, size INTEGER, root BLOB, note BLOB)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    kind: str = TEXT


class Book:
    """The memory of one witness. A judgement is on the disk before it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signer = Signer.parse((folder / "key").read_text("utf-8"))
        with self._heads() as heads:
            heads.execute(TABLE)

    @classmethod
    def found(cls, folder: Path, name: str) -> "Book":
        """Open the folder of a witness; make its key when there is none."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / "key").exists():
            signer = Signer.generate(name, COSIGNATURE)
            (folder / "key").touch(0o600)
            (folder / "key").write_text(f"{signer}\n", "utf-8")
            (folder / "key.pub").write_text(f"{signer.verifier}\n", "utf-8")
        return cls(folder)

    def watch(self, vkey: str) -> None:
        """Watch the log with this verifier key from now on. Raises `ValueError` when it is none."""
        known = self.logs()
        if (new := Verifier.parse(vkey)) not in known:
            (self.folder / "logs").write_text("".join(f"{key}\n" for key in [*known, new]), "utf-8")

    def logs(self) -> list[Verifier]:
        """The keys of the logs that are watched."""
        path = self.folder / "logs"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [Verifier.parse(line) for line in lines]

    def judge(self, body: bytes, time: int) -> Answer:
        """Answer an `add-checkpoint` call that came at this time (seconds since 1970)."""
        try:
            request = parse_request(body)
            new = parse_checkpoint(parse_note(request.checkpoint).text)
        except Unproven as wrong:
            return _no(400, str(wrong))
        keys = [key for key in self.logs() if key.name == new.origin]
        if not keys:
            return _no(404, "this log is not watched here")
        try:
            note = verify_note(request.checkpoint, *keys)
        except Unproven as wrong:
            return _no(403, str(wrong))
        if request.old > new.size:
            return _no(400, "the old size is larger than the new one")
        return self._cosign(request, new, note, time)

    def _cosign(self, request: Request, new: Checkpoint, note: Note, time: int) -> Answer:
        with self._heads() as heads:
            known = _known(heads, new.origin)
            if request.old != known.size:
                return Answer(409, f"{known.size}\n".encode(), SIZE)
            try:
                ensure_continues(request, known, new)
            except Unproven as fork:
                return _no(422, str(fork))
            line = self.signer.sign(note.text, time)
            kept = format_note(note.text, [*note.signatures, line])
            row = (new.origin, new.size, new.root, kept)
            heads.execute("INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)", row)
        return Answer(200, str(line).encode())

    def last(self, origin_hash: str) -> Answer:
        """The last cosigned checkpoint of the log whose origin has this hex SHA-256."""
        with self._heads() as heads:
            rows = heads.execute("SELECT origin, note FROM heads").fetchall()
        for origin, note in rows:
            if sha256(origin.encode()).hexdigest() == origin_hash:
                return Answer(200, note)
        return _no(404, "no checkpoint of this log was cosigned here")

    @contextmanager
    def _heads(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone and durable: two requests can't judge by the same old head."""
        heads = sqlite3.connect(self.folder / "heads.sqlite3", timeout=20, isolation_level=None)
        try:
            heads.execute("PRAGMA synchronous=FULL")
            heads.execute("BEGIN IMMEDIATE")
            yield heads
            heads.execute("COMMIT")
        finally:
            heads.close()


def _known(heads: sqlite3.Connection, origin: str) -> Checkpoint:
    row = heads.execute("SELECT size, root FROM heads WHERE origin = ?", [origin]).fetchone()
    return Checkpoint(origin, *row) if row else Checkpoint(origin, 0, EMPTY_ROOT)


def _no(status: int, why: str) -> Answer:
    return Answer(status, f"{why}\n".encode())
