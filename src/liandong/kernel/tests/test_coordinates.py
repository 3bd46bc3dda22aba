import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel import coordinates

METRES_A_DEGREE = 111_320.0
lons = st.floats(73.5, 135.0)
lats = st.floats(3.5, 53.5)


def metres(a, b):
    east = (a[0] - b[0]) * METRES_A_DEGREE * np.cos(np.radians(b[1]))
    return np.hypot(east, (a[1] - b[1]) * METRES_A_DEGREE)


@pytest.mark.parametrize(
    ("source", "target", "point", "expected"),
    [
        ("wgs84", "gcj02", (116.404, 39.915), (116.41024449916938, 39.91640428150164)),
        ("gcj02", "bd09", (116.404, 39.915), (116.41036949371029, 39.92133699351021)),
        ("gcj02", "wgs84", (116.41024449916938, 39.91640428150164), (116.404, 39.915)),
        ("bd09", "gcj02", (116.41036949371029, 39.92133699351021), (116.404, 39.915)),
    ],
)
def test_known_points(source, target, point, expected):
    found = coordinates.convert(*point, source, target)

    assert found == pytest.approx(expected, abs=1e-7)


@given(lons, lats)
def test_there_and_back_is_below_a_centimetre(lon, lat):
    for system in coordinates.SYSTEMS:
        there = coordinates.convert(lon, lat, "cgcs2000", system)
        back = coordinates.convert(*there, system, "cgcs2000")
        assert metres(back, (lon, lat)) < 0.01, system


@given(lons, lats)
def test_the_shift_is_hundreds_of_metres_and_never_more_than_a_kilometre_and_a_half(lon, lat):
    shifted = coordinates.wgs84_to_gcj02(lon, lat)

    assert metres(shifted, (lon, lat)) < 1500


@pytest.mark.parametrize("point", [(2.35, 48.85), (-74.0, 40.7), (151.2, -33.9)])
@pytest.mark.parametrize("system", coordinates.SYSTEMS)
def test_a_point_outside_china_is_left_alone(point, system):
    assert coordinates.convert(*point, "cgcs2000", system) == pytest.approx(point)
    assert coordinates.convert(*point, system, "cgcs2000") == pytest.approx(point)


def test_whole_arrays_at_once_and_none():
    lon, lat = np.array([119.1, 2.35]), np.array([36.7, 48.85])

    east, north = coordinates.gcj02_to_wgs84(lon, lat)

    assert east[0] != lon[0]
    assert (east[1], north[1]) == (2.35, 48.85)
    assert coordinates.bd09_to_wgs84([], [])[0].size == 0


def test_an_unknown_system_is_not_guessed():
    with pytest.raises(KeyError):
        coordinates.convert(119.1, 36.7, "utm", "wgs84")
