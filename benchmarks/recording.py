"""What the ledger costs raising a matter: the action with it and without it, in turns."""

import time
from unittest.mock import patch

from django.db.models import Model
from django.utils import timezone

from benchmarks.city import City
from benchmarks.raising import ADDRESS, TEXT
from benchmarks.report import Table, Target
from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import new_key
from liandong.kernel.rows import insert_all
from liandong.matters.actions import Words, raise_matter
from liandong.places.models import Level, Place

TURNS, TIMES = 40, 25
MOST = 0.15


def measure(city: City) -> Table:
    city.found()
    place = Place.objects.filter(level=Level.BUILDING, valid_until=None).order_by("pk")[0]
    words = Words(text=TEXT, place=place, address=ADDRESS, name="王芳", phone="13900000000")
    without, whole = _in_turns(words)
    spent = whole - without
    return Table(
        title=("What recording costs", "纪实的开销"),
        about=(
            f"Raising {TURNS * TIMES:,} matters through the action in one process on PostgreSQL, "
            f"and as many with nothing written into the ledger, {TIMES} of each in turns: the "
            "quickest quarter of the turns. The cost is all that the entry adds, also at the "
            "commit.",
            f"在 PostgreSQL 上单进程受理 {TURNS * TIMES:,} 件事项，另受理同样件数而不写纪实，"
            f"每 {TIMES} 件交替，取最快四分之一轮次。开销为纪实所增加的全部时间，含提交。",
        ),
        columns=[("what", "项目"), ("ms each", "每件毫秒"), ("share", "占比")],
        rows=[
            [
                ("raising a matter, not recorded", "受理一件事项，不写纪实"),
                f"{without:.2f}",
                "100 %",
            ],
            [("what recording adds", "纪实所增加"), f"{spent:.2f}", f"{spent / without:.1%}"],
        ],
        targets=[Target(("at most 15 %", "不超过 15%"), spent <= MOST * without)],
    )


def _in_turns(words: Words) -> tuple[float, float]:
    """Milliseconds for one matter: without the ledger, and with it."""
    without, whole = [], []
    _raise(words)
    for _turn in range(TURNS):
        with patch("liandong.matters.actions.raising.record", _unrecorded):
            without.append(_raise(words))
        whole.append(_raise(words))
    return _quickest(without), _quickest(whole)


def _unrecorded(_verb: str, *adds: Model, **_more: object) -> None:
    """Write the matter, as `record` does along with its entry."""
    insert_all(adds)


def _raise(words: Words) -> float:
    start = time.perf_counter()
    for _time in range(TIMES):
        raise_matter(words=words, actor=RESIDENT.pressing(new_key()), now=timezone.now())
    return 1000 * (time.perf_counter() - start) / TIMES


def _quickest(turns: list[float]) -> float:
    best = sorted(turns)[: len(turns) // 4]
    return sum(best) / len(best)
