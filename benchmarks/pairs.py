"""Members paired with tasks, beside HiGHS, CP-SAT and SciPy's matching; how the cost grows."""

import resource
import subprocess
import sys
import time
from dataclasses import fields

import numpy as np

from benchmarks.city import City
from benchmarks.crowd import crowd
from benchmarks.peers import FOLDER
from benchmarks.report import ROOT, Table, Target
from liandong.planning.pairing import Problem, Wishes, members_and_tasks, pair
from liandong.planning.pairing.flow import Network
from liandong.planning.pairing.solving import build

SIZES, LARGEST = [(870, 130), (8_700, 1_300), (87_000, 13_000)], (870_000, 130_000)
PEERS = ("highs", "cpsat", "scipy")
CITY = 87_000
PATIENCE = 30, 120  # seconds, for the peer; the second in a full run
QUICK = ("87,000 × 13,000 within 10 s", "87,000 × 13,000 不超过 10 秒")


def measure(city: City) -> Table:
    rows, targets = [], []
    pair(members_and_tasks(*crowd(87, 13)))  # compiled beforehand
    patience = PATIENCE[city.full]
    for members, tasks in [*SIZES, LARGEST] if city.full else SIZES:
        drawn = crowd(members, tasks)
        before, began = time.perf_counter(), time.process_time()
        problem = members_and_tasks(*drawn)
        laid = time.process_time()
        plan = pair(problem)
        done, waited = time.process_time(), time.perf_counter() - before
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
                f"{waited:.1f}",
                f"{memory:.2f}",
                ("yes", "是") if proven else ("no", "否"),
                *(_peers(problem, plan.objective, patience) if members <= CITY else ["–"] * 3),
            ]
        )
    return Table(
        title=("Members paired with tasks", "党员与任务配对"),
        about=(
            "Twenty skills, twelve slots, 1,500 m on foot, fairness between communities; drawn "
            "from a seed. Seconds of the processor, and of the wall on a machine that others use; "
            "memory is the whole process's peak. Each peer may take "
            f"{patience} s. HiGHS (SciPy's linprog) solves the same flow as a linear program and "
            "CP-SAT in whole numbers; who proves it must find the same optimum. SciPy's matching "
            "(min_weight_full_bipartite_matching) gets every head by itself, and neither fairness "
            "nor how much one member takes on: it answers an easier question.",
            "二十种技能，十二个时段，步行 1,500 米以内，社区间公平；按固定种子生成。"
            "时间为处理器秒，另列实际经过时间（机器同时有其他任务）；内存为整个进程的峰值。"
            f"各对照限时 {patience} 秒：HiGHS（SciPy 的 linprog）把同一网络流作为线性规划求解，"
            "CP-SAT 以整数求解，自称证明者须得到同样的最优值；SciPy 的匹配"
            "（min_weight_full_bipartite_matching）把每个名额单列，不含公平与个人任务上限，"
            "所答的是较易的问题。",
        ),
        columns=[
            ("members × tasks", "人员 × 任务"),
            ("possible pairs", "可行配对"),
            ("heads filled", "已配名额"),
            ("candidates, s", "候选（秒）"),
            ("pairing and proof, s", "配对与证明（秒）"),
            ("wall, s", "实际经过（秒）"),
            ("memory, GB", "内存（GB）"),
            ("proven", "已证最优"),
            ("HiGHS, s", "HiGHS（秒）"),
            ("CP-SAT, s", "CP-SAT（秒）"),
            ("SciPy's matching, s", "SciPy 匹配（秒）"),
        ],
        rows=rows,
        targets=targets,
    )


def _peers(problem: Problem, optimum: int, patience: int) -> list[str]:
    network, said = build(problem), []
    for name in PEERS:
        points, words = _peer(name, problem, network, patience)
        if name != "scipy" and not words.startswith(">"):
            assert points == optimum
        said.append(words)
    return said


def _peer(name: str, problem: Problem, network: Network, patience: int) -> tuple[int, str]:
    """Give a peer the same flow, and end it when its time is over. Gives its points and words."""
    given, out = FOLDER / "flow.npz", FOLDER / f"{name}.npz"
    own = {field.name: getattr(network, field.name) for field in fields(network)}
    reward = problem.reward + Wishes().head
    gain = problem.worth + reward[problem.needs]
    more = {"offers": problem.offers, "needs": problem.needs, "heads": problem.heads, "gain": gain}
    np.savez(given, **own, **more)
    words = ["-m", "benchmarks.matchers", name, str(given), str(out), str(patience)]
    try:
        subprocess.run([sys.executable, *words], check=True, cwd=ROOT, timeout=2 * patience)
    except subprocess.TimeoutExpired:
        return -1, f"> {patience}"
    done = np.load(out)
    points, spent = int(done["points"]), float(done["spent"])
    if done["proven"]:
        return points, f"{spent:.1f}"
    return points, f"> {patience}" if points < 0 else f"> {patience} ({points:,})"
