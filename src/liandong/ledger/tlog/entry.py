"""The bytes of one entry, version 1: what is hashed, published and kept in a receipt.

Specified, with test vectors, in docs/en/reference/ledger-format.md. A change of this function is a
new version under a new number; what was sealed stays as it was sealed.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from liandong.ledger.tlog.canonical import canonical

VERSION = 1
ACTOR = "actor"  # the name of the commitment to who acted; no other detail has it
LONGEST = 65_535  # a bundle gives the length of an entry in two bytes


class Written(Protocol):
    """What a row of the ledger holds."""

    verb: str
    subject: str
    actor: str
    post_id: int | None
    place_id: int | None
    at: datetime
    public: dict[str, object]
    commitments: dict[str, str]


def entry_bytes(entry: Written) -> bytes:
    """The canonical bytes of an entry. Raises `ValueError` when no bundle could hold them."""
    at = entry.at.astimezone(UTC).replace(tzinfo=None)
    data = canonical(
        {
            "version": VERSION,
            "verb": entry.verb,
            "subject": entry.subject,
            "actor": entry.actor,
            "post": entry.post_id,
            "place": entry.place_id,
            "at": f"{at.isoformat('T', 'microseconds')}Z",
            "public": entry.public,
            "commitments": entry.commitments,
        }
    )
    if len(data) > LONGEST:
        raise ValueError(f"an entry of {len(data)} bytes is longer than {LONGEST}")
    return data


def commitment(salt: str, text: str) -> str:
    """The hex SHA-256 that stands in the entry for a text. `salt` is 32 hex digits."""
    return sha256(b"liandong/v1\n" + bytes.fromhex(salt) + text.encode()).hexdigest()
