"""Bounded walks from many to many: exact within the bound, and nothing beyond it is looked at.

Sources are taken square by square. A walk within the bound cannot leave the square by more than the
bound, so Dijkstra runs on that cut-out alone, and what it finds is what the whole network gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from liandong.planning.plan import Progress, Step, insist, silent
from liandong.planning.reach.ground import Points
from liandong.planning.reach.network import Network

DETOUR = 1.3  # how much longer a walk is than the straight line, where no network is known
DOOR = 200.0  # metres from a point to its street; further off, the network does not know the place
SQUARE = 1_500.0  # metres; smaller squares cost more to cut out than they save
AT_ONCE = 4_000_000  # distances held at one time

Numbers = NDArray[np.int64]
Metres = NDArray[np.float64]


@dataclass(frozen=True)
class Reach:
    """Every pair within `limit`, by source and then target: how far, and whether as the crow flies.

    `off` lists the sources and targets that no network street is near to.
    """

    limit: float
    source: Numbers
    target: Numbers
    metres: Metres
    straight: NDArray[np.bool_]
    off_sources: Numbers
    off_targets: Numbers

    def __post_init__(self) -> None:
        for array in (self.source, self.target, self.metres, self.straight):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.source)

    def within(self, limit: float) -> "Reach":
        """Return only the pairs within a smaller limit."""
        near = self.metres <= limit
        rows = (self.source[near], self.target[near], self.metres[near], self.straight[near])
        return Reach(min(limit, self.limit), *rows, self.off_sources, self.off_targets)


def reach(
    sources: ArrayLike,
    targets: ArrayLike,
    limit: float,
    *,
    network: Network | None = None,
    detour: float = DETOUR,
    progress: Progress = silent,
) -> Reach:
    """Find who reaches whom within `limit` metres of walking.

    Points are metres on the network's ground. A point begins at the nearest node that is no island,
    and the way to that door counts. A pair with an end far from any street is measured straight.
    """
    a, b = (np.asarray(points, float).reshape(-1, 2) for points in (sources, targets))
    if network is None:
        everything = (np.arange(len(a)), np.arange(len(b)))
        return join(limit, [_straight(a, b, limit, detour)], everything)
    tree = cKDTree(network.points[network.doors])
    (from_door, to_node), (b_door, b_node) = _doors(tree, network, a), _doors(tree, network, b)
    on, b_on = np.flatnonzero(from_door <= DOOR), np.flatnonzero(b_door <= DOOR)
    walked = between(network, to_node[on], b_node[b_on], limit, progress)
    source, target = on[walked.source], b_on[walked.target]
    metres = walked.metres + from_door[source] + b_door[target]
    near = metres <= limit
    found = (source[near], target[near], metres[near], np.zeros(int(near.sum()), bool))
    off, b_off = np.flatnonzero(from_door > DOOR), np.flatnonzero(b_door > DOOR)
    outside = _renumbered(_straight(a[off], b, limit, detour), off, np.arange(len(b)))
    inside = _renumbered(_straight(a[on], b[b_off], limit, detour), on, b_off)
    return join(limit, [found, outside, inside], (off, b_off))


def between(
    network: Network,
    sources: ArrayLike,
    targets: ArrayLike,
    limit: float,
    progress: Progress = silent,
) -> Reach:
    """Find the shortest walks of at most `limit` between nodes of a network."""
    a, b = np.asarray(sources, np.int64).ravel(), np.asarray(targets, np.int64).ravel()
    by_node = np.argsort(b, kind="stable")
    rows = []
    done = 0
    place = np.full(len(network.points), -1)
    for asked, nodes in _cutouts(network, a, limit):
        insist(progress, Step("walking", done, len(a)))
        part = _part(network.graph, nodes, place)
        rows.append(_walked(part, nodes, asked, a[asked], (b[by_node], by_node), limit))
        done += len(asked)
    nobody = np.empty(0, np.int64)
    return join(limit, rows, (nobody, nobody))


Rows = tuple[Numbers, Numbers, Metres, NDArray[np.bool_]]


def join(limit: float, rows: list[Rows], off: tuple[Numbers, Numbers]) -> Reach:
    """Make one table of several, by source and then target."""
    empty: Rows = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, bool))
    columns = [np.concatenate(column) for column in zip(empty, *rows, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    source, target, metres, straight = (column[order] for column in columns)
    return Reach(limit, source, target, metres, straight, *off)


def _cutouts(network: Network, sources: Numbers, limit: float) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield which sources stand in a square, and the nodes that their walks can touch."""
    points = network.points
    margin = limit * network.stretch
    if not np.isfinite(margin):
        yield from _pieces(np.arange(len(sources)), np.arange(len(points)))
        return
    side = max(1.5 * margin, SQUARE)
    square = np.floor(points[sources] / side).astype(np.int64)
    by_square = np.lexsort((square[:, 1], square[:, 0]))
    ordered = square[by_square]
    starts = np.flatnonzero(np.any(np.diff(ordered, axis=0, prepend=ordered[:1] - 1) != 0, axis=1))
    by_x = np.argsort(points[:, 0], kind="stable")
    xs = points[by_x, 0]
    for asked in np.split(by_square, starts[1:]):
        if not len(asked):
            continue
        low = square[asked[0]] * side - margin * 1.000001
        high = (square[asked[0]] + 1) * side + margin * 1.000001
        strip = by_x[np.searchsorted(xs, low[0]) : np.searchsorted(xs, high[0], "right")]
        y = points[strip, 1]
        yield from _pieces(asked, np.sort(strip[(y >= low[1]) & (y <= high[1])]))


