"""Writing down what was done, and telling those who follow.

This is how a lower floor speaks to a higher one: it does not. It writes here, and the higher
floor, which may look down, says in its `apps.py` which verbs it follows. A follower is a background
task that takes `entry_id`; it is queued in the transaction that writes the entry, so it runs after
the commit, and no crash loses or doubles it.
"""

import hashlib
import json
import secrets
from datetime import date, datetime
from enum import Enum

from django.db.models import Model

from liandong.kernel.actor import Actor
from liandong.kernel.house import followers
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger import rules
from liandong.ledger.models import Detail, Entry


@within_action
def record(
    verb: str,
    *,
    subject: Model | str,
    actor: Actor,
    at: datetime,
    place: Model | None = None,
    **details: object,
) -> Entry:
    """Write down one thing that was done, inside the action that does it.

    Codes (enum members), numbers, days and truth values become public; every other text is
    committed to with a salt of its own and kept beside the entry.
    """
    public, texts = _sort(details)
    entry = Entry.objects.create(
        verb=verb,
        subject=subject if isinstance(subject, str) else name_of(subject),
        actor=actor.name,
        post_id=actor.post_id,
        place_id=place.pk if place is not None else actor.place_id,
        at=at,
        public=public,
        commitments={field: commitment(*pair) for field, pair in texts.items()},
    )
    if texts or actor.person_id:
        Detail.objects.create(entry=entry, person_id=actor.person_id, texts=texts)
    for follower in followers(verb):
        follower.enqueue(entry_id=entry.pk)
    return entry


def _sort(details: dict[str, object]) -> tuple[dict[str, object], dict[str, tuple[str, str]]]:
    public: dict[str, object] = {}
    texts: dict[str, tuple[str, str]] = {}
    for field, value in details.items():
        if isinstance(value, Enum):
            public[field] = value.value
        elif isinstance(value, date | datetime):
            public[field] = value.isoformat()
        elif value is None or isinstance(value, bool | int):
            public[field] = value
        elif value != "":
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            texts[field] = (secrets.token_hex(16), text)
    return public, texts


def commitment(salt: str, text: str) -> str:
    """The hex SHA-256 that stands in the entry for a text. `salt` is 32 hex digits."""
    return hashlib.sha256(b"liandong/v1\n" + bytes.fromhex(salt) + text.encode()).hexdigest()


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


def name_of(thing: Model) -> str:
    """How an entry names a row: "matters.matter:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"
