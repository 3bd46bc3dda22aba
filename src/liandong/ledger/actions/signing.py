"""Saying in public how long the log is: checkpoints, and the lines of witnesses under them."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger import queries, rules
from liandong.ledger.actions.keeping import keep_last
from liandong.ledger.actions.sealing import hold
from liandong.ledger.models import Checkpoint, Cosignature
from liandong.ledger.tlog import Checkpoint as Head
from liandong.ledger.tlog import format_checkpoint, sign_note, tree_root
from liandong.ledger.tlog.notes import Signature


@action
def sign(*, actor: Actor, now: datetime) -> Checkpoint | None:
    """Sign the head of the log, unless it was signed already.

    It is first compared with the last head that we signed, which is kept in a file outside the
    database. Raises `Forked` when the database does not continue it, and `NoKey` without a key.
    """
    ensure(rules.may_seal(actor))
    hold()
    signers, size = queries.signers(), queries.size()
    root = tree_root(size, queries.read_tile)
    queries.ensure_continued(size, root)
    if size == 0 or Checkpoint.objects.filter(size=size).exists():
        return None
    note = sign_note(format_checkpoint(Head(signers[0].name, size, root)), *signers)
    keep_last(note)
    return Checkpoint.objects.create(size=size, root=root, note=note.decode())


@action
def cosign(*, size: int, lines: list[Signature], actor: Actor, now: datetime) -> int:
    """Put the verified lines of witnesses under a checkpoint. Returns how many were new."""
    ensure(rules.may_seal(actor))
    hold()
    known = set(Cosignature.objects.filter(checkpoint_id=size).values_list("witness", flat=True))
    new = [line for line in lines if line.name not in known]
    Cosignature.objects.bulk_create(
        Cosignature(checkpoint_id=size, witness=line.name, line=str(line)) for line in new
    )
    return len(new)
