from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.transactions import AlreadyDone
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places.tests import factories as places
from liandong.rulebook import actions, queries
from liandong.rulebook.actions import Count
from liandong.rulebook.models import CalendarDay, CalendarYear, Edition, Rule
from liandong.rulebook.tests import factories
from liandong.rulebook.tests.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
FILE = """
source = "本市通知"
source_en = "A notice"
confidence = "local"
effective_from = 2026-01-01

[[rule]]
key = "matter.accept"
value = "{value}"
text = "半日内受理"
text_en = "Within half a day"
"""


@pytest.fixture
def city():
    return factories.city()


def load(value, actor=SYSTEM):
    preset = queries.read_preset("ours.toml", FILE.format(value=value))
    return actions.load_rulebook(presets=[preset], actor=actor, now=NOON)


def token():
    return Edition.objects.values_list("token", flat=True).first()


def test_loading_adds_corrects_and_then_changes_nothing():
    assert load("4 work_hour") == Count(added=1)
    first = token()
    assert load("4 work_hour") == Count()
    assert token() == first
    assert load("3 work_hour") == Count(changed=1)
    assert token() != first
    rule = Rule.objects.get(preset=True)
    entries = Entry.objects.filter(verb="rulebook.loaded")
    assert (rule.amount, rule.unit, rule.value) == (3, "work_hour", "3 work_hour")
    assert [entry.public for entry in entries.order_by("id")] == [
        {"added": 1, "changed": 0},
        {"added": 0, "changed": 1},
    ]


def test_only_administrators_load():
    with pytest.raises(Refused, match="系统管理员"):
        load("4 work_hour", actor=RESIDENT)
    with pytest.raises(Refused):
        actions.load_calendar(plans=queries.package_calendar(), actor=RESIDENT, now=NOON)

    assert not Rule.objects.exists()
    assert not Entry.objects.exists()


def test_rules_of_a_place_wait_for_it(capsys):
    call_command("import_rulebook")
    before = Rule.objects.filter(place__isnull=False).count()
    city = places.town()["city"]
    call_command("import_rulebook")
    call_command("import_rulebook")

    assert before == 0
    assert Rule.objects.filter(place=city).count() == 15
    assert "没有任何变化" in capsys.readouterr().out


def test_a_preset_never_touches_what_a_place_set(city):
    mine = factories.own(city["city"], key="matter.return", amount=1)
    call_command("import_rulebook", verbosity=0)

    mine.refresh_from_db()
    assert (mine.amount, mine.preset) == (1, False)


def test_setting_a_local_rule_is_written_down(city):
    before = token()

    rule = factories.own(city["district"], amount=3)

    assert (rule.value, rule.unit, rule.confidence) == ("3 work_day", "work_day", "local")
    assert token() != before
    entry = Entry.objects.get(verb="rule.overridden")
    assert entry.subject == f"rulebook.rule:{rule.pk}"
    assert entry.place_id == city["district"].pk
    assert entry.public["since"] == "2026-11-24"
    assert set(entry.commitments) == {"actor", "value", "source"}


def test_for_a_kind_of_matter_its_own_limit_is_the_base(city):
    kind = queries.category("illegal_building")
    words = {"place": city["district"], "actor": factories.setter(city["district"]), "now": NOON}

    rule = actions.override(category=kind, local=factories.local(25), **words)

    assert rule.category == kind
    assert queries.limit("matter.execute", city["grid"], TODAY, kind).amount == 25
    with pytest.raises(Refused, match="从严"):
        actions.override(category=None, local=factories.local(25), **words)


def test_what_is_refused_changes_nothing(city):
    before = token()
    with pytest.raises(Refused, match="书记"):
        actions.override(
            place=city["district"],
            category=None,
            local=factories.local(),
            actor=factories.setter(city["district"], "subdistrict_officer"),
            now=NOON,
        )

    assert not Rule.objects.filter(preset=False).exists()
    assert token() == before


def test_two_on_one_day_are_refused_until_the_first_is_withdrawn(city):
    first = factories.own(city["district"], amount=3)
    with pytest.raises(Refused, match="请先撤回"):
        factories.own(city["district"], amount=4)
    actor = factories.setter(city["district"])

    ended = actions.withdraw(rule_id=first.pk, reason="数字有误", actor=actor, now=NOON)
    second = factories.own(city["district"], amount=4)

    assert ended.effective_until == TODAY
    assert queries.limit("matter.execute", city["grid"], TODAY).rule == second
    assert Entry.objects.get(verb="rule.withdrawn").public == {"until": "2026-11-24"}


def test_a_rule_that_has_not_begun_is_withdrawn_before_it_does(city):
    later = factories.own(city["district"], effective_from=TODAY + timedelta(days=9))
    actor = factories.setter(city["district"])

    ended = actions.withdraw(rule_id=later.pk, reason="不再施行", actor=actor, now=NOON)

    assert ended.effective_until == later.effective_from
    with pytest.raises(Refused, match="已经撤回"):
        actions.withdraw(rule_id=later.pk, reason="再次", actor=actor, now=NOON)


def test_a_doubled_press_sets_one_rule(city):
    words = {
        "place": city["district"],
        "category": None,
        "local": factories.local(),
        "actor": factories.setter(city["district"], key="one press"),
        "now": NOON,
    }
    actions.override(**words)
    with pytest.raises(AlreadyDone):
        actions.override(**words)

    assert Rule.objects.filter(preset=False).count() == 1


def test_a_calendar_is_written_down_year_by_year_and_once():
    plans = [plan for plan in queries.package_calendar() if plan.year in {2025, 2026}]
    changed = actions.load_calendar(plans=plans, actor=SYSTEM, now=NOON)
    again = actions.load_calendar(plans=plans, actor=SYSTEM, now=NOON)

    entries = Entry.objects.filter(verb="calendar.loaded").order_by("id")
    assert [entry.public["year"] for entry in entries] == [2025, 2026]
    assert sum(entry.public["changed"] for entry in entries) == len(changed)
    assert again == []
    assert CalendarYear.objects.count() == 2


def test_a_year_is_replaced_whole():
    text = "day,kind,name,name_en\n2027-01-01,holiday,元旦,New Year\n{}"
    for more, changes in (("2027-01-04,holiday,元旦,", 2), ("", 1)):
        plans = queries.read_calendar(text.format(more), "test")
        changed = actions.load_calendar(plans=plans, actor=SYSTEM, now=NOON)
        assert len(changed) == changes

    assert list(CalendarDay.objects.values_list("name", flat=True)) == ["元旦"]


def test_commands_say_what_is_wrong(tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text(FILE.format(value="5 moons"))
    table = tmp_path / "bad.csv"
    table.write_text("day,kind\n2027-13-01,holiday\n")

    for words in (
        ["import_rulebook", str(bad)],
        ["import_rulebook", str(tmp_path / "none.toml")],
        ["import_calendar", str(table)],
        ["import_calendar", str(tmp_path / "none.csv")],
        ["import_calendar"],
    ):
        with pytest.raises(CommandError):
            call_command(*words)
    assert not Entry.objects.exists()


def test_the_calendar_command_takes_the_package_and_a_table(tmp_path, capsys):
    table = tmp_path / "2027.csv"
    table.write_text("day,kind,name,name_en\n2027-01-01,holiday,元旦,New Year\n")

    call_command("import_calendar", "--package")
    call_command("import_calendar", str(table), source="本市测试")

    assert CalendarYear.objects.get(year=2027).source == "本市测试"
    assert "2027" in capsys.readouterr().out
