"""Equal shares with add1: published votes beside pabutools, and a city's vote that was made up."""

import json
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import peers
from benchmarks.city import City
from benchmarks.report import ROOT, Said, Table, Target
from liandong.planning.tallying import pabulib
from liandong.planning.tallying.budget import Instance, Outcome, equal_shares

FOLDER = ROOT.parent / "shared" / "data" / "budgets"
LEAST = 2_000
WANTED = 100
VOTERS, PROJECTS, MARKS, CAMPS = 100_000, 200, 10, 12
NOWHERE: Said = (
    "The published votes are not beside the repository, so only a made vote was counted. ",
    "项目库旁没有已公布的投票文件，仅计了模拟投票。",
)


def measure(_city: City) -> Table:
    votes = [vote for path in sorted(FOLDER.glob("*.pb")) if (vote := Vote(path)).large]
    theirs = _theirs(votes)
    ours = [_timed(vote.instance, vote.scale) for vote in votes]
    big = [_timed(made(seed), 100) for seed in (1, 2, 3)]
    _outcome, longest = max(big, key=lambda one: one[1])
    seconds = sum(spent for _, spent in ours)
    alike = sum(
        sorted(found.winners) == their["winners"]
        for (found, _), their in zip(ours, theirs, strict=True)
    )
    ratio = sum(their["each"] for their in theirs) / seconds if votes else 0
    return Table(
        title=("A budget by equal shares", "均等份额法计票"),
        about=_about(bool(votes)),
        columns=[
            ("vote", "投票"),
            ("voters × projects", "人数 × 项目"),
            ("counts", "计票轮数"),
            ("ours, ms", "本系统（毫秒）"),
            ("pabutools, ms", "pabutools（毫秒）"),
            ("ratio", "倍数"),
            ("equal ballots joined, ms", "合并相同选票（毫秒）"),
            ("ratio", "倍数"),
        ],
        rows=[
            *(
                _row(vote, found, their)
                for vote, found, their in zip(votes, ours, theirs, strict=True)
            ),
            *(_made_row(found, spent) for found, spent in big),
        ],
        targets=[
            *_beside(ratio, alike, len(votes)),
            Target(
                (
                    f"{VOTERS:,} voters × {PROJECTS} projects in under a second",
                    f"{VOTERS:,} 人 × {PROJECTS} 个项目不足一秒",
                ),
                longest < 1,
            ),
        ],
    )


@dataclass(frozen=True)
class Vote:
    """A published vote; ranked ballots count as approvals, as pabutools counts them by cost."""

    path: Path

    @cached_property
    def published(self) -> pabulib.Published:
        return pabulib.read(self.path.read_text("utf-8-sig"))

    @property
    def large(self) -> bool:
        return len(self.ballots) >= LEAST

    @property
    def ballots(self) -> list[frozenset[str]]:
        one = self.published.instance
        return [frozenset(ballot) for ballot in one.approvals or one.scores or ()]

    @property
    def instance(self) -> Instance:
        one = self.published.instance
        return Instance(one.costs, one.budget, approvals=self.ballots)

    @property
    def scale(self) -> int:
        return self.published.scale

    @property
    def name(self) -> str:
        place = self.path.stem.split("_", 1)[1].replace("_", " ")
        return place if len(place) < 32 else f"{place[:30]}…"


def made(seed: int) -> Instance:
    """Make a vote: camps that like different projects, each voter marks up to ten."""
    random = np.random.default_rng(seed)
    costs = {f"p{n}": int(c) for n, c in enumerate(random.integers(5_000, 200_000, PROJECTS) * 100)}
    liked = np.log(random.gamma(0.6, 1, (CAMPS, PROJECTS)) * random.gamma(2, 1, PROJECTS))
    camps = random.integers(0, CAMPS, VOTERS)
    order = np.argsort(-(liked[camps] + random.gumbel(size=(VOTERS, PROJECTS))), 1)
    names = np.array(list(costs))
    ballots = [
        frozenset(names[row[:many]].tolist())
        for row, many in zip(order, random.integers(1, MARKS + 1, VOTERS), strict=True)
    ]
    return Instance(costs, sum(costs.values()) // 5, approvals=ballots)


def _timed(instance: Instance, step: int) -> tuple[Outcome, float]:
    """Count and take the seconds."""
    start = time.process_time()
    outcome = equal_shares(instance, "cost", "add1", step=step)
    return outcome, time.process_time() - start


def _theirs(votes: list[Vote]) -> list[dict[str, Any]]:
    if not votes:
        return []
    words = [str(peers.python()), "-m", "benchmarks.peer.shares", *(str(v.path) for v in votes)]
    told = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return list(json.loads(told.stdout))


def _row(vote: Vote, ours: tuple[Outcome, float], their: dict[str, Any]) -> list[Said | str]:
    outcome, seconds = ours
    return [
        vote.name,
        f"{len(vote.ballots):,} × {len(vote.instance.costs)}",
        f"{outcome.steps + 1:,}",
        f"{1000 * seconds:.1f}",
        f"{1000 * their['each']:,.0f}",
        f"{their['each'] / seconds:,.0f}",
        f"{1000 * their['together']:,.0f}",
        f"{their['together'] / seconds:,.0f}",
    ]


def _made_row(outcome: Outcome, seconds: float) -> list[Said | str]:
    size = f"{VOTERS:,} × {PROJECTS}"
    counts = f"{outcome.steps + 1:,}"
    return [("made up", "模拟"), size, counts, f"{1000 * seconds:.0f}", *["–"] * 4]


def _beside(ratio: float, alike: int, votes: int) -> list[Target]:
    if not votes:
        return []
    return [
        Target(
            (
                f"at least {WANTED} times faster over all files; it is {ratio:,.0f} times",
                f"全部文件合计快 {WANTED} 倍以上；实为 {ratio:,.0f} 倍",
            ),
            ratio >= WANTED,
        ),
        Target(
            (
                f"the same winners in all {votes} files; in {alike}",
                f"{votes} 个文件中选项目全部一致；一致 {alike} 个",
            ),
            alike == votes,
        ),
    ]


def _about(published: bool) -> Said:
    none = ("", "") if published else NOWHERE
    return (
        f"{none[0]}Cost utilities, add1 in steps of one unit of money; seconds of the processor, "
        f"with the ordering of the ballots. Published: Pabulib's files with {LEAST:,} voters and "
        "more. pabutools 1.2.3 gets the ballots as it reads them, and once more with equal ballots "
        "joined, which its reader does not do. Ranked ballots count as approvals on both sides, as "
        f"pabutools takes them. Made up: {VOTERS:,} voters in {CAMPS} camps, up to {MARKS} marks.",
        f"{none[1]}成本效用，add1 每次加一个货币单位；处理器时间，含整理选票。已公布：Pabulib 中 "
        f"{LEAST:,} 人及以上的文件。pabutools 1.2.3 先按其读入的选票计，再按合并相同选票计"
        "（其读取程序不合并）。排序选票双方均按赞成票计，与 pabutools 的做法一致。"
        f"模拟：{VOTERS:,} 人分 {CAMPS} 类偏好，每人至多选 {MARKS} 项。",
    )
