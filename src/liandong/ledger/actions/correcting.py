"""Correcting a line of the ledger: the line stays as it was, and the correction stands beside."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger import rules
from liandong.ledger.actions.recording import record
from liandong.ledger.models import Entry


@action
def correct(*, entry_id: int, text: str, actor: Actor, now: datetime) -> Entry:
    """Say what is not right in an earlier entry, in a new entry about the same thing."""
    entry = Entry.objects.get(pk=entry_id)
    ensure(rules.may_correct(actor, entry))
    return record(
        "ledger.corrected",
        subject=entry.subject,
        actor=actor,
        at=now,
        place=entry.place_id,
        corrects=entry.pk,
        text=text,
    )
