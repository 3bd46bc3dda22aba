"""Groups of points in the plane: k-means, and how many groups fit best by their silhouette."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BASE = 100  # base clusters, as in Polis
BASE_ROUNDS = 20
CELLS = 32  # a side of the grid that takes the place of base clusters where people are very many
VERY_MANY = 5_000
STARTS = 20
ROUNDS = 100


class Cloud(NamedTuple):
    """Base clusters: points that lie close are one point, their mean, as heavy as they are many."""

    points: Floats
    weights: Floats
    which: Whole  # of each of the points that were given: its base cluster


class Grouping(NamedTuple):
    silhouette: float
    centres: Floats
    which: Whole  # of each of the points that were given: its group


def gathered(points: Floats) -> Cloud:
    """Return the base clusters.

    They start at the first hundred different points, so the order in which people came fixes them.
    """
    if len(points) > VERY_MANY:
        return _cloud(points, _cells(points))
    _, first = np.unique(points.round(12), axis=0, return_index=True)
    centres = points[np.sort(first)[:BASE]]
    alone = Cloud(points, np.ones(len(points)), np.arange(len(points)))
    return _cloud(points, nearest(points, _settle(alone, centres, BASE_ROUNDS)))


def _cells(points: Floats) -> Whole:
    low, high = points.min(0), points.max(0)
    cells = ((points - low) / (high - low + 1e-12) * (CELLS - 1e-6)).astype(np.int64)
    return np.asarray(cells[:, 0] * CELLS + cells[:, 1])


def _cloud(points: Floats, labels: Whole) -> Cloud:
    _, which = np.unique(labels, return_inverse=True)
    weights = np.bincount(which).astype(np.float64)
    sums = [np.bincount(which, points[:, axis]) for axis in range(points.shape[1])]
    return Cloud(np.stack(sums, 1) / weights[:, None], weights, which)


def nearest(points: Floats, centres: Floats) -> Whole:
    """Return the number of each point's nearest centre."""
    return _squares(points, centres).argmin(1)


def groupings(points: Floats, most: int, seed: int) -> list[Grouping]:
    """Group into 2, 3 … `most`; the highest silhouette first, fewer groups in a tie.

    k-means ends in one of many places that are nearly as good; of several starts, the one with the
    highest silhouette stands too, so the same measure chooses throughout.
    """
    cloud = gathered(points)
    apart = np.sqrt(_squares(cloud.points, cloud.points))
    random = np.random.default_rng(seed)
    found = [
        max(
            (_grouped(cloud, apart, groups, random) for _ in range(STARTS)),
            key=lambda grouping: grouping.silhouette,
        )
        for groups in range(2, min(most, len(cloud.points)) + 1)
    ]
    return sorted(found, key=lambda grouping: (-grouping.silhouette, len(grouping.centres)))


def _grouped(cloud: Cloud, apart: Floats, groups: int, random: np.random.Generator) -> Grouping:
    centres = _settle(cloud, _start(cloud, groups, random), ROUNDS)
    which = nearest(cloud.points, centres)
    return Grouping(_silhouette(cloud, apart, which), centres, which[cloud.which])


def _squares(points: Floats, centres: Floats) -> Floats:
    return np.stack([((points - centre) ** 2).sum(1) for centre in centres], 1)


def _start(cloud: Cloud, groups: int, random: np.random.Generator) -> Floats:
    """Draw centres far apart (k-means++, Arthur and Vassilvitskii 2007)."""
    chance = cloud.weights / cloud.weights.sum()
    centres = cloud.points[[random.choice(len(chance), p=chance)]]
    while len(centres) < groups:
        far = _squares(cloud.points, centres).min(1) * cloud.weights
        chosen = random.choice(len(far), p=far / far.sum())
        centres = np.vstack([centres, cloud.points[chosen]])
    return centres


def _settle(cloud: Cloud, centres: Floats, rounds: int) -> Floats:
    """Move each centre to the mean of its points until none moves (Lloyd 1982)."""
    for _ in range(rounds):
        which = nearest(cloud.points, centres)
        new = np.stack([_mean(cloud, which == group, old) for group, old in enumerate(centres)])
        if np.abs(new - centres).max() < 1e-9:
            break
        centres = new
    return centres


def _mean(cloud: Cloud, members: NDArray[np.bool_], otherwise: Floats) -> Floats:
    if not members.any():
        return otherwise
    return np.asarray(np.average(cloud.points[members], axis=0, weights=cloud.weights[members]))


def _silhouette(cloud: Cloud, apart: Floats, which: Whole) -> float:
    """Rousseeuw 1987: own distance against that to the nearest other group, the mean over all."""
    groups = int(which.max()) + 1
    sizes = np.bincount(which, cloud.weights, groups)
    sums = np.stack([apart @ (cloud.weights * (which == group)) for group in range(groups)], 1)
    row = np.arange(len(which))
    own = sums[row, which] / np.maximum(sizes[which] - 1, 1)
    others = sums / np.maximum(sizes, 1)
    others[:, sizes == 0] = np.inf
    others[row, which] = np.inf
    other = others.min(1)
    if not np.isfinite(other).all():
        return -1.0
    scale = np.maximum(np.maximum(own, other), 1e-300)
    alone = sizes[which] <= 1
    values = np.where(alone, 0.0, (other - own) / scale)
    return float(np.average(values, weights=cloud.weights))
