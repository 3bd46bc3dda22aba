from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from liandong.kernel.actor import SYSTEM
from liandong.places import actions, queries
from liandong.places.models import Level, PlaceKind
from liandong.places.queries import locate
from liandong.places.tests import factories
from liandong.places.tests.factories import NOON, SINCE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ((119.12, 36.75), "grid"),
        ((119.18, 36.75), "other_grid"),
        ((119.15, 36.75), "grid"),
        ((119.05, 36.65), "district"),
        ((120.0, 30.0), None),
        ((0.0, 0.0), None),
    ],
)
def test_the_deepest_place_at_a_point(point, found):
    town = factories.drawn_town()
    expected = town[found] if found else None

    assert queries.find_place(*point) == expected
    assert queries.find_places([point[0]], [point[1]]) == [expected]


def test_many_points_at_once_agree_with_one_at_a_time():
    factories.drawn_town()
    random = np.random.default_rng(7)
    lons, lats = random.uniform(118.9, 119.4, 300), random.uniform(36.5, 37.0, 300)

    ids = queries.find_place_ids(lons, lats)

    assert ids.tolist() == [queries.place_id_at(*point) for point in zip(lons, lats, strict=True)]
    assert 0 < np.count_nonzero(ids) < 300


def test_the_copy_in_memory_notices_a_change():
    town = factories.drawn_town()
    assert queries.find_place(119.12, 36.75) == town["grid"]

    wider = factories.box(town["neighbour"], 121, 38, 122, 39)
    actions.draw_boundary(outline=wider, since=SINCE, actor=SYSTEM, now=NOON)

    assert queries.find_place(121.5, 38.5) == town["neighbour"]


def test_outside_a_transaction_the_copy_is_trusted_for_a_moment(
    monkeypatch, django_assert_num_queries
):
    factories.drawn_town()
    queries.place_id_at(119.12, 36.75)
    monkeypatch.setattr(locate, "connection", SimpleNamespace(in_atomic_block=False))

    with django_assert_num_queries(0):
        assert queries.place_id_at(119.12, 36.75) > 0
    monkeypatch.setattr(locate, "RECHECK_AFTER", 0.0)
    with django_assert_num_queries(1):
        assert queries.place_id_at(119.12, 36.75) > 0


def test_without_boundaries_no_point_is_found():
    factories.town()

    assert queries.find_place(119.1, 36.7) is None
    assert queries.find_places([], []) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("东风东街 12号", ["building"]),
        ("东风东街12号", ["building"]),
        ("１２号　东风东街", ["building"]),
        ("奎文区东关街道东风东街12号", ["building"]),
        ("世纪花园", ["building"]),
        ("苇湾社区", ["community"]),
        ("奎文区苇湾社区", ["community"]),
        ("第二网格", ["other_grid"]),
        ("奎文区东关街道", ["street"]),
        ("潍城区东风东街12号", []),
        ("东风西街", []),
        ("街", []),
        ("   ", []),
    ],
)
def test_search(text, found):
    town = factories.town()

    assert queries.search_address(text) == [town[name] for name in found]


def test_the_whole_name_comes_first():
    town = factories.town()
    longer = factories.place(PlaceKind.GRID, "大第一网格", town["community"])

    assert queries.search_address("第一网格") == [town["grid"], longer]


def test_the_tree_of_a_day():
    town = factories.town()

    (city,) = queries.tree_as_of(SINCE, deepest=Level.SUBDISTRICT)

    assert [node.name for node in city.walk()] == ["潍坊市", "奎文区", "东关街道"]
    assert city.level == Level.CITY
    assert queries.tree_as_of(date(2020, 1, 1)) == []
    assert len(list(queries.tree_as_of(SINCE)[0].walk())) == len(town)


def test_the_way_up():
    town = factories.town()

    assert queries.path_names(town["grid"]) == [
        "潍坊市",
        "奎文区",
        "东关街道",
        "苇湾社区居委会",
        "第一网格",
    ]
    assert queries.ancestor(town["building"], Level.DISTRICT) == town["district"]
    assert queries.ancestor(town["grid"], Level.GRID) == town["grid"]
    assert queries.ancestor(town["city"], Level.GRID) is None


def test_counts():
    town = factories.town()

    assert queries.counts_below(town["community"]) == [
        (PlaceKind.GRID, 2),
        (PlaceKind.BUILDING, 1),
    ]
