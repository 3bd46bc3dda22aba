import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, box

from liandong.kernel.cells import nearest_centre_cells

SQUARE = box(0, 0, 10, 10)
BENT = Polygon([(0, 0), (10, 0), (10, 2), (3, 2), (3, 8), (10, 8), (10, 10), (0, 10)])
whole = st.integers(0, 100).map(lambda tenth: tenth / 10)


@pytest.mark.parametrize("shape", [SQUARE, BENT], ids=["square", "bent"])
@given(centres=st.lists(st.tuples(whole, whole), min_size=1, max_size=25, unique=True))
def test_the_cells_cover_all_and_nothing_twice(shape, centres):
    cells = nearest_centre_cells(shape, centres)

    assert len(cells) == len(centres)
    assert sum(cell.area for cell in cells) == pytest.approx(shape.area, rel=1e-8)
    together = shapely.union_all(cells, grid_size=1e-9)
    assert shapely.symmetric_difference(together, shape, grid_size=1e-9).area < 1e-6


@given(
    centres=st.lists(st.tuples(whole, whole), min_size=2, max_size=25, unique=True),
    spot=st.tuples(st.floats(0, 10), st.floats(0, 10)),
)
def test_every_spot_lies_with_its_nearest_centre(centres, spot):
    cells = nearest_centre_cells(SQUARE, centres)

    distances = [np.hypot(spot[0] - x, spot[1] - y) for x, y in centres]
    nearest = cells[int(np.argmin(distances))]
    assert nearest.distance(Point(spot)) < 1e-6


def test_one_centre_takes_everything_and_a_far_one_nothing():
    assert nearest_centre_cells(SQUARE, [(5, 5)]) == [SQUARE]
    near, far = nearest_centre_cells(SQUARE, [(5, 5), (500, 5)])
    assert near.equals(SQUARE)
    assert far.is_empty


@pytest.mark.parametrize("centres", [[], [(1, 1), (1, 1)]])
def test_no_centre_or_the_same_twice_is_an_error(centres):
    with pytest.raises(ValueError, match="centre"):
        nearest_centre_cells(SQUARE, centres)
