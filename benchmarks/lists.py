"""The inbox, the list and the search at 5,000 and 50,000 matters, beside django-helpdesk's list."""

import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import peers
from benchmarks.city import City, busiest, client_of
from benchmarks.client import Connection, milliseconds
from benchmarks.raising import HOUSE
from benchmarks.report import Table, Target
from benchmarks.servers import serving
from liandong.demo.cast import CAST
from liandong.matters.models import Matter
from liandong.people.models import Person, RoleKind

FEW, MANY = 5_000, 50_000
TIMES = 25
GROWTH = 1.2
WORD = "路灯"
PAGES = {"inbox": "/inbox/", "list": "/matters/", "search": f"/matters/?q={WORD}"}
NAMED = {
    "inbox": ("inbox", "收件箱"),
    "list": ("list", "事项列表"),
    "search": ("search by a word", "按词搜索"),
}


def measure(city: City) -> Table:
    city.found()
    found, counts = {}, {}
    for size in (FEW, MANY):
        city.fill(size)
        counts[size] = {name: _queries(name) for name in PAGES}
        with serving(Path(sys.executable), HOUSE, city.env) as port:
            found[size] = {name: _ours(port, name) for name in PAGES}
    texts = list(Matter.objects.order_by("pk").values_list("title", "text")[:MANY])
    peer = peers.prepared(MANY, texts, WORD)
    with serving(peers.python(), peers.APPLICATION, peers.env()) as port:
        theirs = _theirs(port, peer)
    return _table(found, counts, theirs)


def _who(name: str) -> Person:
    """The inbox of the busiest post; the lists of who may see the whole city."""
    if name == "inbox":
        return busiest()
    city = [member.username for member in CAST if member.role == RoleKind.CITY_SECRETARY]
    return Person.objects.get(username=city[0])


def _ours(port: int, name: str) -> float:
    cookies = client_of(_who(name)).cookies
    with closing(Connection(port, {key: one.value for key, one in cookies.items()})) as line:
        return milliseconds(lambda: line.get(quote(PAGES[name], safe="/?=")), TIMES)


def _queries(name: str) -> int:
    client = client_of(_who(name))
    client.get(PAGES[name])
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGES[name])
    return len(asked)


def _theirs(port: int, peer: dict[str, str]) -> dict[str, float]:
    """What a person waits for: the page, and then the rows that its script asks for."""
    with closing(Connection(port, {"sessionid": peer["session"]})) as line:
        return _waited(line, peer)


def _waited(line: Connection, peer: dict[str, str]) -> dict[str, float]:
    rows = "draw=1&start=0&length=25&order[0][column]=0&order[0][dir]=desc&search[value]="
    asked = {"list": peer["all"], "search": peer["found"]}
    found = {"page": milliseconds(lambda: line.get("/tickets/"), TIMES)}
    for name, query in asked.items():
        path = f"/datatables_ticket_list/{quote(query, safe='')}?{rows}"
        found[name] = milliseconds(lambda path=path: line.get(path), TIMES)
    return found


def _table(
    found: dict[int, dict[str, float]], counts: dict[int, dict[str, int]], theirs: dict[str, float]
) -> Table:
    few, many = found[FEW], found[MANY]
    waited = theirs["page"] + theirs["list"]
    searched = theirs["page"] + theirs["search"]
    peers_of = {"inbox": waited, "list": waited, "search": searched}
    rows = [
        [
            NAMED[name],
            f"{few[name]:.1f}",
            f"{many[name]:.1f}",
            f"{many[name] / few[name]:.2f}",
            f"{counts[FEW][name]} / {counts[MANY][name]}",
            f"{peers_of[name]:.1f}",
            f"1/{peers_of[name] / many[name]:.1f}",
        ]
        for name in PAGES
    ]
    steady = all(many[name] <= GROWTH * few[name] for name in ("inbox", "list"))
    return Table(
        title=("Inbox, list and search", "收件箱、列表与搜索"),
        about=(
            f"Whole pages over HTTP as somebody signed in, milliseconds, the median of {TIMES}; "
            "Granian with two processes and PostgreSQL for both. Inbox: the post with most open "
            f"matters. django-helpdesk 2.6 with {MANY:,} tickets of the same words: its page "
            f"({theirs['page']:.1f} ms) and the rows that its script then asks for (list "
            f"{theirs['list']:.1f} ms, search {theirs['search']:.1f} ms).",
            f"以登录身份通过 HTTP 打开整页，单位毫秒，{TIMES} 次取中位数；"
            "双方均为 Granian 两个进程与 PostgreSQL。收件箱取在办事项最多的岗位。"
            f"django-helpdesk 2.6 有 {MANY:,} 条同样文字的工单：页面 "
            f"{theirs['page']:.1f} 毫秒，随后脚本取数（列表 {theirs['list']:.1f} 毫秒，搜索 "
            f"{theirs['search']:.1f} 毫秒）。",
        ),
        columns=[
            ("page", "页面"),
            (f"{FEW:,} matters, ms", f"{FEW:,} 件（毫秒）"),
            (f"{MANY:,} matters, ms", f"{MANY:,} 件（毫秒）"),
            ("growth", "增长"),
            ("queries", "查询数"),
            ("django-helpdesk, ms", "django-helpdesk（毫秒）"),
            ("ours to theirs", "本系统与其之比"),
        ],
        rows=rows,
        targets=[
            Target(
                ("inbox at most 1/4 of the peer's list", "收件箱不超过对照列表的四分之一"),
                many["inbox"] <= waited / 4,
            ),
            Target(
                ("search at most 1/10 of the peer's", "搜索不超过对照的十分之一"),
                many["search"] <= searched / 10,
            ),
            Target(
                (
                    "ten times the matters, at most a fifth slower",
                    "事项增至十倍，变慢不超过五分之一",
                ),
                steady and counts[FEW] == counts[MANY],
            ),
        ],
    )
