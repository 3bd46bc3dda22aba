"""A whole city divided into grids, beside pymetis and spopt on the same blocks."""

import subprocess
import time

import numpy as np

from benchmarks.city import City
from benchmarks.peers import FOLDER, python
from benchmarks.report import ROOT, Said, Table, Target
from benchmarks.town import city as town
from liandong.planning.gridding import check, design, grid_of
from liandong.planning.gridding import measure as figures
from liandong.planning.gridding.problem import Problem

SIZES, LARGEST = [75, 750], 7_500  # communities
PATIENCE = {"pymetis": (45, 600), "spopt": (15, 60)}  # seconds; the second in a full run


def _row(problem: Problem, labels: np.ndarray, seconds: float, name: Said) -> list:
    known = np.flatnonzero(labels >= 0)
    if not len(known):
        return [name, *["–"] * 7, f"{seconds:.1f}"]
    found = figures(_part(problem, known), labels[known])
    return [
        name,
        f"{found.grids:,}",
        f"{100 * found.within / found.grids:.2f} %",
        f"{100 * found.ceiling / found.grids:.2f} %",
        f"{100 * found.imbalance:.1f} %",
        f"{found.radius:.1f}",
        f"{found.estates:.2f}",
        f"{found.torn}",
        f"{seconds:.1f}",
    ]


def _part(problem: Problem, known: np.ndarray) -> Problem:
    """Return the first buildings of a problem alone; blocks stand one after another."""
    links = problem.links[(problem.links < len(known)).all(axis=1)]
    own = (problem.households, problem.east, problem.north)
    return Problem(*(array[known] for array in own), links, problem.estates[known])


def _peer(problem: Problem, name: str, patience: int) -> tuple[np.ndarray, float]:
    given, out = FOLDER / "blocks.npz", FOLDER / f"{name}.npz"
    order = np.lexsort((problem.links[:, 1], problem.links[:, 0]))
    np.savez(
        given,
        households=problem.households,
        spots=np.c_[problem.east, problem.north],
        links=problem.links[order],
        blocks=problem.blocks,
    )
    script = str(ROOT / "benchmarks" / "peer" / "districts.py")
    words = [script, name, str(given), str(out), str(patience)]
    subprocess.run([str(python("planners")), *words], check=True)
    done = np.load(out)
    return done["labels"], float(done["seconds"])


def _runs(full: bool) -> tuple[list, list[Target]]:
    design(town(1), effort=1)  # compiled beforehand
    rows, targets = [], []
    for size in [*SIZES, LARGEST] if full else SIZES:
        problem = town(size)
        began = time.perf_counter()
        plan = design(problem)
        seconds = time.perf_counter() - began
        assert check(problem, plan) == []
        labels = grid_of(problem, plan)
        name = (f"ours, {size:,} communities", f"本系统，{size:,} 个社区")
        rows.append(_row(problem, labels, seconds, name))
        if size == 750:
            found = figures(problem, labels)
            near = found.ceiling - found.within <= 0.001 * found.grids
            targets += [
                Target(("within 0.1 % of the ceiling", "与上限相差不超过 0.1 %"), near),
                Target(("750 communities in minutes", "750 个社区数分钟内完成"), seconds < 300),
                Target(("no grid torn", "没有不连通的网格"), found.torn == 0),
            ]
            for peer, patience in PATIENCE.items():
                theirs, spent = _peer(problem, peer, patience[full])
                share = f"{(theirs >= 0).mean():.0%}"
                name = (f"{peer}, {share} of 750", f"{peer}，750 个社区的 {share}")
                rows.append(_row(problem, theirs, spent, name))
    return rows, targets


def measure(city: City) -> Table:
    rows, targets = _runs(city.full)
    patience = {peer: both[city.full] for peer, both in PATIENCE.items()}
    return Table(
        title=("A city divided into grids", "全市划分网格"),
        about=(
            "Communities of 8,000 households on average, drawn from a seed; no grid may cross a "
            "main road. Ceiling: what the blocks allow with as many grids. pymetis divides by "
            "400 households with contiguous parts; spopt's max-p regions have 300 at least. They "
            f"may take {patience['pymetis']} s and {patience['spopt']} s; the rows say how many of "
            "the communities they came to.",
            "按固定种子生成的社区，平均 8,000 户，网格不得跨越主干道路。上限指同样网格数下各片区"
            "所允许的最高比例。pymetis 按每格 400 户作连通划分；"
            "spopt 的 max-p 要求每格至少 300 户。"
            f"二者分别限时 {patience['pymetis']} 秒和 {patience['spopt']} 秒，"
            "表中注明完成的社区比例。",
        ),
        columns=[
            ("who", "方法"),
            ("grids", "网格数"),
            ("within 300–500", "300–500 户占比"),
            ("ceiling", "上限"),
            ("imbalance", "偏离"),
            ("radius, m", "半径（米）"),
            ("estates a grid", "每格涉及小区"),
            ("torn", "不连通"),
            ("seconds", "秒"),
        ],
        rows=rows,
        targets=targets,
    )
