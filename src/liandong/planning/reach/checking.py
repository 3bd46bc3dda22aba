"""An independent look at walks: Dijkstra as in the textbook, without tiles or arrays."""

from heapq import heappop, heappush

from liandong.planning.reach.network import Network
from liandong.planning.reach.walking import Reach

ALIKE = 1e-6  # metres that two ways of adding up may differ


def check(network: Network, sources: list[int], targets: list[int], found: Reach) -> list[str]:
    """Walk again from every source, and say which pairs of nodes are wrong, missing or invented."""
    ways: dict[int, list[tuple[int, float]]] = {}
    lines = zip(
        network.starts.tolist(), network.ends.tolist(), network.lengths.tolist(), strict=True
    )
    for a, b, length in lines:
        ways.setdefault(a, []).append((b, length))
        ways.setdefault(b, []).append((a, length))
    told = {
        (source, target): metres
        for source, target, metres in zip(
            found.source.tolist(), found.target.tolist(), found.metres.tolist(), strict=True
        )
    }
    wrong = []
    for place, source in enumerate(sources):
        walked = _walk(ways, source, found.limit)
        for other, target in enumerate(targets):
            metres, said = walked.get(target), told.pop((place, other), None)
            if (metres is None) != (said is None) or abs((metres or 0) - (said or 0)) > ALIKE:
                wrong.append(f"from {source} to {target}: {said} was said, {metres} is right")
    return wrong + [f"{pair} is no pair that was asked for" for pair in told]


def _walk(ways: dict[int, list[tuple[int, float]]], source: int, limit: float) -> dict[int, float]:
    best, waiting, done = {source: 0.0}, [(0.0, source)], set()
    while waiting:
        walked, node = heappop(waiting)
        if node in done:
            continue
        done.add(node)
        for other, length in ways.get(node, ()):
            if (far := walked + length) <= limit and far < best.get(other, float("inf")):
                best[other] = far
                heappush(waiting, (far, other))
    return best
