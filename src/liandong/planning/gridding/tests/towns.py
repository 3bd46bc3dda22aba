"""Small towns for tests: drawn by lot from a seed, or laid out like a chessboard."""

import numpy as np
import shapely

from liandong.planning.gridding import Problem, lay


def chessboard(wide, high, households, gap=60.0, barriers=(), **more):
    """Buildings in rows and columns, all with as many households."""
    east, north = (axis.ravel() * gap for axis in np.meshgrid(np.arange(wide), np.arange(high)))
    counts = np.full(wide * high, households, np.int64)
    east, north = east.astype(float), north.astype(float)
    return Problem(counts, east, north, lay(east, north, barriers).links, **more)


def town(seed, buildings=60, **more):
    """Buildings anywhere in half a square kilometre, with a road across."""
    rng = np.random.default_rng(seed)
    east, north = rng.uniform(0, 700, (2, buildings))
    counts = rng.integers(0, 130, buildings)
    road = shapely.LineString([(rng.uniform(100, 600), -50), (rng.uniform(100, 600), 750)])
    ground = lay(east, north, [road])
    estates = rng.integers(-1, max(buildings // 6, 1), buildings)
    return Problem(counts, east, north, ground.links, estates=estates, **more)
