"""The signed heads that the log is compared with: those stored, the one kept, one brought along."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liandong.ledger.models import Checkpoint, Cosignature
from liandong.ledger.queries.keys import last_kept, verifiers
from liandong.ledger.queries.verifying.findings import Finding, Kind
from liandong.ledger.queries.verifying.rows import UNREADABLE, load
from liandong.ledger.queries.witnesses import witnesses
from liandong.ledger.tlog import Checkpoint as Head
from liandong.ledger.tlog import Unproven, Verifier, parse_checkpoint, parse_note, verify_note
from liandong.ledger.tlog.notes import parse_signature

AT_ONCE = 256


@dataclass(frozen=True, order=True)
class Signed:
    """A head that was signed, or None as its root where the stored row is not what was signed."""

    size: int
    root: bytes | None = None


def heads(brought: Head | None) -> Iterator[Signed]:
    """All heads, the smallest first."""
    outside = [head for head in (last_kept(), brought) if head is not None]
    return heapq.merge(
        sorted(Signed(head.size, head.root) for head in outside),
        _stored(),
        key=lambda signed: signed.size,
    )


def _stored() -> Iterator[Signed]:
    """The heads in the database, a page at a time."""
    last = -1
    sizes = Checkpoint.objects.order_by("size").values_list("size", flat=True)
    while page := list(sizes.filter(size__gt=last)[:AT_ONCE]):
        rows = load(Checkpoint, page)
        for size in page:
            row = rows.found.get(size)
            yield _signed(row) if row else Signed(size)
        last = page[-1]


def _signed(row: Checkpoint) -> Signed:
    try:
        head = parse_checkpoint(verify_note(row.note.encode(), *verifiers()).text)
    except Unproven:
        return Signed(row.size)
    fits = (head.size, head.root) == (row.size, bytes(row.root))
    return Signed(row.size, head.root if fits else None)


def unfit_cosignatures() -> Iterator[Finding]:
    """Tell of lines of witnesses that they did not write, as far as we have their keys."""
    keys = {witness.verifier.name: witness.verifier for witness in witnesses()}
    for size, name in Cosignature.objects.values_list("checkpoint_id", "witness").iterator():
        row = load(Checkpoint, [size]).found.get(size)
        if row is None or not _cosigned(row, name, keys):
            yield Finding(Kind.SIGNED, index=size, until=size)


def _cosigned(checkpoint: Checkpoint, name: str, keys: Mapping[str, Verifier]) -> bool:
    try:
        line = parse_signature(checkpoint.cosignatures.get(witness=name).line)
        key = keys.get(name)
        if key and key.made(line):
            key.verify(parse_note(checkpoint.note.encode()).text, line)
    except UNREADABLE:
        return False
    return line.name == name and (key is None or key.made(line))
