"""Erasing the texts behind entries: the entries, and every proof of them, stay as they are."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger import rules
from liandong.ledger.actions.recording import record
from liandong.ledger.models import Detail
from liandong.ledger.tlog.entry import ACTOR

AT_ONCE = 500


@action
def erase(*, subject: str, fields: list[str], actor: Actor, now: datetime, reason: str = "") -> int:
    """Erase the texts of these fields in every entry of a subject; the commitments stay.

    The field "actor" is who acted. Returns how many texts were erased. The erasure is itself an
    entry, with its reason.
    """
    ensure(rules.may_erase(actor))
    details = Detail.objects.select_for_update(of=("self",)).filter(entry__subject=subject)
    erased = sum(_forget(detail, fields) for detail in details)
    record("ledger.erased", subject=subject, actor=actor, at=now, texts=erased, reason=reason)
    return erased


@action
def erase_old(*, field: str, before: datetime, actor: Actor, now: datetime) -> int:
    """Erase the texts of a field in entries written before a time: some of them, the oldest first.

    Returns how many texts were erased; call again until it is none. Each subject gets its entry.
    """
    ensure(rules.may_erase(actor))
    old = Detail.objects.select_for_update(of=("self",)).filter(entry__at__lt=before)
    has = old.exclude(person_salt="") if field == ACTOR else old.filter(texts__has_key=field)
    details = has.select_related("entry").order_by("entry_id")[:AT_ONCE]
    return sum(
        _forget_together(subject, group, field, actor, now)
        for subject, group in groupby(sorted(details, key=_subject), key=_subject)
    )


def _subject(detail: Detail) -> str:
    return detail.entry.subject


def _forget_together(
    subject: str, details: Iterable[Detail], field: str, actor: Actor, now: datetime
) -> int:
    erased = sum(_forget(detail, [field]) for detail in details)
    record("ledger.erased", subject=subject, actor=actor, at=now, texts=erased)
    return erased


def _forget(detail: Detail, fields: list[str]) -> int:
    """Take these fields, with their salts, from one entry. Returns how many it had."""
    gone = [field for field in fields if field in detail.texts]
    detail.texts = {name: pair for name, pair in detail.texts.items() if name not in gone}
    count = len(gone)
    if ACTOR in fields and detail.person_salt:
        detail.person_id, detail.person_salt = None, ""
        count += 1
    if count:
        detail.save(update_fields=["texts", "person_id", "person_salt"])
    return count
