"""What the ledger costs raising a matter: with it and without it, in turns."""

import time
from collections.abc import Callable
from unittest.mock import patch

from django.db.models import Model
from django.test import Client
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
    city.lift_the_limit()
    place = Place.objects.filter(level=Level.BUILDING, valid_until=None).order_by("pk")[0]
    words = Words(text=TEXT, place=place, address=ADDRESS, name="王芳", phone="13900000000")
    client = Client(SERVER_NAME="127.0.0.1")
    form = _in_turns(lambda: _send(client, place.pk))
    action = _in_turns(
        lambda: raise_matter(words=words, actor=RESIDENT.pressing(new_key()), now=timezone.now())
    )
    return Table(
        title=("What recording costs", "纪实的开销"),
        about=(
            f"Raising {TURNS * TIMES:,} matters in one process on PostgreSQL, through the form "
            "without a server around it and by the action alone, and as many with nothing written "
            f"into the ledger, {TIMES} of each in turns: the quickest quarter of the turns. The "
            "cost is all that the entry adds, also at the commit. The target is of the form, which "
            "is what raising a matter is.",
            f"在 PostgreSQL 上单进程受理 {TURNS * TIMES:,} 件事项："
            "一种经由表单（不含服务器），一种只执行动作；"
            f"另受理同样件数而不写纪实，每 {TIMES} 件交替，取最快四分之一轮次。"
            "开销为纪实所增加的全部时间，含提交。目标以经由表单受理为准。",
        ),
        columns=[
            ("raising a matter", "受理一件事项"),
            ("ms, not recorded", "不写纪实，毫秒"),
            ("ms that recording adds", "纪实增加，毫秒"),
            ("share", "占比"),
        ],
        rows=[
            [("through the form", "经由表单"), *_said(*form)],
            [("the action alone", "只执行动作"), *_said(*action)],
        ],
        targets=[
            Target(("at most 15 % of the form", "不超过经由表单的 15%"), _share(*form) <= MOST)
        ],
    )


def _share(without: float, whole: float) -> float:
    return (whole - without) / without


def _said(without: float, whole: float) -> list[str]:
    return [f"{without:.2f}", f"{whole - without:.2f}", f"{_share(without, whole):.1%}"]


def _send(client: Client, place: int) -> None:
    words = {"key": new_key(), "step": "who", "text": TEXT, "address": ADDRESS, "place": place}
    answer = client.post("/raise/send/", words | {"name": "王芳", "phone": "13900000000"})
    assert answer.status_code == 302, "each answer is one matter"


def _in_turns(deed: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds for one matter: without the ledger, and with it."""
    without, whole = [], []
    _time(deed)
    for _turn in range(TURNS):
        with patch("liandong.matters.actions.raising.record", _unrecorded):
            without.append(_time(deed))
        whole.append(_time(deed))
    return _quickest(without), _quickest(whole)


def _unrecorded(_verb: str, *adds: Model, **_more: object) -> None:
    """Write the matter, as `record` does along with its entry."""
    insert_all(adds)


def _time(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _turn in range(TIMES):
        deed()
    return 1000 * (time.perf_counter() - start) / TIMES


def _quickest(turns: list[float]) -> float:
    best = sorted(turns)[: len(turns) // 4]
    return sum(best) / len(best)
