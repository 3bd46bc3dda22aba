"""Stations and centres of a whole city, beside spopt on a part of it, and how the cost grows."""

import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from benchmarks.city import City
from benchmarks.peers import FOLDER, python
from benchmarks.report import ROOT, Table, Target
from benchmarks.streets import Streets, streets
from liandong.planning.reach import between
from liandong.planning.siting import Case, Fewest, Median, Most, Problem, check, site

PART, PATIENCE = 0.02, 120.0  # of the city, and seconds for the peer's solver
SHARES = (PART, 0.2, 1.0)
STATIONS, CENTRES = 2_975, 400
FAR, NEAR = 1_080.0, 400.0


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: its name in both languages, how far people walk, what is asked of a case."""

    name: tuple[str, str]
    limit: float
    problem: Callable[[Case, float], Problem]
    goal: tuple[float, float] | None = None  # gap and seconds, for the whole city


ASKS = [
    Ask(
        ("stations, 400 m", "驿站（400 米）"),
        NEAR,
        lambda case, share: Most(case, sites=round(STATIONS * share)),
        (0.002, 10),
    ),
    Ask(
        ("centres, 1,080 m", "中心（1,080 米）"),
        FAR,
        lambda case, share: Most(case, sites=round(CENTRES * share)),
        (0.008, 30),
    ),
    Ask(("fewest, 1,080 m", "最少点位（1,080 米）"), FAR, lambda case, share: Fewest(case)),
    Ask(
        ("p-median, 1,500 m", "p-中位（1,500 米）"),
        1_500.0,
        lambda case, share: Median(case, sites=round(CENTRES * share), beyond=4_000),
    ),
]


def measure(city: City) -> Table:
    rows, targets = [], []
    small = streets(PART)
    for ask in ASKS:
        _ours(small, ask, PART)  # compiled beforehand
    for share in SHARES:
        town = streets(share)
        for ask in ASKS:
            row, gap, seconds = _ours(town, ask, share)
            if share == PART and isinstance(ask.problem(_case(town, ask)[0], share), Most):
                row[-1] = _peer(town, ask, share)
            rows.append(row)
            if share == 1.0 and ask.goal:
                within = (f"{ask.goal[0]:.1%}", f"{ask.goal[1]:.0f} s")
                said = (
                    f"{ask.name[0]}: within {within[0]} in {within[1]}",
                    f"{ask.name[1]}：{within[1]} 内差距不超过 {within[0]}",
                )
                targets.append(Target(said, gap <= ask.goal[0] and seconds <= ask.goal[1]))
    targets.append(_walks(town))
    return Table(
        title=("Sites of a whole city", "全市选址"),
        about=(
            "A drawn city of 300,000 street nodes, 50,000 homes and 15,000 possible sites, and "
            f"parts of it; seconds of the processor. spopt gets {PART:.0%} of the city: its time "
            f"to build the model, and with CBC's {PATIENCE:.0f} s at most, and what it covers.",
            "按固定种子生成的城市：30 万个路网节点、5 万个居住点、1.5 万个备选点位，及其局部；"
            f"时间为处理器秒。spopt 使用城市的 {PART:.0%}：列出建模时间、"
            f"含 CBC 求解（至多 {PATIENCE:.0f} 秒）的总时间和覆盖人数。",
        ),
        columns=[
            ("what", "问题"),
            ("homes × sites", "居住点 × 点位"),
            ("pairs", "可达配对"),
            ("walks, s", "步行（秒）"),
            ("plan, s", "求解（秒）"),
            ("result", "结果"),
            ("bound", "界"),
            ("gap", "差距"),
            ("memory, GB", "内存（GB）"),
            ("spopt", "spopt"),
        ],
        rows=rows,
        targets=targets,
    )


def _case(town: Streets, ask: Ask) -> tuple[Case, float]:
    began = time.process_time()
    found = between(town.network, town.sites, town.homes, ask.limit)
    return Case.of(town.people, len(town.sites), found), time.process_time() - began


def _ours(town: Streets, ask: Ask, share: float) -> tuple[list, float, float]:
    case, walked = _case(town, ask)
    problem = ask.problem(case, share)
    began = time.process_time()
    plan = site(problem)
    spent = time.process_time() - began
    assert check(problem, plan) == []
    row = [
        ask.name,
        f"{len(town.homes):,} × {len(town.sites):,}",
        f"{len(case.site):,}",
        f"{walked:.1f}",
        f"{spent:.1f}",
        f"{plan.objective:,.0f}",
        f"{plan.bound:,.0f}",
        f"{plan.gap:.2%}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}",
        "–",
    ]
    return row, plan.gap, walked + spent


def _peer(town: Streets, ask: Ask, share: float) -> str:
    case = _case(town, ask)[0]
    given, out = FOLDER / "cover.npz", FOLDER / "covered.npz"
    number = getattr(ask.problem(case, share), "sites", 0)
    pairs = {"site": case.site, "point": case.point, "metres": case.metres}
    np.savez(given, people=case.people, sites=case.sites, limit=ask.limit, number=number, **pairs)
    words = [str(ROOT / "benchmarks" / "peer" / "cover.py"), str(given), str(out), str(PATIENCE)]
    subprocess.run([str(python("planners")), *words], check=True, cwd=FOLDER)
    done = np.load(out)
    return f"{float(done['built']):.1f} / {float(done['spent']):.1f}; {float(done['value']):,.0f}"


def _walks(town: Streets) -> Target:
    """Compare the walks of some sites with SciPy's Dijkstra on the whole network."""
    some = town.sites[::500]
    found = between(town.network, some, town.homes, FAR)
    whole = dijkstra(town.network.graph, indices=some, limit=FAR)[:, town.homes]
    same = len(found) == (whole <= FAR).sum() and np.allclose(
        found.metres, whole[found.source, found.target]
    )
    return Target(("the same walks as SciPy's Dijkstra", "步行距离与 SciPy 的 Dijkstra 一致"), same)
