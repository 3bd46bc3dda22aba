"""Tiles, bundles, checkpoints and proofs, each read in a few rows however long the log is."""

from liandong.ledger.models import Checkpoint, Entry, Seal, Subtree
from liandong.ledger.queries.witnesses import lines_under, newest_cosigned
from liandong.ledger.tlog import consistency_proof, entry_bytes, format_proof, inclusion_proof
from liandong.ledger.tlog.tiles import HASH, WIDTH, bundle, width_at
from liandong.ledger.tlog.witness import Request, format_request


def size() -> int:
    """How many entries are sealed."""
    last = Seal.objects.order_by("-index").values_list("index", "count").first()
    return sum(last) if last else 0


def read_tile(level: int, n: int, width: int) -> bytes:
    """The first `width` hashes of a tile. Raises `LookupError` when they are not all there."""
    return read_hashes(level, n * WIDTH, n * WIDTH + width)


def read_hashes(level: int, start: int, end: int) -> bytes:
    """The hashes of a level from `start`, the beginning of a tile, to `end`, in one query.

    Raises `LookupError` when they are not all there.
    """
    span = {"index__gte": start, "index__lt": end}
    rows = (
        Subtree.objects.filter(level=level, **span).order_by("index").values_list("hash", flat=True)
        if level
        else Seal.objects.filter(**span).order_by("index").values_list("hashes", flat=True)
    )
    hashes = b"".join(rows)[: (end - start) * HASH]
    if len(hashes) != (end - start) * HASH:
        raise LookupError(f"level {level} of the log has no hashes from {start} to {end}")
    return hashes


def newest() -> Checkpoint | None:
    """The newest checkpoint: what the log stands for in public."""
    return Checkpoint.objects.order_by("-size").prefetch_related("cosignatures").first()


def note_of(checkpoint: Checkpoint) -> bytes:
    """The checkpoint as it is published: our signatures, and below them those of witnesses."""
    return (checkpoint.note + "".join(lines_under(checkpoint))).encode()


def request_for(checkpoint: Checkpoint, old: int) -> bytes:
    """Ask for a line under this checkpoint, which continues the log of `old` entries."""
    proof = consistency_proof(old, checkpoint.size, read_tile)
    return format_request(Request(old, proof, checkpoint.note.encode()))


def tile_at(level: int, n: int, width: int) -> bytes | None:
    """The bytes of a published tile, or None when the log is not that long."""
    if not 0 < width <= width_at(level, n, _published()):
        return None
    return read_tile(level, n, width)


def bundle_at(n: int, width: int) -> bytes | None:
    """The bytes of a published bundle of entries, or None when the log is not that long."""
    if not 0 < width <= width_at(0, n, _published()):
        return None
    span = {"index__gte": n * WIDTH, "index__lt": n * WIDTH + width}
    seals = Seal.objects.filter(**span).order_by("index").values_list("first_id", "count")
    ids = [first + at for first, count in seals for at in range(count)][:width]
    found = Entry.objects.in_bulk(ids)
    return bundle([entry_bytes(found[each]) for each in ids])


def _published() -> int:
    checkpoint = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    return checkpoint or 0


def proof_of(entry: Entry) -> bytes | None:
    """The tlog-proof file of an entry, its own bytes inside; None before it is sealed and signed.

    The proof leads to the newest checkpoint that a witness has cosigned, or else to the newest.
    """
    index = index_of(entry.pk)
    if index is None or (covering := _covering(index)) is None:
        return None
    proof = inclusion_proof(index, covering.size, read_tile)
    return format_proof(index, proof, note_of(covering), entry_bytes(entry))


def index_of(entry_id: int) -> int | None:
    """Where an entry stands in the log; None before it is sealed."""
    before = Seal.objects.filter(first_id__lte=entry_id).order_by("-first_id").first()
    if before is None or entry_id >= before.first_id + before.count:
        return None
    return before.index + entry_id - before.first_id


def _covering(index: int) -> Checkpoint | None:
    cosigned = newest_cosigned()
    last = cosigned if cosigned and cosigned.size > index else newest()
    return last if last and last.size > index else None
