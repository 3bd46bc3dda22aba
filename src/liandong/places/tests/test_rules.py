from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.places import rules
from liandong.places.models import PlaceKind
from liandong.places.tests import factories

pytestmark = pytest.mark.django_db

TOMORROW = date(2026, 11, 25)


@pytest.fixture
def town():
    return factories.town()


def actor(town, who):
    if who in {"system", "resident"}:
        return {"system": SYSTEM, "resident": RESIDENT}[who]
    role, place = who.split("@")
    return factories.post(role, town[place])


@pytest.mark.parametrize(
    ("who", "kind", "parent", "allowed"),
    [
        ("system", PlaceKind.DISTRICT, "city", True),
        ("system", PlaceKind.DEVELOPMENT_ZONE, "city", True),
        ("system", PlaceKind.OTHER_TOWN_LEVEL, "district", True),
        ("system", PlaceKind.COMMUNITY, "street", True),
        ("system", PlaceKind.GRID, "community", True),
        ("system", PlaceKind.GRID, "street", False),
        ("system", PlaceKind.GRID, "district", False),
        ("system", PlaceKind.BUILDING, "grid", True),
        ("system", PlaceKind.BUILDING, "community", True),
        ("system", PlaceKind.BUILDING, "street", False),
        ("system", PlaceKind.DISTRICT, None, False),
        ("system", PlaceKind.CITY, "city", False),
        ("system_admin@city", PlaceKind.COMMUNITY, "street", True),
        ("community_secretary@community", PlaceKind.GRID, "community", True),
        ("community_secretary@neighbour", PlaceKind.GRID, "community", False),
        ("subdistrict_officer@street", PlaceKind.GRID, "community", True),
        ("subdistrict_officer@street", PlaceKind.COMMUNITY, "street", False),
        ("grid_worker@grid", PlaceKind.BUILDING, "grid", False),
        ("security_admin@city", PlaceKind.GRID, "community", False),
        ("resident", PlaceKind.GRID, "community", False),
    ],
)
def test_who_may_found_what_where(town, who, kind, parent, allowed):
    verdict = rules.may_found(actor(town, who), kind, town[parent] if parent else None)

    assert bool(verdict) is allowed, verdict.reason


@pytest.mark.parametrize(
    ("who", "place", "allowed"),
    [
        ("system", "street", True),
        ("system_admin@city", "street", True),
        ("subdistrict_secretary@street", "street", False),
        ("community_secretary@community", "grid", True),
        ("community_secretary@neighbour", "grid", False),
        ("resident", "grid", False),
    ],
)
def test_who_may_rename(town, who, place, allowed):
    assert bool(rules.may_rename(actor(town, who), town[place], TOMORROW)) is allowed


def test_a_change_comes_after_the_founding_and_before_the_end(town):
    assert not rules.may_rename(SYSTEM, town["grid"], factories.SINCE)
    town["grid"].valid_until = TOMORROW
    assert not rules.may_rename(SYSTEM, town["grid"], TOMORROW)
    assert not rules.may_found(SYSTEM, PlaceKind.BUILDING, town["grid"])


@pytest.mark.parametrize(
    ("place", "parent", "allowed"),
    [
        ("grid", "neighbour", True),
        ("community", "street", True),
        ("community", "district", False),
        ("street", "community", False),
        ("grid", "grid", False),
    ],
)
def test_where_a_place_may_move(town, place, parent, allowed):
    verdict = rules.may_move(SYSTEM, town[place], town[parent], TOMORROW)

    assert bool(verdict) is allowed, verdict.reason


@pytest.mark.parametrize(
    ("into", "living", "allowed"),
    [(None, False, True), ("neighbour", False, True), ("grid", False, False), (None, True, False)],
)
def test_when_a_place_may_be_abolished(town, into, living, allowed):
    target = town[into] if into else None
    verdict = rules.may_abolish(SYSTEM, town["community"], TOMORROW, into=target, living=living)

    assert bool(verdict) is allowed


def test_nothing_merges_into_what_has_ended(town):
    town["neighbour"].valid_until = TOMORROW
    verdict = rules.may_abolish(
        SYSTEM, town["community"], TOMORROW, into=town["neighbour"], living=False
    )
    assert not verdict


@pytest.mark.parametrize(
    ("who", "place", "allowed"),
    [
        ("system", "grid", True),
        ("community_secretary@community", "grid", True),
        ("subdistrict_officer@street", "grid", True),
        ("grid_head@grid", "grid", False),
        ("resident", "grid", False),
        ("system", "community", False),
    ],
)
def test_who_describes_a_grid(town, who, place, allowed):
    assert bool(rules.may_describe_grid(actor(town, who), town[place])) is allowed


@pytest.mark.parametrize(
    ("who", "latest", "allowed"),
    [
        ("system", None, True),
        ("system", date(2026, 1, 1), True),
        ("system", date(2027, 1, 1), False),
        ("community_secretary@community", None, False),
    ],
)
def test_who_draws_a_district(town, who, latest, allowed):
    verdict = rules.may_draw_boundary(actor(town, who), town["district"], TOMORROW, latest)

    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("system", True), ("system_admin@city", True), ("city_secretary@city", False)],
)
def test_who_may_import(town, who, allowed):
    assert bool(rules.may_import(actor(town, who))) is allowed


def test_who_may_not_move_is_told_so(town):
    verdict = rules.may_move(RESIDENT, town["grid"], town["neighbour"], TOMORROW)
    assert not verdict
