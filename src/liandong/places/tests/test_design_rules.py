"""Who may ask for proposals for grids, and who decides on them."""

from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.places import rules
from liandong.places.lifecycle import Design
from liandong.places.models import GridDesign, Level, Place, PlaceKind

COMMUNITY = Place(pk=9, kind=PlaceKind.COMMUNITY, level=Level.COMMUNITY, path="/1/2/3/9/")
STREET = Place(pk=3, kind=PlaceKind.SUBDISTRICT, level=Level.SUBDISTRICT, path="/1/2/3/")
TODAY = date(2026, 11, 24)
OLD = Place(
    pk=9, kind=PlaceKind.COMMUNITY, level=Level.COMMUNITY, path="/1/2/3/9/", valid_until=TODAY
)


def post(role, path="/1/2/3/"):
    return Actor(role=role, post_id=1, path=path)


SECRETARY = post("community_secretary", COMMUNITY.path)
OTHER = post("community_secretary", "/1/2/3/8/")
OFFICER, UPPER = post("subdistrict_officer"), post("subdistrict_secretary")
FAR = post("subdistrict_officer", "/1/2/4/")
WORKER, HEAD = post("community_worker", COMMUNITY.path), post("grid_head", "/1/2/3/9/12/")
ADMIN = post("system_admin", "/1/")


def designed(state):
    return GridDesign(place=COMMUNITY, state=state)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (SECRETARY, True),
        (WORKER, True),
        (OFFICER, True),
        (ADMIN, True),
        (SYSTEM, True),
        (OTHER, False),
        (FAR, False),
        (HEAD, False),
        (RESIDENT, False),
    ],
)
def test_who_sees_proposals(actor, allowed):
    assert bool(rules.may_see_designs(actor, COMMUNITY)) is allowed


@pytest.mark.parametrize(
    ("actor", "place", "waiting", "households", "allowed"),
    [
        (SECRETARY, COMMUNITY, False, 900, True),
        (OFFICER, COMMUNITY, False, 900, True),
        (ADMIN, COMMUNITY, False, 900, True),
        (WORKER, COMMUNITY, False, 900, False),
        (OTHER, COMMUNITY, False, 900, False),
        (SECRETARY, COMMUNITY, True, 900, False),
        (SECRETARY, COMMUNITY, False, 0, False),
        (OFFICER, STREET, False, 900, False),
        (SECRETARY, OLD, False, 900, False),
    ],
)
def test_who_asks(actor, place, waiting, households, allowed):
    verdict = rules.may_ask_design(actor, place, waiting=waiting, households=households)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("actor", "state", "changed", "waits", "allowed"),
    [
        (OFFICER, Design.READY, False, False, True),
        (UPPER, Design.READY, False, False, True),
        (ADMIN, Design.READY, False, False, True),
        (SECRETARY, Design.READY, False, False, False),
        (FAR, Design.READY, False, False, False),
        (OFFICER, Design.READY, True, False, False),
        (OFFICER, Design.READY, False, True, False),
        (OFFICER, Design.ASKED, False, False, False),
        (OFFICER, Design.IN_FORCE, False, False, False),
        (OFFICER, Design.REFUSED, False, False, False),
    ],
)
def test_who_accepts(actor, state, changed, waits, allowed):
    verdict = rules.may_accept_design(actor, designed(state), changed=changed, waits=waits)
    assert bool(verdict) is allowed


@pytest.mark.parametrize(
    ("actor", "state", "allowed"),
    [
        (OFFICER, Design.READY, True),
        (OFFICER, Design.ACCEPTED, True),
        (OFFICER, Design.IN_FORCE, False),
        (SECRETARY, Design.READY, False),
    ],
)
def test_who_refuses(actor, state, allowed):
    assert bool(rules.may_refuse_design(actor, designed(state))) is allowed


@pytest.mark.parametrize(
    ("actor", "state", "allowed"),
    [
        (SECRETARY, Design.ASKED, True),
        (OFFICER, Design.ASKED, True),
        (SECRETARY, Design.READY, False),
        (WORKER, Design.ASKED, False),
    ],
)
def test_who_stops(actor, state, allowed):
    assert bool(rules.may_stop_design(actor, designed(state))) is allowed


@pytest.mark.parametrize(
    ("actor", "since", "allowed"),
    [
        (SYSTEM, TODAY, True),
        (SYSTEM, date(2026, 11, 25), False),
        (SYSTEM, None, False),
        (OFFICER, TODAY, False),
    ],
)
def test_only_the_system_carries_out_and_only_on_the_day(actor, since, allowed):
    design = GridDesign(place=COMMUNITY, state=Design.ACCEPTED, since=since)
    assert bool(rules.may_carry_out_design(actor, design, TODAY)) is allowed
    assert bool(rules.may_present_design(actor)) is (actor is SYSTEM)


def test_new_grids_do_not_begin_yesterday():
    assert rules.is_day_to_accept(TODAY, TODAY)
    assert not rules.is_day_to_accept(date(2026, 11, 23), TODAY)
