"""Facilities, cover counted by hand, and plans against brute force."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from liandong.facilities import actions, queries, tasks
from liandong.facilities.lifecycle import Ask, Kind, State, Tier
from liandong.facilities.models import Facility, SitePlan
from liandong.facilities.queries.siting import work_out
from liandong.facilities.tests import factories
from liandong.facilities.tests.factories import NOON, TODAY
from liandong.kernel.actor import SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    return factories.street()


def worked_out(plan):
    entry = Entry.objects.get(verb="site_plan.asked", subject=f"facilities.siteplan:{plan.pk}")
    assert tasks.plan_sites.call(entry.pk)
    return queries.plan(plan.pk)


def seen(place, minutes=5, kind=Kind.SERVICE_CENTER, on=TODAY):
    return queries.cover(place, kind, minutes, on)


def test_a_facility_is_entered_and_closed(street):
    made = factories.centre(street["a"], 0)
    entry = Entry.objects.get(verb="facility.opened")
    assert entry.public["kind"] == "service_center"
    assert list(queries.standing(Kind.SERVICE_CENTER, TODAY)) == [made]

    actions.close_facility(facility_id=made.pk, on=TODAY, reason="搬迁", actor=SYSTEM, now=NOON)

    assert not queries.standing(Kind.SERVICE_CENTER, TODAY).exists()
    assert queries.standing(Kind.SERVICE_CENTER, TODAY - timedelta(days=1)).exists()
    with pytest.raises(Refused):
        actions.close_facility(facility_id=made.pk, on=TODAY, reason="再关", actor=SYSTEM, now=NOON)


def test_a_refused_facility_is_not_written(street):
    secretary = factories.post("community_secretary", street["a"])
    new = actions.NewFacility(Kind.STATION, Tier.FIVE, "驿站", 119.1, 36.7, date(2026, 1, 1))

    with pytest.raises(Refused):
        actions.open_facility(place_id=street["a"].pk, new=new, actor=secretary, now=NOON)

    assert not Facility.objects.exists()
    assert not Entry.objects.filter(verb="facility.opened").exists()


def test_cover_is_counted_in_households_with_its_denominator(street):
    """A centre at 0 m: 200 m are 260 m on foot, 600 m are 780 m, 3 km are beyond all."""
    factories.centre(street["a"], 0)

    cover = seen(street["street"])

    assert cover.homes.total == 330
    assert cover.shares == [(5, 150), (10, 150), (15, 230)]
    assert [(one.place, one.beyond, one.households) for one in cover.communities] == [
        (street["c"], 100, 100),
        (street["b"], 80, 80),
        (street["a"], 0, 150),
    ]
    assert cover.unknown == 1
    assert cover.own[0].place == street["a"]


def test_circles_count_their_own_facilities_only(street):
    factories.centre(street["a"], 0)
    factories.centre(street["b"], 600, tier=Tier.FIVE)

    tiers = {one.tier: (one.facilities, one.reached) for one in seen(street["street"]).tiers}

    assert tiers == {Tier.FIFTEEN: (1, 230), Tier.TEN: (0, 0), Tier.FIVE: (1, 80)}


def test_other_kinds_and_closed_ones_do_not_count(street):
    factories.centre(street["a"], 0, kind=Kind.STATION)
    later = TODAY + timedelta(days=1)
    factories.centre(street["a"], 1, opened_on=later)

    assert seen(street["street"]).reached == 0
    assert seen(street["street"], on=later).reached == 150


def test_a_place_without_homes_has_an_empty_cover(street):
    cover = seen(street["d"])
    assert (cover.homes.total, cover.communities) == (0, [])
    factories.centre(street["a"], 0)
    assert seen(street["d"]).reached == 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_plan_reaches_as_many_as_any_choice_could(street, number):
    factories.centre(street["a"], 0)

    plan = worked_out(factories.asked(street["street"], number=number))

    homes = [(0, 100), (200, 50), (600, 80), (3000, 60), (3100, 40)]
    spots = [0, 200, 600, 3000, 3050, 3100]
    best = max(
        sum(n for at, n in homes if any(abs(at - spot) * 1.3 <= 375 for spot in (0, *chosen)))
        for chosen in combinations(spots, number)
    )
    assert (plan.before, plan.after, plan.total) == (150, best, 330)
    assert plan.objective == plan.bound == best
    assert plan.gap == 0
    sheet = queries.sheet(plan)
    assert [one.facility.lon for one in sheet.existing] == [factories.east(0)]
    assert all(one.word == "needed" for one in sheet.new)


def test_the_fewest_sites_reach_everybody(street):
    plan = worked_out(factories.asked(street["street"], ask=Ask.FEWEST, number=0))

    assert (plan.new, plan.after, plan.gap) == (3, 330, 0)
    assert plan.unmet == []
    communities = {one.place: one.after for one in queries.sheet(plan).communities}
    assert communities == {street["a"]: 150, street["b"]: 80, street["c"]: 100}


def test_what_stays_beyond_reach_is_said(street):
    plan = worked_out(factories.asked(street["street"]))

    assert plan.unmet == [
        {"word": "not_reached", "figures": {"points": 3, "people": 180.0}},
    ]
    assert {one.word for one in queries.sheet(plan).passed_over} == {"adds_less"}


def test_more_sites_than_buildings_are_refused(street):
    with pytest.raises(Refused):
        factories.asked(street["street"], number=99)
    assert not SitePlan.objects.exists()


def test_the_work_can_be_stopped_and_stays_stopped(street, monkeypatch):
    plan = factories.asked(street["street"])
    entry = Entry.objects.get(verb="site_plan.asked")

    def stop_meanwhile(asked, on, tell):
        actions.stop_plan(plan_id=asked.pk, actor=SYSTEM, now=NOON)
        return work_out(asked, on, tell)

    monkeypatch.setattr(tasks, "work_out", stop_meanwhile)
    assert not tasks.plan_sites.call(entry.pk)
    assert not tasks.plan_sites.call(entry.pk)

    assert queries.plan(plan.pk).state == State.STOPPED
    told = actions.note_plan(plan_id=plan.pk, done=1, steps=2, actor=SYSTEM, now=NOON)
    assert told is False
    with pytest.raises(Refused):
        actions.stop_plan(plan_id=plan.pk, actor=SYSTEM, now=NOON)


def test_progress_is_noted_seldom_and_a_stopped_plan_ends_the_work(street, monkeypatch):
    plan = factories.asked(street["street"])
    entry = Entry.objects.get(verb="site_plan.asked")
    heard = []

    def long_work(asked, on, tell):
        heard.append(tell(tasks.Step("sites", 1, 9)))
        heard.append(tell(tasks.Step("sites", 2, 9)))
        actions.stop_plan(plan_id=asked.pk, actor=SYSTEM, now=NOON)
        monkeypatch.setattr(tasks, "SELDOM", 0.0)
        if not tell(tasks.Step("sites", 3, 9)):
            raise tasks.Cancelled("sites")

    monkeypatch.setattr(tasks, "work_out", long_work)
    assert not tasks.plan_sites.call(entry.pk)

    assert heard == [True, True]
    plan.refresh_from_db()
    assert (plan.state, plan.done, plan.steps) == (State.STOPPED, 1, 9)


def test_the_same_seed_gives_the_same_plan(street):
    first, second = (
        worked_out(factories.asked(street["street"], number=2, seed=5)) for _time in range(2)
    )
    sites = [[one.building_id for one in queries.sheet(plan).new] for plan in (first, second)]
    assert sites[0] == sites[1]
