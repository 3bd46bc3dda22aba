"""Raising a matter through the HTTP form, beside django-helpdesk's public form."""

import secrets
import sys
from pathlib import Path

from benchmarks import peers
from benchmarks.city import City
from benchmarks.client import Connection, rate
from benchmarks.report import Table, Target
from benchmarks.servers import THREADS, serving
from liandong.kernel.page import new_key
from liandong.matters.models import Matter
from liandong.places.models import Level, Place

CONNECTIONS = 8
SECONDS = 6.0
ROUNDS = 3
WANTED = 3.0
HOUSE = "liandong.config.wsgi:application"
TEXT = "小区南门的路灯坏了三天，晚上看不见台阶，请尽快派人来修。"
ADDRESS = "南门路灯"


def measure(city: City) -> Table:
    city.found()
    city.lift_the_limit()
    peer = peers.prepared(10, [(ADDRESS, TEXT)], ADDRESS)
    building = Place.objects.filter(level=Level.BUILDING, valid_until=None).order_by("pk")[0]
    ours, theirs, bare = [], [], []
    for _round in range(ROUNDS):
        with serving(Path(sys.executable), HOUSE, city.env) as port:
            ours.append(_raise(port, building.pk))
        with serving(peers.python(), peers.APPLICATION, peers.env()) as port:
            theirs.append(_submit(port, peer["queue"]))
            bare.append(_insert(port))
    mine, other, limit = (sorted(found)[ROUNDS // 2] for found in (ours, theirs, bare))
    return _table(mine, other, limit)


def _connected(port: int, form: str) -> tuple[list[Connection], dict[int, str]]:
    lines = [Connection(port) for _one in range(CONNECTIONS)]
    return lines, {id(line): line.token(form) for line in lines}


def _raise(port: int, place: int) -> float:
    lines, tokens = _connected(port, "/raise/")
    before = Matter.objects.count()

    def send(line: Connection) -> None:
        words = {"csrfmiddlewaretoken": tokens[id(line)], "key": new_key(), "step": "who"}
        words |= {"text": TEXT, "address": ADDRESS, "place": str(place)}
        line.post("/raise/send/", words | {"name": "王芳", "phone": "13900000000"})

    found = rate(lines, send, SECONDS)
    assert Matter.objects.count() - before >= found * SECONDS * 0.9, "each answer is one matter"
    return found


def _submit(port: int, queue: str) -> float:
    lines, tokens = _connected(port, "/tickets/submit/")

    def send(line: Connection) -> None:
        words = {"csrfmiddlewaretoken": tokens[id(line)], "queue": queue, "title": ADDRESS}
        words |= {"body": f"{TEXT} {secrets.token_hex(4)}", "priority": "3", "due_date": ""}
        line.post("/tickets/submit/", words | {"submitter_email": "a@example.org"})

    return rate(lines, send, SECONDS)


def _insert(port: int) -> float:
    lines = [Connection(port) for _one in range(CONNECTIONS)]
    return rate(lines, lambda line: line.post("/bare/", {"body": TEXT}), SECONDS)


def _table(ours: float, theirs: float, bare: float) -> Table:
    return Table(
        title=("Raising a matter over HTTP", "通过网页表单提交事项"),
        about=(
            f"Granian with two processes of {THREADS} threads each for both, as `liandong serve` "
            f"has them; PostgreSQL, {CONNECTIONS} kept connections, with the token against forged "
            f"requests; the median of {ROUNDS} turns of {SECONDS:.0f} s each. Ours "
            "finds the desk, gives number and promise and writes the entry; django-helpdesk 2.6 "
            "sends no mail here. The limit is one insert without any form.",
            f"双方均为 Granian 两个进程、每进程 {THREADS} 个线程（与 `liandong serve` 相同）、"
            f"PostgreSQL、{CONNECTIONS} 个长连接、带防伪令牌；各 {ROUNDS} 轮、"
            f"每轮 {SECONDS:.0f} 秒取中位数。本系统包含派到责任岗位、编号、承诺时限与纪实；"
            "django-helpdesk 2.6 不发邮件。极限为不含表单的单行写入。",
        ),
        columns=[("what", "项目"), ("requests/s", "次/秒"), ("to the peer", "与对照之比")],
        rows=[
            [("ours", "本系统"), f"{ours:,.0f}", f"{ours / theirs:.2f}"],
            ["django-helpdesk 2.6", f"{theirs:,.0f}", "1"],
            [("one bare insert", "单行写入极限"), f"{bare:,.0f}", f"{bare / theirs:.2f}"],
        ],
        targets=[
            Target(
                ("three times the peer's tickets a second", "每秒受理量为对照的三倍"),
                ours >= WANTED * theirs,
            )
        ],
    )
