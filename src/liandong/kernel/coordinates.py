"""Longitude and latitude between the coordinate systems that are met in China.

CGCS2000 and WGS-84 agree within centimetres and are treated as one. GCJ-02 (phones, AMap,
Tencent) shifts a point by some 300 to 500 m; BD-09 (Baidu) shifts it once more. The shift has no
closed inverse: it is undone by fixed-point iteration until the way there and back agrees within
about a millimetre. All functions take and return arrays of degrees, scalars included. A point
outside the rectangle in which GCJ-02 is applied is returned unchanged.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Degrees = NDArray[np.float64]
type Point = tuple[Degrees, Degrees]
type Shift = Callable[[ArrayLike, ArrayLike], Point]

SYSTEMS = ("cgcs2000", "wgs84", "gcj02", "bd09")

_AXIS = 6378245.0  # Krasovsky 1940, metres: the ellipsoid in which GCJ-02 computes its shift
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_TURN = np.pi * 3000.0 / 180.0
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_TOLERANCE = 1e-8  # degrees, about a millimetre
_ROUNDS = 12


def convert(lons: ArrayLike, lats: ArrayLike, source: str, target: str) -> Point:
    """Convert degrees from one of `SYSTEMS` to another. Raises `KeyError` for any other name."""
    from_cgcs2000 = {
        "cgcs2000": _same,
        "wgs84": _same,
        "gcj02": wgs84_to_gcj02,
        "bd09": wgs84_to_bd09,
    }
    to_cgcs2000 = {
        "cgcs2000": _same,
        "wgs84": _same,
        "gcj02": gcj02_to_wgs84,
        "bd09": bd09_to_wgs84,
    }
    return from_cgcs2000[target](*to_cgcs2000[source](lons, lats))


def wgs84_to_gcj02(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Shift CGCS2000/WGS-84 degrees to GCJ-02."""
    lon, lat = _same(lons, lats)
    east, north = _shift(lon, lat)
    inside = _in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_wgs84(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Undo the GCJ-02 shift, to well below a metre."""
    return _undo(wgs84_to_gcj02, lons, lats)


def gcj02_to_bd09(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Shift GCJ-02 degrees to BD-09."""
    lon, lat = _same(lons, lats)
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_TURN)
    inside = _in_china(lon, lat)
    east = np.where(inside, radius * np.cos(angle) + 0.0065, lon)
    return east, np.where(inside, radius * np.sin(angle) + 0.006, lat)


def bd09_to_gcj02(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Undo the BD-09 shift, to well below a metre."""
    return _undo(gcj02_to_bd09, lons, lats)


def wgs84_to_bd09(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Shift CGCS2000/WGS-84 degrees to BD-09, by way of GCJ-02."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lons, lats))


def bd09_to_wgs84(lons: ArrayLike, lats: ArrayLike) -> Point:
    """Undo both shifts of BD-09, to well below a metre."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lons, lats))


def _same(lons: ArrayLike, lats: ArrayLike) -> Point:
    return np.asarray(lons, dtype=np.float64), np.asarray(lats, dtype=np.float64)


def _in_china(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    inside = (lon >= _WEST) & (lon <= _EAST) & (lat >= _SOUTH) & (lat <= _NORTH)
    return np.asarray(inside, dtype=np.bool_)


def _shift(lon: Degrees, lat: Degrees) -> Point:
    """The GCJ-02 shift at a point, in degrees east and north."""
    x, y = lon - 105.0, lat - 35.0
    waves_x = 20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += (waves_x + _waves(y, 20.0, 40.0, (160.0, 12.0), (320.0, 30.0))) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += (waves_x + _waves(x, 20.0, 40.0, (150.0, 12.0), (300.0, 30.0))) * 2.0 / 3.0

    latitude = np.radians(lat)
    bend = 1.0 - _ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    meridian = _AXIS * (1.0 - _ECCENTRICITY_SQUARED) / bend**1.5
    parallel = _AXIS / np.sqrt(bend) * np.cos(latitude)
    return np.degrees(east / parallel), np.degrees(north / meridian)


def _waves(
    along: Degrees, fine: float, coarse: float, *long: tuple[float, float]
) -> NDArray[np.float64]:
    total = fine * np.sin(along * np.pi) + coarse * np.sin(along / 3.0 * np.pi)
    for height, length in long:
        total = total + height * np.sin(along / length * np.pi)
    return np.asarray(total, dtype=np.float64)


def _undo(
    shift: Callable[[ArrayLike, ArrayLike], Point], lons: ArrayLike, lats: ArrayLike
) -> Point:
    """Find the point that `shift` moves to the given one. Outside the rectangle: the same point."""
    lon, lat = _same(lons, lats)
    guess_lon, guess_lat = lon.copy(), lat.copy()
    for _ in range(_ROUNDS):
        moved_lon, moved_lat = shift(guess_lon, guess_lat)
        off_lon, off_lat = moved_lon - lon, moved_lat - lat
        guess_lon, guess_lat = guess_lon - off_lon, guess_lat - off_lat
        if not lon.size or max(np.abs(off_lon).max(), np.abs(off_lat).max()) < _TOLERANCE:
            break
    return guess_lon, guess_lat
