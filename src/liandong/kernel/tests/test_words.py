"""Verdicts, actors, local days, tables out, and texts made searchable."""

import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from liandong.kernel.actor import RESIDENT, SYSTEM, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.kernel.export import table_response
from liandong.kernel.search import grams_of
from liandong.kernel.verdict import ALLOWED, Refused, ensure, refuse


def test_a_verdict_is_true_or_says_why_not():
    assert ALLOWED
    assert not refuse("because")
    ensure(ALLOWED)
    with pytest.raises(Refused, match="because") as refused:
        ensure(refuse("because"))
    assert refused.value.reason == "because"


@pytest.mark.parametrize(
    ("own", "path", "over"),
    [("/1/2/", "/1/2/3/", True), ("/1/2/", "/1/2/", True), ("/1/2/", "/1/21/", False),
     ("/1/2/", "/1/", False), ("", "/1/", False)],
)  # fmt: skip
def test_rights_reach_down_the_tree(own, path, over):
    actor = Actor(role="grid_head", post_id=1, path=own)

    assert actor.over(path) is over


def test_the_ledger_names_an_office_never_a_person():
    assert Actor(role="grid_head", person_id=7, post_id=3).name == "post:3"
    assert (RESIDENT.name, SYSTEM.name) == ("resident", "system")
    assert SYSTEM.signed
    assert not RESIDENT.signed


def test_a_day_is_where_people_live():
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)

    assert day_of(late) == date(2026, 11, 24)
    begin, end = day_bounds(date(2026, 11, 24))
    assert begin <= late < end
    assert (end - begin).total_seconds() == 86_400


HEADS = ("编号", "标题", "时间")
ROWS = [("26", "=cmd()", datetime(2026, 11, 24, 4, 0, tzinfo=UTC)), ("27", None, 3)]


def test_csv_opens_in_a_spreadsheet_and_runs_nothing():
    response = table_response("csv", "台账", HEADS, ROWS)
    text = response.content.decode("utf-8-sig")

    assert text.splitlines() == ["编号,标题,时间", "26,'=cmd(),2026-11-24 12:00", "27,,3"]
    assert "attachment" in response["Content-Disposition"]


def test_excel_holds_the_same_rows():
    response = table_response("xlsx", "ledger", HEADS, ROWS)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0)

    assert rows.to_python()[:2] == [list(HEADS), ["26", "=cmd()", "2026-11-24 12:00"]]


@pytest.mark.parametrize(
    ("text", "grams"),
    [
        ("路灯不亮", "路灯 灯不 不亮"),
        ("灯 A12-b", "灯 a12 b"),
        ("路灯路灯", "路灯 灯路"),
        ("!?", ""),
    ],
)
def test_a_text_becomes_pairs_and_words(text, grams):
    assert grams_of(text) == grams
