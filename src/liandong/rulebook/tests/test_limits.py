"""Which rule wins, and how soon everybody knows."""

from datetime import date, timedelta

import pytest

from liandong.rulebook import actions, queries
from liandong.rulebook.models import Edition, Rule
from liandong.rulebook.queries import memory
from liandong.rulebook.tests import factories
from liandong.rulebook.tests.factories import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return factories.city()


def test_the_kind_then_the_deepest_place_then_the_newest_day(city):
    lamp = queries.category("public_lighting")
    heating = queries.category("heating")

    def days(where, kind=None, on=TODAY):
        return int(queries.limit("matter.execute", city.get(where), on, kind).amount)

    factories.own(city["district"], amount=4)
    assert days("grid") == 4
    assert days("city") == 5
    assert days("nowhere") == 5
    assert days("grid", lamp) == 3
    assert days("grid", heating) == 1
    assert days("grid", on=TODAY - timedelta(days=1)) == 5
    factories.own(city["district"], amount=2, effective_from=TODAY + timedelta(days=7))
    assert days("grid") == 4
    assert days("grid", on=TODAY + timedelta(days=7)) == 2


def test_the_source_comes_along(city):
    limit = queries.limit("matter.return", city["grid"], TODAY)

    assert (limit.amount, limit.unit) == (2, "work_day")
    assert limit.rule.article == "第二十二条"
    assert limit.rule.place == city["city"]


def test_before_the_ordinance_the_province_ruled(city):
    limit = queries.limit("matter.execute", city["grid"], date(2021, 12, 14))

    assert limit.rule.place is None


def test_there_is_no_number_for_an_unknown_key_or_a_rule_in_words(city):
    for key in ("matter.unheard_of", "dispatch.to_street"):
        with pytest.raises(queries.NoRule):
            queries.limit(key, city["grid"], TODAY)


def test_milestones_of_illegal_building(city):
    kind = queries.category("illegal_building")
    found = queries.milestones(city["grid"], TODAY, kind)

    assert {limit.rule.key: (int(limit.amount), limit.unit) for limit in found} == {
        "matter.stop_work": (4, "work_hour"),
        "matter.penalty": (7, "work_day"),
        "matter.execute": (20, "work_day"),
    }
    assert queries.milestones(city["grid"], date(2019, 1, 1), kind) == []


def test_asking_costs_no_query_and_a_change_is_seen(city, django_assert_num_queries, monkeypatch):
    queries.limit("matter.execute", city["grid"], TODAY)
    with django_assert_num_queries(0):
        limit = queries.limit("matter.execute", city["grid"], TODAY)
        queries.due(NOON, limit)
    monkeypatch.setattr(memory, "SECONDS", 0)
    with django_assert_num_queries(1):
        queries.limit("matter.execute", city["grid"], TODAY)


def test_another_process_sees_the_change_within_seconds(city, monkeypatch):
    """What another process writes is a row and a new token; nobody tells this one."""
    queries.limit("matter.accept", None, TODAY)
    Rule.objects.filter(key="matter.accept").update(amount=2)
    Edition.objects.update(token="another")

    before = queries.limit("matter.accept", None, TODAY).amount
    monkeypatch.setattr(memory, "SECONDS", 0)

    assert (before, queries.limit("matter.accept", None, TODAY).amount) == (1, 2)


def test_a_withdrawn_rule_makes_room(city):
    mine = factories.own(city["district"], amount=4)
    actions.withdraw(
        rule_id=mine.pk, reason="更正", actor=factories.setter(city["district"]), now=NOON
    )

    assert queries.limit("matter.execute", city["grid"], TODAY).amount == 5


def test_what_the_city_set_for_itself_holds_where_no_place_is_asked_about(city):
    factories.own(city["district"], amount=4)
    assert queries.limit("matter.execute", None, TODAY).amount == 5

    factories.own(city["city"], amount=3)
    assert queries.limit("matter.execute", None, TODAY).amount == 3
