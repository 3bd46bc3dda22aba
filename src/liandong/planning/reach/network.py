"""A street network for walkers: nodes in metres, edges that are walked both ways."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from liandong.planning.reach.ground import Ground, Points

SMALL_PART = 0.01  # a part of the network below this share of its nodes is an island on the map


@dataclass(frozen=True)
class Network:
    """Nodes and edges. `ground` says where the metres lie on the earth, where that is known."""

    points: Points
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    lengths: NDArray[np.float64]
    ground: Ground | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        for name in ("points", "starts", "ends", "lengths"):
            getattr(self, name).flags.writeable = False
        if not len(self.starts) == len(self.ends) == len(self.lengths):
            raise ValueError("Every edge needs a start, an end and a length.")
        if len(self.starts):
            nodes = np.concatenate([self.starts, self.ends])
            if nodes.min() < 0 or nodes.max() >= len(self.points):
                raise ValueError("An edge names a node that is not there.")
            if not (np.isfinite(self.lengths).all() and self.lengths.min() >= 0):
                raise ValueError("A length is a number, 0 or more.")

    @classmethod
    def of(
        cls,
        points: ArrayLike,
        edges: ArrayLike,
        lengths: ArrayLike | None = None,
        *,
        ground: Ground | None = None,
    ) -> "Network":
        """Make a network from points (metres), pairs of node numbers and, if known, lengths."""
        nodes = np.array(points, float).reshape(-1, 2)
        pairs = np.array(edges, np.int64).reshape(-1, 2)
        if lengths is None:
            lengths = np.hypot(*(nodes[pairs[:, 0]] - nodes[pairs[:, 1]]).T)
        starts, ends = pairs[:, 0].copy(), pairs[:, 1].copy()
        return cls(nodes, starts, ends, np.array(lengths, float), ground=ground)

    @cached_property
    def graph(self) -> csr_array:
        """Both ways, the shorter where an edge is named twice."""
        a = np.concatenate([self.starts, self.ends])
        b = np.concatenate([self.ends, self.starts])
        length = np.concatenate([self.lengths, self.lengths])
        order = np.lexsort((length, b, a))
        a, b, length = a[order], b[order], length[order]
        first = np.ones(len(a), bool)
        first[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
        size = len(self.points)
        return csr_array((length[first], (a[first], b[first])), shape=(size, size))

    @cached_property
    def stretch(self) -> float:
        """How much further apart two neighbours may lie than their edge is long (mostly 1).

        A walk of a bounded length never leaves the square of `bound × stretch` around its start.
        """
        apart = np.hypot(*(self.points[self.starts] - self.points[self.ends]).T)
        moved = apart > 0
        with np.errstate(divide="ignore"):
            return float(np.max(apart[moved] / self.lengths[moved], initial=1.0))

    @cached_property
    def part(self) -> NDArray[np.int64]:
        """For each node, the number of the part that hangs together."""
        return np.asarray(connected_components(self.graph, directed=False)[1], np.int64)

    @cached_property
    def doors(self) -> NDArray[np.int64]:
        """The nodes where a walk may begin: islands of the drawing, cut off from all, are none."""
        sizes = np.bincount(self.part, minlength=1)
        large = sizes >= max(2, SMALL_PART * len(self.points))
        return np.flatnonzero(large[self.part])
