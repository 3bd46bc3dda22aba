from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.places.models import Place
from liandong.rulebook import rules
from liandong.rulebook.models import Rule, Unit
from liandong.rulebook.tests.factories import TODAY, setter

CITY = Place(pk=1, level=0, path="/1/")
DISTRICT = Place(pk=2, level=1, path="/1/2/")
STREET = Place(pk=3, level=2, path="/1/2/3/")
FIVE = Rule(amount=Decimal(5), unit="work_day", confidence="statute")
PRACTICE = Rule(amount=Decimal(5), unit="work_day", confidence="practice")
WORDS = Rule(amount=None, unit="", confidence="statute")


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        (SYSTEM, True),
        (Actor(role="system_admin", post_id=1), True),
        (setter(CITY, "city_secretary"), False),
        (RESIDENT, False),
    ],
)
def test_who_may_load(actor, allowed):
    assert bool(rules.may_load(actor)) is allowed


@pytest.mark.parametrize(
    ("role", "post_at", "place", "rule", "days", "allowed"),
    [
        ("district_dispatcher", DISTRICT, DISTRICT, FIVE, 0, True),
        ("district_secretary", DISTRICT, DISTRICT, FIVE, 30, True),
        ("city_dispatcher", CITY, CITY, FIVE, 0, True),
        ("city_secretary", CITY, CITY, PRACTICE, 0, True),
        ("city_secretary", CITY, DISTRICT, FIVE, 0, False),
        ("district_secretary", DISTRICT, CITY, FIVE, 0, False),
        ("district_dispatcher", STREET, STREET, FIVE, 0, False),
        ("district_dispatcher", DISTRICT, DISTRICT, WORDS, 0, False),
        ("district_dispatcher", DISTRICT, DISTRICT, FIVE, -1, False),
        ("subdistrict_officer", DISTRICT, DISTRICT, FIVE, 0, False),
        ("department_officer", DISTRICT, DISTRICT, FIVE, 0, False),
        ("system_admin", CITY, CITY, FIVE, 0, False),
        ("resident", CITY, CITY, FIVE, 0, False),
    ],
)
def test_who_may_override(role, post_at, place, rule, days, allowed):
    since = TODAY + timedelta(days=days)

    assert bool(rules.may_override(setter(post_at, role), place, rule, since, TODAY)) is allowed


@pytest.mark.parametrize(
    ("rule", "amount", "own", "allowed"),
    [
        (FIVE, "4", None, True),
        (FIVE, "5", None, True),
        (FIVE, "6", None, False),
        (PRACTICE, "6", None, True),
        (FIVE, "0", None, False),
        (FIVE, "-1", None, False),
        (FIVE, "2.5", None, False),
        (Rule(amount=Decimal(4), unit="work_hour", confidence="practice"), "2.5", None, True),
        (Rule(amount=Decimal(30), unit="count", confidence="statute"), "50", None, True),
        (FIVE, "4", Rule(), False),
    ],
)
def test_what_may_be_set(rule, amount, own, allowed):
    assert bool(rules.may_set(rule, Decimal(amount), own)) is allowed


@pytest.mark.parametrize(
    ("role", "post_at", "fields", "allowed"),
    [
        ("district_dispatcher", DISTRICT, {}, True),
        ("district_secretary", DISTRICT, {}, True),
        ("city_secretary", CITY, {}, False),
        ("subdistrict_officer", DISTRICT, {}, False),
        ("district_dispatcher", DISTRICT, {"preset": True}, False),
        ("district_dispatcher", DISTRICT, {"place_id": None}, False),
        ("district_dispatcher", DISTRICT, {"effective_until": date(2026, 1, 1)}, False),
    ],
)
def test_who_may_withdraw(role, post_at, fields, allowed):
    rule = Rule(**{"place_id": DISTRICT.pk, **fields})

    assert bool(rules.may_withdraw(setter(post_at, role), rule)) is allowed


@pytest.mark.parametrize(
    ("amount", "unit", "english", "chinese"),
    [
        ("1", Unit.WORK_DAY, "1 working day", "1 个工作日"),
        ("0.5", Unit.HOUR, "0.5 hours", "0.5 小时"),
        ("2", Unit.HOUSEHOLD, "2 households", "2 户"),
        ("0.3", Unit.SHARE, "0.3 share", "0.3 比例"),
    ],
)
def test_a_number_stands_with_its_unit(amount, unit, english, chinese):
    rule = Rule(amount=Decimal(amount), unit=unit)
    for language, said in (("en", english), ("zh-hans", chinese)):
        with translation.override(language):
            assert f"{rule.number} {rule.counted_in}" == said
