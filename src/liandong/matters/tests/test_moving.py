"""Matters lie where their places lie, also after a place came to belong to another."""

from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.matters import actions, queries, tasks
from liandong.matters.tests import factories
from liandong.people import queries as people
from liandong.people.tests.factories import NOON
from liandong.places import actions as places
from liandong.places.actions import NewPlace
from liandong.places.models import PlaceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(it):
    """A matter in a building, and the entry that says that the building came to another grid."""
    grid, community = it.cast.tree.grid, it.cast.tree.community
    since = date(2025, 1, 1)
    new = NewPlace(PlaceKind.BUILDING, "1号楼", grid.pk)
    building = places.found(new=new, since=since, actor=SYSTEM, now=NOON)
    other = places.found(
        new=NewPlace(PlaceKind.GRID, "第九网格", community.pk), since=since, actor=SYSTEM, now=NOON
    )
    matter = factories.raised(it, place=building)
    places.move(
        place_id=building.pk,
        parent_id=other.pk,
        since=date(2026, 11, 24),
        actor=SYSTEM,
        now=NOON,
    )
    return matter, other, Entry.objects.get(verb="place.moved")


def test_a_matter_follows_its_place_and_stays_with_its_post(moved):
    matter, other, entry = moved
    holder, due = matter.holder_id, matter.due_at

    assert tasks.follow_place.call(entry.pk) == 1
    assert tasks.follow_place.call(entry.pk) == 0
    assert tasks.follow_place.call(0) == 0

    matter.refresh_from_db()
    assert matter.path == f"{other.path}{matter.place_id}/"
    assert (matter.holder_id, matter.due_at) == (holder, due)


def test_only_the_house_itself_does_that(moved):
    with pytest.raises(Refused):
        actions.follow_place(place_id=1, actor=RESIDENT, now=NOON)


def test_what_is_said_before_grids_are_divided_anew(moved):
    matter, other, _entry = moved

    said = queries.open_in_moving_buildings([matter.place_id], [], NOON.date())
    assert said.count("1") == 2  # one open matter, and it is with a grid's post
    assert queries.open_in_moving_buildings([other.pk], [], NOON.date()) == ""
    ending = people.posts_of_ending_grids([], [matter.holder.place_id], NOON.date())
    assert len(ending) > len(people.posts_of_ending_grids([], [other.pk], NOON.date())) > 0
