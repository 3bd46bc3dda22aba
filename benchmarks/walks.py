"""Who walks where in a whole city, beside pandana and SciPy's Dijkstra, and how the cost grows."""

import subprocess
import time

import numpy as np
from scipy.sparse.csgraph import dijkstra

from benchmarks.city import City
from benchmarks.peers import FOLDER, python
from benchmarks.report import ROOT, Table, Target
from benchmarks.streets import Streets, streets
from liandong.planning.reach import Reach, between

SHARES, LARGEST = [0.01, 0.1, 1.0], 10.0  # of a city
PEER = 0.1, 1.0  # the largest part that pandana gets; the second in a full run
LIMIT = 1_080.0  # metres
SAMPLE = 100  # sources that SciPy walks on the whole network; all of them in proportion
QUICK = 5.0  # seconds for the whole city


def measure(city: City) -> Table:
    rows, targets = [], []
    for share in [*SHARES, LARGEST] if city.full else SHARES:
        town = streets(share)
        before, began = time.perf_counter(), time.process_time()
        found = between(town.network, town.sites, town.homes, LIMIT)
        spent, waited = time.process_time() - began, time.perf_counter() - before
        whole, same = _scipy(town, found)
        rows.append(
            [
                f"{len(town.network.points):,}",
                f"{len(town.sites):,}",
                f"{len(found):,}",
                f"{spent:.2f}",
                f"{waited:.2f}",
                f"{whole:.1f}",
                *(_pandana(town) if share <= PEER[city.full] else ["–"] * 3),
            ]
        )
        if share == 1:
            targets = [
                Target((f"a city in {QUICK:.0f} s", f"全市不超过 {QUICK:.0f} 秒"), spent <= QUICK),
                Target(("the same pairs and metres as SciPy's", "配对与距离同 SciPy 一致"), same),
            ]
    return Table(
        title=("Who walks where", "步行可达"),
        about=(
            f"From every possible site to every home within {LIMIT:,.0f} m on the streets of a "
            "drawn city, a part of it, or more than it. Seconds of the processor, the laying of "
            "the graph included, and of the wall on a machine that others use. SciPy's Dijkstra "
            f"with the same limit on the whole network: {SAMPLE} sources, in proportion for all. "
            "pandana builds its network, then names the nodes in range; its pairs are homes at "
            "those nodes.",
            f"在按固定种子生成的城市（及其局部或数倍）路网上，由每个备选点位到 {LIMIT:,.0f} 米内"
            "每个居住点。时间为处理器秒（含建图），另列实际经过时间（机器同时有其他任务）。"
            f"SciPy 的 Dijkstra 在整张路网上以同样限距计算 {SAMPLE} 个起点，按比例折算全部；"
            "pandana 先建网，再列出范围内的节点，其配对数为这些节点上的居住点。",
        ),
        columns=[
            ("street nodes", "路网节点"),
            ("sources", "起点"),
            ("pairs", "配对"),
            ("ours, s", "本系统（秒）"),
            ("wall, s", "实际经过（秒）"),
            ("SciPy, s", "SciPy（秒）"),
            ("pandana builds, s", "pandana 建网（秒）"),
            ("pandana walks, s", "pandana 步行（秒）"),
            ("pandana's pairs", "pandana 配对"),
        ],
        rows=rows,
        targets=targets,
    )


def _scipy(town: Streets, found: Reach) -> tuple[float, bool]:
    """Walk from some of the sources: seconds for all in proportion, and whether it is the same."""
    some = np.linspace(0, len(town.sites) - 1, SAMPLE).astype(int)
    began = time.process_time()
    far = dijkstra(town.network.graph, indices=town.sites[some], limit=LIMIT)[:, town.homes]
    spent = (time.process_time() - began) * len(town.sites) / SAMPLE
    own = np.isin(found.source, some)
    row = np.searchsorted(some, found.source[own])
    same = own.sum() == (far <= LIMIT).sum()
    return spent, bool(same and np.allclose(found.metres[own], far[row, found.target[own]]))


def _pandana(town: Streets) -> list[str]:
    given, out = FOLDER / "streets.npz", FOLDER / "walked.npz"
    net = town.network
    arrays = {"starts": net.starts, "ends": net.ends, "lengths": net.lengths}
    np.savez(given, points=net.points, homes=town.homes, sites=town.sites, **arrays)
    words = [str(ROOT / "benchmarks" / "peer" / "walks.py"), str(given), str(out), str(LIMIT)]
    subprocess.run(
        [str(python("planners")), *words], check=True, cwd=FOLDER, stdout=subprocess.DEVNULL
    )
    done = np.load(out)
    return [f"{done['built']:.1f}", f"{done['walked']:.1f}", f"{done['pairs']:,}"]
