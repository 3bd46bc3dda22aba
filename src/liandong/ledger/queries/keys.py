"""What is kept outside the database: the keys, and the last head of the log that was signed.

One folder, `LEDGER_FOLDER`, holds `key` (private keys, one a line, each of which signs), `key.pub`
(every public key that ever signed, also those retired since) and `checkpoint`.
"""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from liandong.ledger.queries.proving import read_tile
from liandong.ledger.tlog import (
    Checkpoint,
    Signer,
    Unproven,
    Verifier,
    consistency_proof,
    parse_checkpoint,
    verify_consistency,
    verify_note,
)


class NoKey(ImproperlyConfigured):
    """There is no key to sign the log with."""


class Forked(Exception):
    """The database does not continue what was signed before. Its words say what to do."""


def folder() -> Path:
    """Where keys and the last checkpoint are kept; the demo city has a folder of its own."""
    given = settings.LEDGER_FOLDER
    return Path(given) if given else settings.VAR / ("demo-ledger" if settings.DEMO else "ledger")


def signers() -> list[Signer]:
    """The keys that sign, the newest first. Raises `NoKey`."""
    path = folder() / "key"
    if not path.exists():
        raise NoKey(
            _("The ledger has no key at %(path)s: make one with `liandong ledger-key`.")
            % {"path": path}
        )
    try:
        found = [Signer.parse(line) for line in path.read_text("utf-8").splitlines()]
    except ValueError as wrong:
        raise NoKey(_("%(path)s is damaged: %(why)s.") % {"path": path, "why": wrong}) from wrong
    return found


def verifiers() -> list[Verifier]:
    """Every public key that ever signed our log, the oldest first."""
    path = folder() / "key.pub"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Verifier.parse(line) for line in lines]


def last_kept() -> Checkpoint | None:
    """The last head that we signed. Raises `Forked` when the file is not what we wrote."""
    path = folder() / "checkpoint"
    if not path.exists():
        return None
    try:
        return parse_checkpoint(verify_note(path.read_bytes(), *verifiers()).text)
    except Unproven as wrong:
        raise Forked(f"{path}: {wrong}") from wrong


def ensure_continued(size: int, root: bytes) -> None:
    """Raise `Forked` unless the log, now with this size and root, continues the last head kept."""
    kept, origin = last_kept(), signers()[0].name
    if kept is None or kept.origin != origin:
        return
    try:
        proof = consistency_proof(kept.size, size, read_tile)
        verify_consistency(kept.size, size, proof, kept.root, root)
    except ValueError as wrong:
        raise Forked(_explain(kept.size, size)) from wrong


def _explain(kept: int, size: int) -> str:
    said = (
        _("The log had %(kept)s entries when it was last signed, and now has %(size)s.")
        if size < kept
        else _("The first %(kept)s of %(size)s entries are not those that were signed before.")
    ) % {"kept": kept, "size": size}
    advice = _("Was an old backup restored? Nothing is signed until this is settled.")
    return f"{said} {advice}"
