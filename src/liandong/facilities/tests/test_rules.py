from datetime import date

import pytest

from liandong.facilities import rules
from liandong.facilities.lifecycle import State
from liandong.facilities.models import Facility, SitePlan
from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.places.models import Level, Place, PlaceKind

DISTRICT = Place(pk=2, kind=PlaceKind.DISTRICT, level=Level.DISTRICT, path="/1/2/")
STREET = Place(pk=3, kind=PlaceKind.SUBDISTRICT, level=Level.SUBDISTRICT, path="/1/2/3/")
COMMUNITY = Place(pk=9, kind=PlaceKind.COMMUNITY, level=Level.COMMUNITY, path="/1/2/3/9/")
TODAY = date(2026, 11, 24)


def post(role, path):
    return Actor(role=role, post_id=1, path=path)


OFFICER = post("subdistrict_officer", STREET.path)
UPPER = post("district_dispatcher", DISTRICT.path)
FAR = post("subdistrict_officer", "/1/2/4/")
SECRETARY = post("community_secretary", COMMUNITY.path)
AUDITOR = post("audit_admin", "/1/")


@pytest.mark.parametrize(
    ("actor", "place", "allowed"),
    [
        (OFFICER, STREET, True),
        (OFFICER, COMMUNITY, True),
        (UPPER, COMMUNITY, True),
        (SYSTEM, COMMUNITY, True),
        (FAR, COMMUNITY, False),
        (SECRETARY, COMMUNITY, False),
        (AUDITOR, COMMUNITY, False),
        (RESIDENT, COMMUNITY, False),
        (UPPER, DISTRICT, False),
    ],
)
def test_who_enters_a_facility_and_where(actor, place, allowed):
    assert bool(rules.may_open(actor, place)) is allowed


@pytest.mark.parametrize(
    ("actor", "closed", "on", "allowed"),
    [
        (OFFICER, None, TODAY, True),
        (SECRETARY, None, TODAY, False),
        (OFFICER, TODAY, TODAY, False),
        (OFFICER, None, date(2024, 12, 31), False),
    ],
)
def test_who_closes_one_and_when(actor, closed, on, allowed):
    facility = Facility(place=COMMUNITY, opened_on=date(2025, 1, 1), closed_on=closed)
    assert bool(rules.may_close(actor, facility, on)) is allowed


@pytest.mark.parametrize(
    ("actor", "place", "waiting", "homes", "allowed"),
    [
        (OFFICER, STREET, False, 5, True),
        (UPPER, DISTRICT, False, 5, True),
        (OFFICER, DISTRICT, False, 5, False),
        (SECRETARY, STREET, False, 5, False),
        (OFFICER, COMMUNITY, False, 5, False),
        (OFFICER, STREET, True, 5, False),
        (OFFICER, STREET, False, 0, False),
    ],
)
def test_who_asks_for_a_plan(actor, place, waiting, homes, allowed):
    verdict = rules.may_ask_plan(actor, place, waiting=waiting, homes=homes)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [(OFFICER, True), (UPPER, True), (AUDITOR, True), (SECRETARY, False), (RESIDENT, False)],
)
def test_who_sees_plans(actor, allowed):
    assert bool(rules.may_see_plans(actor, STREET)) is allowed


@pytest.mark.parametrize(
    ("actor", "state", "allowed"),
    [
        (OFFICER, State.ASKED, True),
        (OFFICER, State.READY, False),
        (SECRETARY, State.ASKED, False),
    ],
)
def test_who_stops_the_work(actor, state, allowed):
    assert bool(rules.may_stop_plan(actor, SitePlan(place=STREET, state=state))) is allowed


def test_not_more_sites_than_buildings_and_only_the_system_presents():
    assert rules.is_possible(3, 3)
    assert not rules.is_possible(4, 3)
    assert rules.may_present_plan(SYSTEM)
    assert not rules.may_present_plan(OFFICER)
    assert rules.may_keep(OFFICER, STREET)
