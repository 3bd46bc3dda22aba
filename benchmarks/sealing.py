"""The ledger: sealing and verifying beside bare SHA-256, and what a proof reads when it is long."""

import time
from collections.abc import Callable
from hashlib import sha256
from itertools import batched

from django.core.management import call_command
from django.db import connection
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.city import City
from benchmarks.report import Table, Target
from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.models import Entry, Waiting
from liandong.ledger.tlog import commitment, entry_bytes, inclusion_proof, leaf_hash

ENTRIES = 100_000
MILLION = 1_000_000
LEAST = 0.25
TEXT = ("00" * 16, "三号楼前的路灯不亮，晚上走路看不见。")
ADDRESS = ("11" * 16, "樱园小区3号楼")
MOST_READS = 6


def measure(_city: City) -> Table:
    call_command("migrate", interactive=False, verbosity=0)
    actions.make_key("benchmark.example/ledger")
    _seal_all()
    turns = [_turn()]
    verifying = _seconds(queries.verify_all) / queries.size()
    while queries.size() < MILLION:
        turns.append(_turn())
    length, bare, sealing = (sorted(found)[len(turns) // 2] for found in zip(*turns, strict=True))
    index, reads, proving = _proof()
    share = bare / sealing
    return Table(
        title=("The ledger", "纪实账"),
        about=(
            f"{ENTRIES:,} entries of {length} bytes on {connection.vendor}, sealed by one process "
            f"in batches of {actions.BATCH:,}, beside SHA-256 of the same bytes in memory; the "
            f"median of {len(turns)} turns each, until the log holds a million. Then a proof. "
            "Verifying recomputes the whole log from the database.",
            f"{connection.vendor} 上 {ENTRIES:,} 条、每条 {length} 字节，单进程按每批 "
            f"{actions.BATCH:,} 条封存，与内存中同样字节的 SHA-256 对照；"
            f"交替 {len(turns)} 轮取中位数，直到全账满一百万条，再取一份证明。"
            "核验为从数据库重算全账。",
        ),
        columns=[("what", "项目"), ("result", "结果")],
        rows=[
            [("bare SHA-256", "单纯 SHA-256"), f"{ENTRIES / bare:,.0f} / s"],
            [("sealing", "封存"), f"{ENTRIES / sealing:,.0f} / s ({share:.1%})"],
            [("verifying an entry", "核验一条"), f"{1e6 * verifying:.0f} µs"],
            [
                (f"reads for the proof of entry {index:,}", f"第 {index:,} 条证明的读取次数"),
                f"{reads} ({1000 * proving:.1f} ms)",
            ],
        ],
        targets=[
            Target(
                ("sealing at least 25 % of bare hashing", "封存不低于单纯哈希的 25%"),
                share >= LEAST,
            ),
            Target(("a proof reads at most 6 tiles", "一份证明至多读取 6 块"), reads <= MOST_READS),
        ],
    )


def _written() -> list[Entry]:
    """Write entries as `record` leaves them, without the actions that would."""
    first = (Entry.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    now = timezone.now()
    entries = [
        Entry(
            verb="matter.raised",
            subject=f"matters.matter:{number}",
            actor="resident",
            place_id=133,
            at=now,
            public={"source": "web", "photos": 2},
            commitments={"text": commitment(*TEXT), "address": commitment(*ADDRESS)},
        )
        for number in range(first, first + ENTRIES)
    ]
    for some in batched(entries, 2000):
        written = Entry.objects.bulk_create(some)
        Waiting.objects.bulk_create(
            Waiting(entry_id=entry.pk, leaf_hash=leaf_hash(entry_bytes(entry))) for entry in written
        )
    return entries


def _hash(data: list[bytes]) -> None:
    for each in data:
        sha256(each).digest()


def _seal_all() -> None:
    while actions.seal(actor=SYSTEM, now=timezone.now()) == actions.BATCH:
        pass
    actions.sign(actor=SYSTEM, now=timezone.now())


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _turn() -> tuple[int, float, float]:
    """Write some entries, hash their bytes, seal them: their length and the seconds of both."""
    data = [entry_bytes(entry) for entry in _written()]
    return len(data[0]), _seconds(lambda: _hash(data)), _seconds(_seal_all)


def _proof() -> tuple[int, int, float]:
    """Prove one entry of a million from the database; count what it reads."""
    index = 524_287
    with CaptureQueriesContext(connection) as asked:
        seconds = _seconds(lambda: inclusion_proof(index, queries.size(), queries.read_tile))
    return index, len(asked) - 1, seconds  # one query asks for the size
