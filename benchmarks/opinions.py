"""Opinion maps of a city's conversation, beside red-dwarf."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from math import comb
from pathlib import Path

import numpy as np

from benchmarks import peers
from benchmarks.city import City
from benchmarks.conversation import CAMPS, EACH, TIMES, made
from benchmarks.report import ROOT, Said, Table, Target

SIZES = [(5_000, 100), (12_500, 500), (25_000, 500), (50_000, 500)]
WANTED = 50
ABOUT: Said = (
    f"Made conversations: {CAMPS} camps, about {EACH} votes each. From the votes to places, groups "
    "and what unites and divides, in one thread of a process of its own; seconds of the "
    f"processor, ours the median of {TIMES}. Memory is what the map adds to the votes. red-dwarf "
    "0.4.0 gets the votes as the list that it asks for. The Rand index (adjusted) compares the "
    "two groupings.",
    f"模拟讨论：{CAMPS} 类人，人均约 {EACH} 次表态。从表态到位置、群组、共识与分歧，"
    f"各在独立进程中单线程运行；处理器时间，本系统取 {TIMES} 次中位数；内存为绘图新增部分。"
    "red-dwarf 0.4.0 按其要求以列表读入。兰德指数（调整后）比较两种分组。",
)


@dataclass(frozen=True)
class Drawn:
    """One map: seconds of the processor, memory that it added in GB, and who is in which group."""

    seconds: float
    memory: float
    groups: dict[int, int]
    votes: int


def measure(_city: City) -> Table:
    rows, ratios = [], []
    for people, statements in SIZES:
        file = peers.FOLDER / "votes.npz"
        peers.FOLDER.mkdir(parents=True, exist_ok=True)
        np.savez(file, **made(people, statements))
        ours = _drawn(sys.executable, "benchmarks.conversation", file)
        theirs = _drawn(peers.python(), "benchmarks.peer.opinions", file)
        ratios.append(theirs.seconds / ours.seconds)
        rows.append([f"{people:,} × {statements}", *_figures(ours, theirs)])
    return Table(
        title=("An opinion map", "民意图谱"),
        about=ABOUT,
        columns=[
            ("participants × statements", "人数 × 观点"),
            ("votes", "表态数"),
            ("ours, s", "本系统（秒）"),
            ("red-dwarf, s", "red-dwarf（秒）"),
            ("ratio", "倍数"),
            ("memory, GB", "内存（GB）"),
            ("red-dwarf, GB", "red-dwarf（GB）"),
            ("groups", "群组数"),
            ("Rand index", "兰德指数"),
        ],
        rows=rows,
        targets=[
            Target(
                (
                    f"the largest at least {WANTED} times faster; it is {ratios[-1]:,.0f} times",
                    f"最大一组快 {WANTED} 倍以上；实为 {ratios[-1]:,.0f} 倍",
                ),
                ratios[-1] >= WANTED,
            )
        ],
    )


def _drawn(python: Path | str, module: str, file: Path) -> Drawn:
    """Draw in a process of its own with one thread, so that memory and seconds are its own."""
    words = [str(python), "-m", module, str(file)]
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    told = subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    found = json.loads(told.stdout)
    groups = dict(zip(found["who"], found["which"], strict=True))
    return Drawn(found["seconds"], found["memory"], groups, found["votes"])


def _figures(ours: Drawn, theirs: Drawn) -> list[str]:
    groups = (len(set(one.groups.values())) for one in (ours, theirs))
    return [
        f"{ours.votes:,}",
        f"{ours.seconds:.2f}",
        f"{theirs.seconds:.1f}",
        f"{theirs.seconds / ours.seconds:,.0f}",
        f"{ours.memory:.2f}",
        f"{theirs.memory:.2f}",
        " / ".join(map(str, groups)),
        f"{_rand(ours.groups, theirs.groups):.2f}",
    ]


def _rand(one: dict[int, int], other: dict[int, int]) -> float:
    """The adjusted Rand index of those in both: 1 for the same groups, 0 for chance."""
    pairs = [(one[who], other[who]) for who in one.keys() & other.keys()]
    sides = [Counter(side) for side in zip(*pairs, strict=True)]
    together = sum(comb(many, 2) for many in Counter(pairs).values())
    left, right = (sum(comb(many, 2) for many in side.values()) for side in sides)
    chance = left * right / comb(len(pairs), 2)
    return (together - chance) / ((left + right) / 2 - chance)
