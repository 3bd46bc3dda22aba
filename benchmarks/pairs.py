"""Members paired with tasks, beside HiGHS on the same flow, and how the cost grows."""

import resource
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from benchmarks.city import City
from benchmarks.crowd import crowd
from benchmarks.report import Table, Target
from liandong.planning.pairing import members_and_tasks, pair
from liandong.planning.pairing.flow import Network
from liandong.planning.pairing.solving import build

SIZES, LARGEST = [(8_700, 1_300), (87_000, 13_000)], (870_000, 130_000)
CITY = 87_000
PATIENCE = 30, 120  # seconds, for the peer; the second in a full run
QUICK = ("87,000 × 13,000 within 10 s", "87,000 × 13,000 不超过 10 秒")


def measure(city: City) -> Table:
    rows, targets = [], []
    pair(members_and_tasks(*crowd(87, 13)))  # compiled beforehand
    patience = PATIENCE[city.full]
    for members, tasks in [*SIZES, LARGEST] if city.full else SIZES:
        drawn = crowd(members, tasks)
        began = time.perf_counter()
        problem = members_and_tasks(*drawn)
        laid = time.perf_counter()
        plan = pair(problem)
        done = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        proven = plan.objective == plan.bound
        if members == CITY:
            targets += [
                Target(QUICK, done - began <= 10),
                Target(("at most 1 GB", "内存不超过 1 GB"), memory <= 1),
                Target(("proven optimal", "证明最优"), proven),
            ]
        rows.append(
            [
                f"{members:,} × {tasks:,}",
                f"{len(problem.offers):,}",
                f"{len(plan.chosen):,} / {problem.heads.sum():,}",
                f"{laid - began:.1f}",
                f"{done - laid:.1f}",
                f"{memory:.2f}",
                ("yes", "是") if proven else ("no", "否"),
                _peer(build(problem), plan.objective, patience) if members <= CITY else "–",
            ]
        )
    return Table(
        title=("Members paired with tasks", "党员与任务配对"),
        about=(
            "Twenty skills, twelve slots, 1,500 m on foot, fairness between communities; drawn "
            "from a seed. Memory is the whole process's peak. HiGHS (SciPy's linprog) solves the "
            f"same flow as a linear program, within {patience} s, and must find the same "
            "optimum.",
            "二十种技能，十二个时段，步行 1,500 米以内，社区间公平；按固定种子生成。"
            "内存为整个进程的峰值。"
            "HiGHS（SciPy 的 linprog）把同一网络流作为线性规划求解，"
            f"限时 {patience} 秒，且须得到同样的最优值。",
        ),
        columns=[
            ("members × tasks", "人员 × 任务"),
            ("possible pairs", "可行配对"),
            ("heads filled", "已配名额"),
            ("candidates, s", "候选（秒）"),
            ("pairing and proof, s", "配对与证明（秒）"),
            ("memory, GB", "内存（GB）"),
            ("proven", "已证最优"),
            ("HiGHS, s", "HiGHS（秒）"),
        ],
        rows=rows,
        targets=targets,
    )


def _peer(network: Network, optimum: int, patience: int) -> str:
    """Solve the flow as a linear program: what comes into a node goes out of it."""
    arcs = np.arange(len(network.tail))
    ones = np.ones(len(arcs))
    ends = np.zeros(network.nodes)
    ends[[network.source, network.sink]] = network.goods, -network.goods
    out = csr_array((ones, (network.tail, arcs)), shape=(network.nodes, len(arcs)))
    into = csr_array((ones, (network.head, arcs)), shape=(network.nodes, len(arcs)))
    began = time.perf_counter()
    solved = linprog(
        network.cost,
        A_eq=out - into,
        b_eq=ends,
        bounds=np.stack([np.zeros(len(arcs)), network.room], axis=1),
        method="highs",
        options={"time_limit": patience},
    )
    spent = time.perf_counter() - began
    if solved.status:
        return f"> {patience}"
    assert round(-solved.fun) == optimum
    return f"{spent:.1f}"
