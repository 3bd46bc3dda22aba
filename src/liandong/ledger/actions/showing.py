"""Showing the newest checkpoint to witnesses, who put their own signature under it."""

import logging
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.ledger import queries
from liandong.ledger.actions.signing import cosign
from liandong.ledger.models import Checkpoint
from liandong.ledger.tlog import Unproven, verify_note
from liandong.ledger.tlog.notes import Signature
from liandong.ledger.tlog.witness import Witness
from liandong.ledger.witness.post import post

logger = logging.getLogger("liandong.ledger")
CONFLICT = 409


def show(*, actor: Actor, now: datetime) -> int:
    """Ask each witness that has not seen the newest checkpoint. Returns how many cosigned.

    No transaction is open while a witness thinks. A witness that is away is asked again later; one
    that refuses a fork is reported.
    """
    newest = queries.newest()
    if newest is None:
        return 0
    count = 0
    for witness in queries.witnesses():
        if queries.cosigned_by(witness) < newest.size:
            lines = _ask(witness, newest)
            count += cosign(size=newest.size, lines=lines, actor=actor, now=now)
    return count


def _ask(witness: Witness, checkpoint: Checkpoint) -> list[Signature]:
    name = witness.verifier.name
    try:
        answer = post(witness.url, queries.request_for(checkpoint, queries.cosigned_by(witness)))
        if answer.status == CONFLICT and int(answer.body) <= checkpoint.size:
            answer = post(witness.url, queries.request_for(checkpoint, int(answer.body)))
    except (OSError, ValueError) as away:
        logger.warning("The witness %s did not answer: %s", name, type(away).__name__)
        return []
    if answer.status != 200:
        logger.error("The witness %s refused our checkpoint: %s", name, answer.status)
        return []
    return _lines(witness, checkpoint, answer.body)


def _lines(witness: Witness, checkpoint: Checkpoint, body: bytes) -> list[Signature]:
    """The lines of this witness, verified; others are ignored."""
    try:
        note = verify_note(checkpoint.note.encode() + body, witness.verifier)
    except Unproven as wrong:
        logger.error("The witness %s sent no cosignature: %s", witness.verifier.name, wrong)
        return []
    return list(note.signatures[:1])
