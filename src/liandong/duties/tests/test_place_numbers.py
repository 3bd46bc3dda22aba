"""The lights and the limits of talks follow the numbers of the place."""

from datetime import UTC, datetime, timedelta

import pytest

from liandong.duties import queries
from liandong.duties.tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return factories.cast()


def test_lights_and_suggestions_follow_the_numbers_of_the_district(it):
    (one,) = factories.running(it, factories.problem(it.post("subdistrict_officer").pk))
    week = datetime(2026, 6, 20, 4, tzinfo=UTC)
    assert queries.find_problem(one.pk, week).light == "silent"
    factories.own_rule(it.tree.district, "duty.yellow", 10, "work_day")
    factories.own_rule(it.tree.district, "rectify.silent", 200, "day")
    assert queries.find_problem(one.pk, week).light == "yellow"
    assert queries.find_problem(one.pk, week - 20 * DAY).light == "green"
    assert one.promise in queries.to_mark(week)

    factories.own_rule(it.tree.district, "talk.red_days", 3, "day")
    late = datetime(2026, 7, 4, 4, tzinfo=UTC)
    (suggested,) = queries.suggestions(it.actor("district_secretary"), late)
    assert [ground.kept() for ground in suggested.grounds] == [["talk.red_days", 3, 3]]


def test_the_number_of_another_district_changes_nothing_here(it):
    (one,) = factories.running(it)
    week = datetime(2026, 6, 20, 4, tzinfo=UTC)
    factories.own_rule(it.tree.elsewhere, "rectify.silent", 200, "day")
    assert queries.find_problem(one.pk, week).light == "silent"
    assert one.promise not in queries.to_mark(week)
