"""Writing down what was done, and telling those who follow.

This is how a lower floor speaks to a higher one: it does not. It writes here, and the higher
floor, which may look down, says in its `apps.py` which verbs it follows. A follower is a background
task that takes `entry_id`; it is queued in the transaction that writes the entry, so it runs after
the commit, and no crash loses or doubles it.
"""

import json
import secrets
from datetime import date, datetime
from enum import Enum

from django.db.models import Model

from liandong.kernel.actor import Actor
from liandong.kernel.house import followers
from liandong.kernel.rows import insert_all
from liandong.kernel.transactions import within_action
from liandong.ledger.models import Detail, Entry, Waiting
from liandong.ledger.tlog import commitment, entry_bytes, leaf_hash
from liandong.ledger.tlog.entry import ACTOR


@within_action
def record(
    verb: str,
    *adds: Model,
    subject: Model | str,
    actor: Actor,
    at: datetime,
    place: Model | int | None = None,
    **details: object,
) -> Entry:
    """Write down one thing that was done, inside the action that does it.

    Codes (enum members), numbers, days and truth values become public; every other text is
    committed to with a salt of its own and kept beside the entry. `adds` is a new row with its
    parts that is written along with the entry: PostgreSQL does both in one statement.
    """
    public, texts = _sort(details)
    commitments = {field: commitment(*pair) for field, pair in texts.items()}
    person_salt = secrets.token_hex(16) if actor.person_id else ""
    if actor.person_id:
        commitments[ACTOR] = commitment(person_salt, str(actor.person_id))
    entry = Entry(
        verb=verb,
        subject=subject if isinstance(subject, str) else name_of(subject),
        actor=actor.name,
        post_id=actor.post_id,
        place_id=actor.place_id if place is None else getattr(place, "pk", place),
        at=at,
        public=public,
        commitments=commitments,
    )
    whole: list[Model] = [entry, Waiting(leaf_hash=leaf_hash(entry_bytes(entry)))]
    if commitments:
        whole.append(Detail(person_id=actor.person_id, person_salt=person_salt, texts=texts))
    insert_all(*filter(None, [adds, whole]))
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


def name_of(thing: Model) -> str:
    """How an entry names a row: "matters.matter:12"."""
    return f"{thing._meta.label_lower}:{thing.pk}"
