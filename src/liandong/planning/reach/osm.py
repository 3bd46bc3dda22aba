"""Reading the walkers' network out of an OpenStreetMap file (.osm, XML).

Walked: every street and path that is not for motor traffic alone, not private and not forbidden to
walkers, in both directions whatever cars must do. Stairs take `STAIRS` times their length; with
`stairs=False` they are left out, as for a wheelchair or a pram. Long edges get nodes in between, so
that a building finds the street beside it and not the next corner.
"""

from collections.abc import Iterable
from typing import BinaryIO
from xml.parsers import expat

import numpy as np

from liandong.planning.reach.ground import Ground, lengths
from liandong.planning.reach.network import Network

STAIRS = 2.0  # a step costs a walker about twice the time of level ground
APART = 50.0  # metres between the nodes of a long edge
MOTOR_ONLY = {"motorway", "motorway_link", "trunk", "trunk_link"}
NOT_THERE = {"construction", "proposed", "razed", "abandoned", "platform", "raceway", "elevator"}
YES = {"yes", "designated", "permissive", "public"}
NO = {"no", "private"}


class _Reader:
    """What one pass over the file collects."""

    def __init__(self, stairs: bool) -> None:
        self.stairs = stairs
        self.places: dict[int, tuple[float, float]] = {}
        self.ways: list[tuple[list[int], float]] = []
        self._refs: list[int] = []
        self._tags: dict[str, str] = {}

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "node":
            self.places[int(said["id"])] = (float(said["lon"]), float(said["lat"]))
        elif name == "way":
            self._refs, self._tags = [], {}
        elif name == "nd":
            self._refs.append(int(said["ref"]))
        elif name == "tag":
            self._tags[said["k"]] = said["v"]

    def end(self, name: str) -> None:
        if name == "way" and walkable(self._tags):
            steps = self._tags["highway"] == "steps"
            if self.stairs or not steps:
                self.ways.append((self._refs, STAIRS if steps else 1.0))


def walkable(tags: dict[str, str]) -> bool:
    """Whether people may walk on a way with these tags."""
    kind = tags.get("highway")
    if kind is None or kind in NOT_THERE:
        return False
    if tags.get("foot") in YES:
        return True
    if tags.get("foot") in NO or tags.get("access") in NO:
        return False
    return kind not in MOTOR_ONLY


def read_osm(stream: BinaryIO, *, stairs: bool = True, apart: float = APART) -> Network:
    """Read a network. Nodes of ways that the file does not hold are passed over."""
    reader = _Reader(stairs)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, KeyError) as error:
        raise ValueError(f"This is not an OpenStreetMap file: {error}") from error
    hops = list(_hops(reader))
    if not hops:
        raise ValueError("The file holds no street that can be walked.")
    return _network(reader.places, hops, apart)


def _hops(reader: _Reader) -> Iterable[tuple[int, int, float]]:
    for refs, factor in reader.ways:
        known = [ref for ref in refs if ref in reader.places]
        yield from ((a, b, factor) for a, b in zip(known, known[1:], strict=False) if a != b)


def _network(
    places: dict[int, tuple[float, float]], hops: list[tuple[int, int, float]], apart: float
) -> Network:
    used = sorted({node for a, b, _factor in hops for node in (a, b)})
    number = {node: place for place, node in enumerate(used)}
    spots = np.array([places[node] for node in used])
    ground = Ground.under(spots)
    pairs = np.array([(number[a], number[b]) for a, b, _factor in hops])
    length = lengths(spots[pairs[:, 0]], spots[pairs[:, 1]])
    factor = np.array([hop[2] for hop in hops])
    points, pairs, parts = _divided(ground.metres(spots), pairs, length, apart)
    return Network.of(points, pairs, (length * factor / parts).repeat(parts), ground=ground)


def _divided(
    points: np.ndarray, pairs: np.ndarray, length: np.ndarray, apart: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put nodes into long edges. Gives all nodes, all edges, and in how many parts each was cut."""
    parts = np.maximum(np.ceil(length / apart), 1).astype(np.int64)
    edge = np.repeat(np.arange(len(pairs)), parts)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(parts) - parts, parts)
    a, b = points[pairs[edge, 0]], points[pairs[edge, 1]]
    inner = step > 0
    share = (step / parts[edge])[:, None]
    numbers = np.full(len(edge), -1)
    numbers[inner] = len(points) + np.arange(inner.sum())
    starts = np.where(inner, numbers, pairs[edge, 0])
    last = step == parts[edge] - 1
    ends = np.where(last, pairs[edge, 1], np.append(numbers[1:], -1))
    nodes = np.concatenate([points, (a + (b - a) * share)[inner]])
    return nodes, np.column_stack([starts, ends]), parts