def _pieces(asked: Numbers, nodes: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    size = max(AT_ONCE // max(len(nodes), 1), 1)
    for start in range(0, len(asked), size):
        yield asked[start : start + size], nodes


def _part(graph: csr_array, nodes: Numbers, place: Numbers) -> csr_array:
    """Cut some nodes and the edges between them out of the graph. `place` is lent, all -1."""
    first = graph.indptr[nodes]
    count = graph.indptr[nodes + 1] - first
    edge = np.repeat(first - (np.cumsum(count) - count), count) + np.arange(count.sum())
    place[nodes] = np.arange(len(nodes))
    end = place[graph.indices[edge]]
    place[nodes] = -1
    inside = end >= 0
    start = np.repeat(np.arange(len(nodes)), count)[inside]
    steps = np.concatenate([[0], np.cumsum(np.bincount(start, minlength=len(nodes)))])
    parts = (graph.data[edge][inside], end[inside], steps)
    return csr_array(parts, shape=(len(nodes), len(nodes)))


def _walked(
    part: csr_array,
    nodes: Numbers,
    asked: Numbers,
    at_node: Numbers,
    targets: tuple[Numbers, Numbers],
    limit: float,
) -> Rows:
    """Walk from the sources `asked` on one cut-out to the targets that stand there."""
    places, who = np.unique(np.searchsorted(nodes, at_node), return_inverse=True)
    far = dijkstra(part, directed=True, indices=places, limit=limit)
    at, number = targets
    first, last = np.searchsorted(at, nodes, "left"), np.searchsorted(at, nodes, "right")
    count = last - first
    node = np.repeat(np.arange(len(nodes)), count)
    target = number[np.arange(len(node)) - np.repeat(np.cumsum(count) - count - first, count)]
    row, column = np.nonzero(far[:, node][who] <= limit)
    metres = far[who[row], node[column]]
    return asked[row], target[column], metres, np.zeros(len(row), bool)


def _doors(tree: cKDTree, network: Network, points: Points) -> tuple[Metres, Numbers]:
    """Return for each point how far its door on the network is, and which node that is."""
    far, nearest = tree.query(points)
    return np.asarray(far, float), network.doors[nearest]


def _straight(a: Points, b: Points, limit: float, detour: float) -> Rows:
    """Return the pairs that a straight line × `detour` joins within the limit."""
    if not len(a) or not len(b):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, bool)
    near = cKDTree(a).sparse_distance_matrix(cKDTree(b), limit / detour, output_type="ndarray")
    return (
        near["i"].astype(np.int64),
        near["j"].astype(np.int64),
        near["v"] * detour,
        near["v"] > -1,
    )


def _renumbered(rows: Rows, sources: Numbers, targets: Numbers) -> Rows:
    return sources[rows[0]], targets[rows[1]], rows[2], rows[3]
