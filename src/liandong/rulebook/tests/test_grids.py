"""A grid's size is compared with the rules of its place."""

from decimal import Decimal

import pytest

from liandong.kernel.house import sayings
from liandong.places.models import PlaceKind
from liandong.rulebook import queries
from liandong.rulebook.models import Rule
from liandong.rulebook.tests import factories
from liandong.rulebook.tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def grid():
    place = factories.city()["grid"]
    place.kind = PlaceKind.GRID
    return place


def test_the_bounds_are_the_rules(grid):
    for households, words in ((299, "300"), (300, ""), (500, ""), (501, "500"), (None, "")):
        grid.households = households
        said = queries.size_of_grid(grid, TODAY)
        assert (words in said) if words else said == ""
        assert [say(grid, TODAY) for say in sayings("says_of_places")] == [said]


def test_a_place_may_have_other_numbers_or_none(grid):
    grid.households = 501
    Rule.objects.filter(key="grid.households_most").update(amount=Decimal(600))
    queries.forget()
    assert queries.size_of_grid(grid, TODAY) == ""
    Rule.objects.filter(key="grid.households_most").delete()
    queries.forget()
    assert queries.size_of_grid(grid, TODAY) == ""


def test_only_grids_are_counted(grid):
    grid.households, grid.kind = 10, PlaceKind.COMMUNITY
    assert queries.size_of_grid(grid, TODAY) == ""
