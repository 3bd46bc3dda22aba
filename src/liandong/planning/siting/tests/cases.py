"""Cases for the tests: drawn, published, and counted by trying everything."""

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from liandong.planning.reach import Network
from liandong.planning.siting import Case, Center, Fewest, Median, Most
from liandong.planning.siting.checking import _spent, objective

DATA = Path(__file__).parent / "data"
OPTIMA = {
    f"pmed{number}": int(best)
    for number, best in (
        line.removeprefix("pmed").split()
        for line in (DATA / "pmed_optima.txt").read_text().splitlines()[1:]
    )
}


def everything(problem):
    """Try every choice, and return what the best is worth."""
    case = problem.case
    best = None
    for size in range(case.sites + 1):
        for chosen in map(set, combinations(range(case.sites), size)):
            if not set(case.existing) <= chosen or (_spent(problem, chosen) or 0) > 1e-9:
                continue
            if isinstance(problem, Fewest) and not _reaches_all(case, chosen):
                continue
            value = objective(problem, chosen)
            better = max if isinstance(problem, Most) else min
            best = value if best is None else better(best, value)
    return best


def _reaches_all(case, chosen):
    reached = {
        p for s, p in zip(case.site.tolist(), case.point.tolist(), strict=True) if s in chosen
    }
    return reached == set(case.point.tolist())


@st.composite
def cases(draw, communities=False, costs=False):
    points, sites = draw(st.integers(1, 12)), draw(st.integers(1, 7))
    cells = [(s, p) for s in range(sites) for p in range(points)]
    pairs = sorted(draw(st.sets(st.sampled_from(cells), min_size=1, max_size=len(cells))))
    whole = st.integers(0, 20)
    site, point = (np.array(column) for column in zip(*pairs, strict=True))
    few = st.integers(0, sites - 1)
    return Case(
        np.array(draw(st.lists(whole, min_size=points, max_size=points)), float),
        sites,
        site,
        point,
        np.array(draw(st.lists(whole, min_size=len(pairs), max_size=len(pairs))), float),
        tuple(draw(st.sets(few, max_size=2))),
        np.array(draw(st.lists(st.integers(1, 9), min_size=sites, max_size=sites)), float)
        if costs
        else None,
        None,
        np.array(draw(st.lists(st.integers(0, 2), min_size=points, max_size=points)))
        if communities
        else None,
    )


@st.composite
def problems(draw):
    """Any of the four, limited by number or by money, with floors or without."""
    kind = draw(st.sampled_from(["fewest", "most", "median", "center"]))
    if kind == "fewest":
        return Fewest(draw(cases(costs=draw(st.booleans()))))
    costs = draw(st.booleans()) and kind != "center"
    case = draw(cases(communities=kind == "most", costs=costs))
    limit = (
        {"budget": float(draw(st.integers(0, 30)))}
        if costs
        else {"sites": draw(st.integers(max(1, len(case.existing)), case.sites))}
    )
    if kind == "most":
        return Most(case, share=draw(st.sampled_from([0.0, 0.5, 1.0])), **limit)
    return Median(case, **limit) if kind == "median" else Center(case, **limit)


def pmed(number):
    """One of OR-Library's p-median problems; where an edge is given twice, the last counts."""
    size, _edges, sites, *rest = map(int, (DATA / f"pmed{number}.txt").read_text().split())
    edges = {}
    for a, b, length in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        edges[min(a, b) - 1, max(a, b) - 1] = float(length)
    network = Network.of(np.zeros((size, 2)), list(edges), list(edges.values()))
    far = dijkstra(network.graph)
    site, point = np.indices(far.shape).reshape(2, -1)
    return Median(Case(np.ones(size), size, site, point, far.ravel()), sites=sites)


def san_francisco():
    """16 stores and 205 census tracts, as PySAL's spopt ships them."""
    with (DATA / "sf_distances.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    stores = sorted({row["name"] for row in rows}, key=lambda name: int(name.split("_")[1]))
    tracts = {row["DestinationName"]: float(row["demand"]) for row in rows}
    number = {name: place for place, name in enumerate(tracts)}
    return Case(
        np.array(list(tracts.values())),
        len(stores),
        np.array([stores.index(row["name"]) for row in rows]),
        np.array([number[row["DestinationName"]] for row in rows]),
        np.array([float(row["distance"]) for row in rows]),
    )


def town(seed=3, points=900, sites=260, existing=6):
    """A town too large to be given to HiGHS whole, in a square of four kilometres."""
    rng = np.random.default_rng(seed)
    homes, places = rng.uniform(0, 4000, (points, 2)), rng.uniform(0, 4000, (sites, 2))
    far = np.hypot(*(places[:, None] - homes[None]).transpose(2, 0, 1))
    site, point = np.nonzero(far <= 700)
    return Case(
        rng.integers(5, 60, points).astype(float),
        sites,
        site,
        point,
        far[site, point],
        tuple(range(existing)),
        rng.integers(1, 5, sites).astype(float),
        None,
        (homes // 1000).astype(np.int64) @ np.array([4, 1]),
    )
