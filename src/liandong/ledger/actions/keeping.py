"""What is written outside the database: keys, and the last head of the log that was signed."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import connection

from liandong.ledger import queries
from liandong.ledger.tlog import Signer


def make_key(origin: str) -> Signer:
    """Make a key for the log of this name. It signs from now on, beside the keys there are."""
    signer = Signer.generate(origin)
    folder = queries.folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _append(folder / "key.pub", str(signer.verifier), 0o644)
    _append(folder / "key", str(signer), 0o600, first=True)
    return signer


def retire_keys() -> int:
    """Let only the newest key sign. The public keys of the others stay, for old receipts."""
    newest, *rest = queries.signers()
    _replace(queries.folder() / "key", f"{newest}\n".encode(), 0o600)
    return len(rest)


def keep_last(note: bytes) -> None:
    """Keep the head that is about to be published: on the disk before it is in the database."""
    _make_durable()
    _replace(queries.folder() / "checkpoint", note, 0o644)


def _make_durable() -> None:
    """Bring to the disk what SQLite has committed; its write-ahead log may still be in memory."""
    if connection.vendor == "sqlite":
        name = Path(settings.DATABASES["default"]["NAME"])
        for path in (name, name.with_name(f"{name.name}-wal")):
            if path.exists():
                _sync(path)


def _append(path: Path, line: str, mode: int, *, first: bool = False) -> None:
    """Add a line to a file, as the first or the last."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    lines = [line, *lines] if first else [*lines, line]
    _replace(path, "".join(f"{each}\n" for each in lines).encode(), mode)


def _replace(path: Path, data: bytes, mode: int) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    draft.touch(mode)
    draft.write_bytes(data)
    _sync(draft)
    draft.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
