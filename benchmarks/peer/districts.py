"""Run in the planners' environment: the same blocks, divided by pymetis and by spopt.

`districts.py pymetis|spopt IN.npz OUT.npz SECONDS`: as many blocks as the time allows.
"""

import signal
import sys
import time
import warnings
from contextlib import suppress

import geopandas
import libpysal
import numpy as np
import pymetis
from spopt.region import MaxPHeuristic


def metis(households, spots, pairs):
    number = max(1, round(households.sum() / 400))
    if number == 1:
        return np.zeros(len(households), int)
    near = [[] for _one in households]
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    options = pymetis.Options(contig=1, ncuts=4, seed=1)
    return np.array(
        pymetis.part_graph(number, near, vweights=households, options=options, recursive=False)[1]
    )


def maxp(households, spots, pairs):
    if households.sum() < 600:
        return np.zeros(len(households), int)
    near = {one: [] for one in range(len(households))}
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    frame = geopandas.GeoDataFrame(
        {"households": households, "east": spots[:, 0], "north": spots[:, 1]},
        geometry=geopandas.points_from_xy(*spots.T),
    )
    np.random.seed(1)
    model = MaxPHeuristic(
        frame, libpysal.weights.W(near), ["east", "north"], "households", 300, 2, verbose=False
    )
    model.solve()
    return np.array(model.labels_)


def main(how, given, out, seconds):
    data = np.load(given)
    divide = {"pymetis": metis, "spopt": maxp}[how]
    blocks = np.split(np.arange(len(data["blocks"])), np.flatnonzero(np.diff(data["blocks"])) + 1)
    pairs = np.split(
        data["links"],
        np.searchsorted(data["links"][:, 0], [block[0] for block in blocks[1:]]),
    )
    labels = np.full(len(data["blocks"]), -1)
    began = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with suppress(TimeoutError):
        for block, own in zip(blocks, pairs, strict=True):
            labels[block] = divide(*_block(data, block, own)) + (labels.max() + 1)
    signal.setitimer(signal.ITIMER_REAL, 0)
    np.savez(out, labels=labels, seconds=time.perf_counter() - began)


def _stop(number, frame):
    raise TimeoutError


def _block(data, block, own):
    return data["households"][block], data["spots"][block], own - block[0]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _stop)
    main(*sys.argv[1:4], float(sys.argv[4]))
