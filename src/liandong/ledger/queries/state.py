"""How the log stands: for the page of the audit administrator."""

from dataclasses import dataclass
from datetime import datetime

from liandong.ledger.models import Checkpoint, Cosignature, Entry, Waiting
from liandong.ledger.queries.keys import verifiers
from liandong.ledger.queries.proving import newest, size
from liandong.ledger.queries.witnesses import cosigned_by, witnesses
from liandong.ledger.tlog import Verifier


@dataclass(frozen=True, slots=True)
class Seen:
    """A witness that we ask, and the newest of our checkpoints that it has cosigned."""

    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class State:
    """`waiting_since` is when the oldest entry that is not sealed yet was written."""

    size: int
    checkpoint: Checkpoint | None
    waiting: int
    waiting_since: datetime | None
    checkpoints: int
    cosignatures: int
    witnesses: list[Seen]
    keys: list[Verifier]


def state() -> State:
    waiting = Waiting.objects.order_by("entry_id").values("entry_id")[:1]
    oldest = Entry.objects.filter(pk__in=waiting).values_list("at", flat=True).first()
    return State(
        size=size(),
        checkpoint=newest(),
        waiting=Waiting.objects.count(),
        waiting_since=oldest,
        checkpoints=Checkpoint.objects.count(),
        cosignatures=Cosignature.objects.count(),
        witnesses=[Seen(one.verifier.name, one.url, cosigned_by(one)) for one in witnesses()],
        keys=verifiers(),
    )
