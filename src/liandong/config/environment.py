"""Reading the environment: words, flags, lists, secrets and the address of the database."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from liandong.ledger.tlog.witness import Witness

# The server plans a statement once and then only takes its values: a third of its work is saved.
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}


def word(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    return word(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    try:
        return int(word(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number") from error


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in word(name, default).split(",") if part.strip()]


def secret(name: str, folder: Path) -> str:
    """Return the secret from the environment, else the one kept in `folder`, made when missing.

    Several processes may start at once: the first file to be linked into place wins.
    """
    if given := word(name):
        return given
    path = folder / name.lower().replace("_", "-")
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep(path, secrets.token_urlsafe(50))
    return path.read_text("ascii")


def _keep(path: Path, value: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(value, "ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def witnesses(name: str) -> list[Witness]:
    """Return the witnesses of a log, each as an address, a space and its public key."""
    try:
        return [Witness.parse(given) for given in listed(name)]
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name}: {wrong}") from wrong


def database(url: str, sqlite: Path) -> dict[str, Any]:
    """Return Django's description of the database at `url`, or of the SQLite file when empty.

    Known schemes: `postgres://user:password@host:port/name?option=value` (an empty host is the
    local socket) and `sqlite:///relative.sqlite3` or `sqlite:////absolute.sqlite3`.
    """
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if not url:
        return _sqlite(sqlite)
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///")


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    return {
        "ENGINE": "liandong.config.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 2,
            **_options(parts.query),
        },
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }


def _options(query: str) -> dict[str, Any]:
    return {name: int(word) if word.isdigit() else word for name, word in parse_qsl(query)}


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    pragmas = (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=NORMAL",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-32000",
        "PRAGMA mmap_size=268435456",
    )
    return {
        "ENGINE": "liandong.config.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(pragmas),
        },
        "CONN_MAX_AGE": 300,
        # A file, since threads and processes of one test must meet in one database; one for each
        # test process, since several may run at once.
        "TEST": {"NAME": path.with_name(f"test-{os.getpid()}.sqlite3")},
    }
