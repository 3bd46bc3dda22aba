"""A flat piece of the earth: longitude and latitude in metres about one point, and back.

Within 50 km of the point lengths are true to 1 %, which is enough to find what is near. How long
a street is comes from `lengths`, which looks at its own latitude and errs by less than 0.1 %.
"""

from dataclasses import dataclass
from math import cos, radians

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]

EQUATOR = 6_378_137.0
FLATTENING = 1 / 298.257223563


@dataclass(frozen=True, slots=True)
class Ground:
    """The point that everything is measured from."""

    lon: float
    lat: float

    @classmethod
    def under(cls, lonlat: ArrayLike) -> "Ground":
        """Return the ground with its origin in the middle of some points."""
        points = np.asarray(lonlat, float).reshape(-1, 2)
        west, south, east, north = *points.min(axis=0), *points.max(axis=0)
        return cls(float(west + east) / 2, float(south + north) / 2)

    def metres(self, lonlat: ArrayLike) -> Points:
        """Return x to the east and y to the north."""
        points = np.asarray(lonlat, float).reshape(-1, 2)
        return (points - (self.lon, self.lat)) * self._degree

    def lonlat(self, metres: ArrayLike) -> Points:
        """Return longitude and latitude."""
        return np.asarray(metres, float).reshape(-1, 2) / self._degree + (self.lon, self.lat)

    @property
    def _degree(self) -> Points:
        return np.array(_degree(cos(radians(self.lat))))


def lengths(a: Points, b: Points) -> NDArray[np.float64]:
    """Return how far it is from each point of `a` to that of `b` (longitude and latitude)."""
    east, north = _degree(np.cos(np.radians((a[:, 1] + b[:, 1]) / 2)))
    return np.hypot((b[:, 0] - a[:, 0]) * east, (b[:, 1] - a[:, 1]) * north)


def _degree[Number: (float, NDArray[np.float64])](cosine: Number) -> tuple[Number, Number]:
    """Return the length of one degree to the east and to the north on the WGS-84 ellipsoid."""
    squared = FLATTENING * (2 - FLATTENING)
    root = (1 - squared * (1 - cosine**2)) ** 0.5
    each = radians(1) * EQUATOR
    return each * cosine / root, each * (1 - squared) / root**3
