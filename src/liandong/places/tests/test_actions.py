from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places import actions, queries
from liandong.places.actions import Facts, GridCard, NewPlace
from liandong.places.models import Boundary, GridType, Place, PlaceKind, PlaceVersion
from liandong.places.tests import factories
from liandong.places.tests.factories import LATER, NOON, SINCE

pytestmark = pytest.mark.django_db


def last_verb():
    return Entry.objects.order_by("-id").values_list("verb", flat=True).first()


def test_a_founded_place_has_a_path_a_version_and_an_entry():
    town = factories.town()

    grid = town["grid"]
    assert grid.path == f"{town['community'].path}{grid.pk}/"
    assert grid.ancestors_ids == [town[k].pk for k in ("city", "district", "street", "community")]
    assert grid.level == 4
    assert PlaceVersion.objects.get(place=grid).valid_from == SINCE
    assert Entry.objects.filter(verb="place.founded", subject=f"places.place:{grid.pk}").exists()


def test_many_are_founded_in_order_with_one_entry():
    town = factories.town()
    before = Entry.objects.count()
    new = [
        NewPlace(PlaceKind.BUILDING, f"{n}号楼", town["grid"].pk, Facts(address=f"健康街{n}号"))
        for n in range(1, 60)
    ]

    places = actions.found_many(new=new, since=SINCE, actor=SYSTEM, now=NOON)

    assert [place.name for place in places] == [one.name for one in new]
    assert all(place.path.startswith(town["grid"].path) for place in places)
    assert Entry.objects.count() == before + 1
    assert last_verb() == "place.many_founded"


def test_founding_nothing_is_an_error():
    with pytest.raises(ValueError, match="nothing"):
        actions.found_many(new=[], since=SINCE, actor=SYSTEM, now=NOON)


def test_a_refused_founding_writes_nothing():
    town = factories.town()
    before = Place.objects.count(), Entry.objects.count()

    with pytest.raises(Refused):
        actions.found(
            new=NewPlace(PlaceKind.GRID, "第三网格", town["community"].pk),
            since=SINCE,
            actor=RESIDENT,
            now=NOON,
        )

    assert (Place.objects.count(), Entry.objects.count()) == before


def test_a_renamed_place_keeps_its_old_name_in_its_history():
    town = factories.town()

    place = actions.rename(
        place_id=town["street"].pk, name="新关街道", since=LATER, actor=SYSTEM, now=NOON
    )

    assert queries.version_on(place, date(2026, 5, 31)).name == "东关街道"
    assert queries.version_on(place, LATER).name == "新关街道"
    assert queries.search_address("新关街道") == [place]
    assert last_verb() == "place.renamed"


def test_two_changes_on_one_day_leave_one_version():
    town = factories.town()
    for name in ("甲街道", "乙街道"):
        actions.rename(place_id=town["street"].pk, name=name, since=LATER, actor=SYSTEM, now=NOON)

    names = town["street"].versions.order_by("valid_from").values_list("name", flat=True)
    assert list(names) == ["东关街道", "乙街道"]


def test_a_moved_place_takes_everything_in_it_along():
    town = factories.town()

    grid = actions.move(
        place_id=town["grid"].pk,
        parent_id=town["neighbour"].pk,
        since=LATER,
        actor=SYSTEM,
        now=NOON,
    )

    building = Place.objects.get(id=town["building"].pk)
    assert grid.path == f"{town['neighbour'].path}{grid.pk}/"
    assert building.path == f"{grid.path}{building.pk}/"
    before = queries.children(town["community"], SINCE).order_by("id")
    assert list(before) == [town["grid"], town["other_grid"]]
    assert list(queries.children(town["neighbour"])) == [grid]
    assert last_verb() == "place.moved"


def test_an_abolished_place_ends_with_all_that_was_dated():
    town = factories.drawn_town()

    gone = actions.abolish(
        place_id=town["other_grid"].pk,
        into_id=town["grid"].pk,
        since=LATER,
        actor=SYSTEM,
        now=NOON,
    )

    assert gone.merged_into == town["grid"]
    assert queries.version_on(gone, LATER) is None
    assert queries.find_place(119.17, 36.75) == town["community"]
    assert last_verb() == "place.abolished"


def test_a_place_with_places_in_it_is_not_abolished():
    town = factories.town()
    before = Entry.objects.count()

    with pytest.raises(Refused):
        actions.abolish(place_id=town["community"].pk, since=LATER, actor=SYSTEM, now=NOON)

    town["community"].refresh_from_db()
    assert town["community"].valid_until is None
    assert Entry.objects.count() == before


def test_a_grid_is_described_by_its_community():
    town = factories.town()
    card = GridCard(GridType.DEDICATED, 410, " 0536-8000002 ", "12345")
    secretary = factories.post("community_secretary", town["community"])

    grid = actions.describe_grid(place_id=town["grid"].pk, card=card, actor=secretary, now=NOON)

    assert (grid.households, grid.phone, grid.complaint_phone) == (410, "0536-8000002", "12345")
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.verb, entry.public["households"]) == ("place.grid_described", 410)
    with pytest.raises(Refused):
        actions.describe_grid(place_id=town["grid"].pk, card=card, actor=RESIDENT, now=NOON)


def test_a_boundary_drawn_again_leaves_the_old_one_readable():
    town = factories.drawn_town()
    smaller = factories.box(town["grid"], 119.1, 36.7, 119.12, 36.8)

    actions.draw_boundary(outline=smaller, since=LATER, actor=SYSTEM, now=NOON)

    assert queries.find_place(119.14, 36.75) == town["community"]
    assert queries.outline_of(town["grid"], SINCE).official is False
    assert queries.outline_of(town["grid"]).official is True
    assert last_verb() == "place.boundary_drawn"
    with pytest.raises(Refused):
        actions.draw_boundary(outline=smaller, since=SINCE, actor=SYSTEM, now=NOON)


def test_drawing_the_same_again_changes_nothing():
    town = factories.drawn_town()
    before = Boundary.objects.count(), Entry.objects.count()
    same = factories.box(town["district"], 119.0, 36.6, 119.3, 36.9)

    assert actions.draw_boundaries(outlines=[same], since=LATER, actor=SYSTEM, now=NOON) == []

    assert (Boundary.objects.count(), Entry.objects.count()) == before


def test_a_drawn_place_without_a_centre_gets_one():
    town = factories.drawn_town()
    town["community"].refresh_from_db()

    assert 119.1 < town["community"].lon < 119.2
