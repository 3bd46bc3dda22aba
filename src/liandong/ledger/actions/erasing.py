"""Erasing the texts behind entries: the entries, and every proof of them, stay as they are."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger import rules
from liandong.ledger.actions.recording import record
from liandong.ledger.models import Detail


@action
def erase(*, subject: str, fields: list[str], actor: Actor, now: datetime) -> int:
    """Erase the texts of these fields in every entry of a subject; the commitments stay.

    Returns how many texts were erased. The erasure is itself an entry.
    """
    ensure(rules.may_erase(actor))
    erased = 0
    details = Detail.objects.select_for_update().filter(entry__subject=subject)
    for detail in details:
        kept = {field: pair for field, pair in detail.texts.items() if field not in fields}
        if kept != detail.texts:
            erased += len(detail.texts) - len(kept)
            detail.texts = kept
            detail.save(update_fields=["texts"])
    record("ledger.erased", subject=subject, actor=actor, at=now, texts=erased)
    return erased
