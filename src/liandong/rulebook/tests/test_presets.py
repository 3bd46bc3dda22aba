"""What comes with the house is whole; what is not says where it is wrong."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from liandong.rulebook import queries
from liandong.rulebook.management.commands.import_rulebook import PRESETS
from liandong.rulebook.models import TIMES, Confidence, DayKind, Department, Rule, Stage, Subject

FILES = sorted(PRESETS.rglob("*.toml"))
CALENDAR = Path(__file__).parents[5] / "shared/data/calendar/china_days_2018_2024.csv"
PRESET = {
    path.relative_to(PRESETS).as_posix(): queries.read_preset(path.name, path.read_text("utf-8"))
    for path in FILES
}
ROWS = [(name, row) for name, preset in PRESET.items() for row in preset.rules]
KINDS = [row for preset in PRESET.values() for row in preset.categories]
GOOD = 'source = "a"\nsource_en = "a"\nconfidence = "local"\neffective_from = 2026-01-01\n'
RULE = '[[rule]]\nkey = "a.b"\ntext = "c"\ntext_en = "d"\n'
HOURS = '[[hours]]\ncode = "a"\nname = "b"\nname_en = "c"\nuntil_day = "1231"\n'


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_every_rule_says_where_it_comes_from_in_both_languages(name, row):
    assert row["source"]
    assert row["source_en"]
    assert row["confidence"] in Confidence.values
    assert row["text"]
    assert row["text_en"].isascii()
    if row["confidence"] == Confidence.STATUTE and "weifang" in name:
        assert row["article"].startswith("第")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["code"])
def test_every_kind_of_matter_is_whole_in_both_languages(kind):
    for field in ("name", "group_name", "register_condition", "close_condition"):
        assert kind[field]
        assert kind[f"{field}_en"].isascii()
    assert kind["department"] in Department.values
    assert kind["confidence"] != Confidence.STATUTE, "no case standard binds here by law"
    limits = {row["key"]: row for _name, row in ROWS if row["category"] == kind["code"]}
    assert "matter.execute" in limits
    assert all(key.partition(".")[2] in Stage.values for key in limits)
    assert all(row["unit"] in TIMES for row in limits.values())


def test_there_are_enough_kinds_in_every_group():
    groups = {kind["group_code"] for kind in KINDS}

    assert len(KINDS) >= 40
    assert len(groups) == 10
    assert len({kind["code"] for kind in KINDS}) == len(KINDS)


def test_every_rule_has_a_subject():
    subjects = {Rule(key=row["key"]).subject for _name, row in ROWS}

    assert Subject.OTHER not in subjects


def test_the_rules_in_force_in_weifang():
    found = {row["key"]: row["value"] for row in PRESET["hotline/weifang.toml"].rules}
    reasons = PRESET["hotline/weifang.toml"].exclusions

    assert found["matter.execute"] == "5 work_day"
    assert found["matter.return"] == "2 work_day"
    assert found["return.designated"] == found["dispatch.to_street"] == "forbidden"
    assert [row["article"] for row in reasons] == [f"第十九条第{n}项" for n in "一二三四五"]
    assert all(row["channel"] and row["channel_en"] for row in reasons)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("key = ", "Invalid"),
        (GOOD + RULE, "value"),
        (GOOD + RULE + 'value = "5 moons"', "not a unit"),
        (GOOD + RULE + 'value = "NaN day"', "not a unit"),
        (GOOD + RULE + 'value = "2.5 day"', "whole"),
        (GOOD + RULE + 'value = "0 hour"', "no time"),
        (GOOD + RULE + 'value = "several days"', "neither"),
        (RULE + 'value = "1 day"', "no source"),
        (GOOD + RULE + 'value = "1 day"\nsource = "b"', "no source"),
        (GOOD + RULE + 'value = "1 day"\nconfidence = "hearsay"', "hearsay"),
        (GOOD + RULE + 'value = "1 day"\neffective_from = "now"', "not a day"),
        (GOOD + HOURS + 'from_day = "0101"\nspans = [["12:00", "08:00"]]', "in order"),
        (GOOD + HOURS + 'from_day = "0101"\nspans = [["08:00", "25:00"]]', "25:00"),
        (GOOD + HOURS + 'from_day = "1301"\nspans = [["08:00", "12:00"]]', "month"),
    ],
)
def test_a_wrong_row_is_named(text, complaint):
    with pytest.raises(queries.BadPresetError, match=complaint):
        queries.read_preset("bad.toml", text)


def test_evidence_required_by_law_names_the_law_and_limits_are_checked():
    text = (PRESETS / "case_standards/generic.toml").read_text("utf-8")
    for old, new in (
        ('evidence_law = "行政处罚法 第五十四条"', 'evidence_law = ""'),
        ('execute = "3 work_day"', 'execute = "3 moons"'),
    ):
        with pytest.raises(queries.BadPresetError, match="category"):
            queries.read_preset("bad.toml", text.replace(old, new))
    assert tomllib.loads(text)["confidence"] == Confidence.NEEDS_LOCAL_CONFIRMATION


@pytest.mark.skipif(not CALENDAR.exists(), reason=f"{CALENDAR.name} is not here")
def test_the_published_table_and_the_package_agree():
    table = queries.read_calendar(CALENDAR.read_text("utf-8-sig"), "table")
    package = [plan for plan in queries.package_calendar() if 2018 <= plan.year <= 2024]

    assert [plan.year for plan in table] == list(range(2018, 2025))
    for read, known in zip(table, package, strict=True):
        day = date(read.year, 1, 1)
        kinds = [{row.day: row.kind for row in plan.days} for plan in (read, known)]
        assert queries.changed_days(*kinds) == []
        while day.year == read.year:
            assert (kinds[0].get(day) == DayKind.MAKE_UP_WORKDAY) == (
                kinds[1].get(day) == DayKind.MAKE_UP_WORKDAY
            )
            day += timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no days"),
        ("day,kind\n2027-01-01,feast\n", "line 2"),
        ("day,kind\n2027-01-01,holiday\n2027-01-01,holiday\n", "twice"),
        ("date,is_workday,holiday_name,makeup_workday\n2027-01-02,1,,0\n", "neither"),
        ("when\n2027-01-01\n", "line 2"),
    ],
)
def test_a_wrong_calendar_is_named(text, complaint):
    with pytest.raises(queries.BadCalendarError, match=complaint):
        queries.read_calendar(text, "test")
