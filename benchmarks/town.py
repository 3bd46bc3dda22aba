"""A city that nobody built: communities of blocks between main roads, estates, buildings."""

import numpy as np
from scipy.spatial import cKDTree

from liandong.planning.gridding import Problem, lay

APART = 5_000.0  # metres between communities
ROADS = [(0, 1), (1, 1), (1, 0), (1, 2), (2, 1)]  # across and along
SIZES = [36, 60, 96, 130]  # households in a building, by the kind of estate


def city(communities: int, households: int = 8_000, seed: int = 21) -> Problem:
    """Put communities beside one another; no link leads from one block into another."""
    rng = np.random.default_rng(seed)
    spots, counts, links, estates = [], [], [], []
    first = estate = 0
    for number in range(communities):
        wanted = np.clip(rng.lognormal(np.log(households) - 0.06, 0.35), 2_500, 20_000)
        for places, lived_in, own in _community(rng, wanted):
            spots.append(places + [number * APART, 0])
            counts.append(lived_in)
            links.append(lay(*np.ascontiguousarray(places.T)).links + first)
            estates.append(own + estate)
            first += len(places)
            estate += int(own.max()) + 1
    east, north = np.ascontiguousarray(np.concatenate(spots).T)
    together = (np.concatenate(part) for part in (links, estates))
    return Problem(np.concatenate(counts), east, north, *together)


def _community(rng, wanted):
    side = np.sqrt(wanted / 8_000) * rng.uniform(900, 1_200)
    across, along = rng.choice(ROADS)
    blocks = []
    for west, east in _between(rng, across, side):
        for south, north in _between(rng, along, side):
            places = _lattice(rng, (west, east), (south, north))
            if len(places) > 2:
                blocks.append((places, _estates(rng, places)))
    if not blocks:
        return _community(rng, wanted)
    lived_in = [_households(rng, estates) for _places, estates in blocks]
    share = wanted / sum(count.sum() for count in lived_in)
    return [
        (places, np.clip((count * share).astype(np.int64), 8, 280), estates)
        for (places, estates), count in zip(blocks, lived_in, strict=True)
    ]


def _between(rng, roads, side):
    """Return the strips between so many roads, 20 metres away from them."""
    at = np.arange(1, roads + 1) / (roads + 1) + rng.uniform(-0.06, 0.06, roads)
    lines = np.r_[0, at, 1] * side
    return [(low + 20, high - 20) for low, high in zip(lines[:-1], lines[1:], strict=True)]


def _lattice(rng, wide, high):
    """Rows of buildings, not quite straight, some missing."""
    rows = np.arange(wide[0] + 20, wide[1], rng.uniform(60, 90))
    columns = np.arange(high[0] + 15, high[1], rng.uniform(42, 60))
    places = np.array([(east, north) for east in rows for north in columns]).reshape(-1, 2)
    places = places + rng.normal(0, 5, places.shape)
    return places[rng.random(len(places)) < 0.82]


def _estates(rng, places):
    count = max(1, round(len(places) / rng.uniform(8, 22)))
    centres = places[rng.choice(len(places), count, replace=False)]
    return cKDTree(centres).query(places)[1].astype(np.int64)


def _households(rng, estates):
    kinds = rng.choice(SIZES, estates.max() + 1, p=[0.35, 0.35, 0.2, 0.1])
    return np.maximum(12, kinds[estates] * rng.uniform(0.75, 1.25, len(estates)))
