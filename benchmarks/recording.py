"""What the entry in the ledger costs within raising a matter."""

import time
from unittest.mock import patch

from django.utils import timezone

from benchmarks.city import City
from benchmarks.raising import ADDRESS, TEXT
from benchmarks.report import Table, Target
from liandong.kernel.actor import RESIDENT
from liandong.ledger.actions import record
from liandong.matters.actions import Words, raise_matter
from liandong.places.models import Level, Place

TIMES = 400
MOST = 0.15


def measure(city: City) -> Table:
    city.found()
    place = Place.objects.filter(level=Level.BUILDING, valid_until=None).order_by("pk")[0]
    words = Words(text=TEXT, place=place, address=ADDRESS, name="王芳", phone="13900000000")
    spent = 0.0

    def timed(*args, **more):
        nonlocal spent
        start = time.perf_counter()
        entry = record(*args, **more)
        spent += time.perf_counter() - start
        return entry

    raise_matter(words=words, actor=RESIDENT, now=timezone.now())
    with patch("liandong.matters.actions.raising.record", timed):
        start = time.perf_counter()
        for _time in range(TIMES):
            raise_matter(words=words, actor=RESIDENT, now=timezone.now())
        whole = time.perf_counter() - start
    share = spent / whole
    return Table(
        title=("What recording costs", "纪实的开销"),
        about=(
            f"Raising {TIMES} matters through the action in one process on PostgreSQL; the time "
            "within it that writes the entry, its commitments and its texts.",
            f"在 PostgreSQL 上单进程受理 {TIMES} 件事项，其中写入纪实（含承诺值与原文）所占时间。",
        ),
        columns=[("what", "项目"), ("ms each", "每件毫秒"), ("share", "占比")],
        rows=[
            [("raising a matter", "受理一件事项"), f"{1000 * whole / TIMES:.2f}", "100 %"],
            [("of it, recording", "其中纪实"), f"{1000 * spent / TIMES:.2f}", f"{share:.1%}"],
        ],
        targets=[Target(("at most 15 %", "不超过 15%"), share <= MOST)],
    )
