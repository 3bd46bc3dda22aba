"""A city of streets that nobody built: thirteen districts, homes, possible sites."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from liandong.planning.reach import Network

DISTRICTS = 13
BLOCK = 62.0  # metres between streets, on average
NODES, HOMES, SITES = 300_000, 50_000, 15_000


@dataclass(frozen=True, slots=True)
class Streets:
    """A walking network; homes and sites stand at its nodes."""

    network: Network
    homes: np.ndarray
    people: np.ndarray
    sites: np.ndarray


def streets(share: float = 1.0, seed: int = 7) -> Streets:
    """Draw such a share of a whole city."""
    rng = np.random.default_rng(seed)
    angle = rng.uniform(0, 2 * np.pi, DISTRICTS)
    away = np.r_[0, 8, 9, 10, rng.uniform(30, 90, DISTRICTS - 4)] * 1_000 * np.sqrt(share)
    weight = rng.uniform(0.6, 1.6, DISTRICTS)
    points, edges, dense, first = [], [], [], 0
    for district, part in enumerate(weight / weight.sum()):
        side = max(4, round(np.sqrt(NODES * share * part)))
        own = _lattice(rng, side)
        points.append(
            own + away[district] * np.r_[np.cos(angle[district]), np.sin(angle[district])]
        )
        edges.append(_ways(rng, side) + first)
        dense.append(_density(rng, own, side * BLOCK / 2))
        first += len(own)
    network = _largest(np.concatenate(points), np.concatenate(edges))
    chance = np.concatenate(dense)[network[1]]
    chance /= chance.sum()
    size = len(chance)
    homes = rng.choice(size, round(HOMES * share), p=chance)
    crowd = rng.lognormal(4.3, 0.75, len(homes)) * (chance[homes] * size) ** 0.35
    flat = chance**0.6 / (chance**0.6).sum()
    sites = rng.choice(size, round(SITES * share), replace=False, p=flat)
    return Streets(network[0], homes, np.maximum(8, crowd).round(), sites)


def _lattice(rng, side):
    """Crossings, not quite straight."""
    east, north = (np.cumsum(BLOCK * rng.uniform(0.7, 1.3, side)) for _way in range(2))
    spots = np.stack(np.meshgrid(east - east.mean(), north - north.mean(), indexing="ij"), axis=-1)
    return spots.reshape(-1, 2) + rng.normal(0, 9, (side * side, 2))


def _ways(rng, side):
    """Streets between neighbours, one in six missing."""
    number = np.arange(side * side).reshape(side, side)
    along = np.c_[number[:-1].ravel(), number[1:].ravel()]
    across = np.c_[number[:, :-1].ravel(), number[:, 1:].ravel()]
    both = np.r_[along, across]
    return both[rng.random(len(both)) > 0.16]


def _density(rng, spots, radius):
    """People live around the middle and around four other places."""
    dense = np.exp(-np.hypot(*spots.T) / (0.55 * radius)) + 0.03
    for _centre in range(4):
        middle = spots[rng.integers(len(spots))]
        dense += 0.5 * np.exp(-np.hypot(*(spots - middle).T) / (0.2 * radius))
    return dense


def _largest(points, edges):
    """Leave out crossings that are cut off within their district."""
    whole = Network.of(points, edges)
    part = connected_components(whole.graph, directed=False)[1]
    kept = np.flatnonzero(np.bincount(part)[part] > 100)
    number = np.full(len(points), -1)
    number[kept] = np.arange(len(kept))
    inside = (number[edges] >= 0).all(axis=1)
    return Network.of(points[kept], number[edges][inside]), kept
