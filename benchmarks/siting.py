"""Stations and centres of a whole city, beside spopt on parts of it, and how the cost grows."""

import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.city import City
from benchmarks.peers import FOLDER, python
from benchmarks.report import ROOT, Table, Target
from benchmarks.streets import Streets, streets
from liandong.planning.plan import Plan
from liandong.planning.reach import between
from liandong.planning.siting import Case, Center, Fewest, Median, Most, Problem, check, site

PART, DISTRICT, PATIENCE = 0.02, 0.1, 60  # of the city; seconds for the peer's solver
SHARES, LARGEST = [PART, DISTRICT, 1.0], 10.0
STATIONS, CENTRES = 2_975, 400
FAR, NEAR = 1_080.0, 400.0


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: its name in both languages, how far people walk, what is asked of a case."""

    name: tuple[str, str]
    limit: float
    problem: Callable[[Case, float], Problem]
    goal: tuple[float, float] | None = None  # gap and seconds, for the whole city
    largest: bool = False  # asked of ten cities too
    peer: float = 0.0  # the largest part of the city that spopt is given


ASKS = [
    Ask(
        ("stations, 400 m", "驿站（400 米）"),
        NEAR,
        lambda case, share: Most(case, sites=round(STATIONS * share)),
        goal=(0.002, 10),
        largest=True,
        peer=PART,
    ),
    Ask(
        ("centres, 1,080 m", "中心（1,080 米）"),
        FAR,
        lambda case, share: Most(case, sites=round(CENTRES * share)),
        goal=(0.008, 30),
        peer=DISTRICT,
    ),
    Ask(("fewest, 1,080 m", "最少点位（1,080 米）"), FAR, lambda case, share: Fewest(case)),
    Ask(
        ("p-median, 1,500 m", "p-中位（1,500 米）"),
        1_500.0,
        lambda case, share: Median(case, sites=round(CENTRES * share), beyond=4_000),
    ),
    Ask(
        ("p-center, 2,000 m", "p-中心（2,000 米）"),
        2_000.0,
        lambda case, share: Center(case, sites=round(2 * CENTRES * share)),
    ),
]


@dataclass(frozen=True, slots=True)
class Run:
    """One question answered: the plan, its case, seconds of the processor, and of the wall."""

    case: Case
    plan: Plan[int]
    walked: float
    spent: float
    waited: float


def measure(city: City) -> Table:
    small = streets(PART)
    for ask in ASKS:
        _asked(small, ask, PART)  # compiled beforehand
    rows, targets = [], []
    for share in [*SHARES, LARGEST] if city.full else SHARES:
        town = streets(share)
        for ask in ASKS:
            if share <= 1 or ask.largest:
                run = _asked(town, ask, share)
                peer = _peer(run.case, ask, share) if share <= ask.peer else "–"
                rows.append([*_row(town, ask, run), peer])
                if share == 1 and ask.goal:
                    targets.append(_target(ask, run))
    return Table(
        title=("Sites of a whole city", "全市选址"),
        about=(
            "A drawn city of 300,000 street nodes, 50,000 homes and 15,000 possible sites, and "
            "parts of it; seconds of the processor, and of the wall on a machine that others use. "
            f"spopt gets up to {DISTRICT:.0%} of the city and the pairs that were walked: its time "
            f"to build the model, and with CBC's {PATIENCE} s at most, and what it covers.",
            "按固定种子生成的城市：30 万个路网节点、5 万个居住点、1.5 万个备选点位，及其局部；"
            "时间为处理器秒，另列实际经过时间（机器同时有其他任务）。"
            f"spopt 至多使用城市的 {DISTRICT:.0%} 和已算好的步行配对：列出建模时间、"
            f"含 CBC 求解（至多 {PATIENCE} 秒）的总时间和覆盖人数。",
        ),
        columns=[
            ("what", "问题"),
            ("homes × sites", "居住点 × 点位"),
            ("pairs", "可达配对"),
            ("walks, s", "步行（秒）"),
            ("plan, s", "求解（秒）"),
            ("wall, s", "实际经过（秒）"),
            ("result", "结果"),
            ("bound", "界"),
            ("gap", "差距"),
            ("peak memory, GB", "内存峰值（GB）"),
            ("spopt", "spopt"),
        ],
        rows=rows,
        targets=targets,
    )


def _asked(town: Streets, ask: Ask, share: float) -> Run:
    before, began = time.perf_counter(), time.process_time()
    found = between(town.network, town.sites, town.homes, ask.limit)
    case = Case.of(town.people, len(town.sites), found)
    walked = time.process_time()
    problem = ask.problem(case, share)
    plan = site(problem)
    spent, waited = time.process_time(), time.perf_counter()
    assert check(problem, plan) == []
    return Run(case, plan, walked - began, spent - walked, waited - before)


def _row(town: Streets, ask: Ask, run: Run) -> list:
    return [
        ask.name,
        f"{len(town.homes):,} × {len(town.sites):,}",
        f"{len(run.case.site):,}",
        f"{run.walked:.1f}",
        f"{run.spent:.1f}",
        f"{run.waited:.1f}",
        f"{run.plan.objective:,.0f}",
        f"{run.plan.bound:,.0f}",
        f"{run.plan.gap:.2%}",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}",
    ]


def _target(ask: Ask, run: Run) -> Target:
    gap, seconds = ask.goal or (0.0, 0.0)
    said = (
        f"{ask.name[0]}: within {gap:.1%} in {seconds:.0f} s, walks included",
        f"{ask.name[1]}：含步行计算 {seconds:.0f} 秒内差距不超过 {gap:.1%}",
    )
    return Target(said, run.plan.gap <= gap and run.walked + run.spent <= seconds)


def _peer(case: Case, ask: Ask, share: float) -> str:
    """Give spopt the same pairs: building, building with solving, and what it covers."""
    given, out = FOLDER / "cover.npz", FOLDER / "covered.npz"
    pairs = {"site": case.site, "point": case.point, "metres": case.metres}
    number = round((STATIONS if ask.limit == NEAR else CENTRES) * share)
    np.savez(given, people=case.people, sites=case.sites, limit=ask.limit, number=number, **pairs)
    words = [str(ROOT / "benchmarks" / "peer" / "cover.py"), str(given), str(out), str(PATIENCE)]
    subprocess.run([str(python("planners")), *words], check=True, cwd=FOLDER)
    done = np.load(out)
    return f"{float(done['built']):.1f} / {float(done['spent']):.1f}; {float(done['value']):,.0f}"
