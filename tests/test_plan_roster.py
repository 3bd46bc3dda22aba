"""`liandong plan roster`: a centre's files in; words, a table, a chart and what is carried out."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

CENTRE = """
month = "2026-02"
off = ["2026-02-17"]
working = ["2026-02-28"]
closed = ["2026-02-26"]
limits = {rest_hours = 12, evening = "17:30"}
weights = {lonely = 0}

[[shift]]
name = "early"
hours = "08:30-12:00 13:00-17:00"
on = "working"

[[shift]]
name = "evening"
hours = "12-20"
on = "working"

[[shift]]
name = "saturday"
hours = "09:00-12:00"
on = "sat 2026-02-17"

[[open]]
on = "working"
hours = "08:30-12:00 17:00-20:00"
windows = 1

[[open]]
on = "sat 2026-02-17"
hours = "09:00-12:00"
windows = 1
skill = "permits"

[[stand_in]]
duty = "stamps"
first = "Wang"
second = "Li"
"""
STAFF = "person,skills,share\nWang,permits,\nLi,permits; housing,\nZhao,,\nSun,,50\n"


@pytest.fixture
def roster(tmp_path, capsys):
    def run(*words, centre=CENTRE, staff=STAFF, **tables):
        file = tmp_path / "centre.toml"
        file.write_text(centre, "utf-8")
        for name, text in {"staff": staff, **tables}.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        for name in tables:
            words = (*words, f"--{name}", str(tmp_path / f"{name}.csv"))
        call_command("plan", "roster", str(file), str(tmp_path / "staff.csv"), *words)
        return capsys.readouterr().out, file

    return run


def rows(file, kind):
    text = file.with_suffix(f".{kind}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_month_is_planned_and_drawn(roster):
    said, file = roster("--language", "en")
    first, second, *files = said.splitlines()
    assert first.endswith("(gap 0.00%, by CP-SAT); seed 1")
    assert second == (
        "? Usual limits, to be confirmed locally: days_on_end 6, week_hours 44, month_hours 184"
    )
    assert files == [str(file.with_suffix(end)) for end in (".roster.csv", ".carried.csv", ".svg")]
    table = rows(file, "roster")
    dates = {row["date"] for row in table}
    assert {"2026-02-28", "2026-02-17"} <= dates  # a working Saturday, a holiday with hours
    assert not {"2026-02-26", "2026-02-01"} & dates  # closed, and a Sunday
    assert {row["shift"] for row in table if row["date"] == "2026-02-17"} == {"saturday"}
    assert {row["hours"] for row in table if row["shift"] == "early"} == {"08:30-12:00 13:00-17:00"}
    assert {row["person"] for row in table if row["shift"] == "saturday"} <= {"Wang", "Li"}
    assert any(row["says"].startswith("needed: without this, windows lack") for row in table)
    drawn = file.with_suffix(".svg").read_text("utf-8")
    assert ">ea</text>" in drawn  # early and evening begin alike
    assert ">s</text>" in drawn
    assert "<title>Wang 2026-02-" in drawn
    assert drawn.count("#b42318") == 0
    assert [row["person"] for row in rows(file, "carried")] == ["Wang", "Li", "Zhao", "Sun"]


LEAVE = "person,from,to\nWang,2026-02-03,2026-02-05\nLi,2026-02-05,\n"


def test_what_lacks_people_and_what_would_help(roster):
    said, file = roster("--language", "en", leave=LEAVE)
    assert "! 2026-02-05: nobody holds stamps; Wang and Li are on leave." in said
    assert "> move the leave of " in said
    assert "> All together: exceptions 1, at least 1 would be needed; 0 minutes of" in said
    assert "#b42318" in file.with_suffix(".svg").read_text("utf-8")


def test_windows_that_lack_people_are_said_in_chinese(roster):
    centre = CENTRE.replace('"12-20"', '"12-19"')
    said, _file = roster(centre=centre)
    assert "2026-02-02 19:00–20:00，不限技能：缺 1 个窗口人员：没有班次覆盖这一时段。" in said
    assert "窗口人员" in said


def test_ways_out_are_told_one_by_one(roster):
    limits = "limits = {rest_hours = 16, days_on_end = 2}"
    centre = CENTRE.replace('limits = {rest_hours = 12, evening = "17:30"}', limits)
    staff = "person,skills\nWang,permits\nLi,permits\n"
    said, _file = roster("--language", "en", "--effort", "2", centre=centre, staff=staff)
    assert "> let " in said
    assert "one day more on end" in said
    assert "> Or longer runs of days alone, " in said


def test_after_an_illness_little_changes(roster):
    _said, file = roster("--language", "en")
    before = file.with_suffix(".roster.csv").read_text("utf-8-sig")
    early = {row["date"]: row for row in rows(file, "roster")}
    words = ["--language", "en", "--begin", "2026-02-10"]
    said, file = roster(*words, leave="person,from,to\nZhao,2026-02-10,2026-02-12\n", before=before)
    assert "~ 2026-02-10 Zhao: from " in said
    assert "to free" in said
    assert early["2026-02-09"]["date"] in {row["date"] for row in rows(file, "roster")}
    assert any(row["says"] == "past, as it was" for row in rows(file, "roster"))
    assert not [line for line in said.splitlines() if line.startswith("~ 2026-02-09")]


def test_wishes_and_what_was_carried(roster):
    wishes = "person,date,shift,points\nWang,2026-02-03,,500\nWang,2026-02-04,early,\n"
    carried = "person,run,ended,minutes,evenings,weekends\nLi,6,-1,0,9,0\n"
    _said, file = roster(wishes=wishes, carried=carried)
    table = rows(file, "roster")
    assert not [row for row in table if (row["person"], row["date"]) == ("Wang", "2026-02-03")]
    evenings = [row["person"] for row in table if row["shift"] == "evening"]
    assert evenings.count("Li") < evenings.count("Zhao")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"centre": CENTRE.replace("month", "moon")}, "month"),
        ({"centre": CENTRE.replace("rest_hours", "sleep")}, "Unknown limits: sleep"),
        ({"centre": CENTRE.replace("lonely", "alone")}, "Unknown weights: alone"),
        ({"centre": CENTRE.replace("12-20", "12-25")}, "25 is no time of a day"),
        ({"centre": CENTRE.replace("second", "other")}, "stamps needs a second holder"),
        ({"centre": CENTRE.replace("[[shift]]", "[shift")}, "centre.toml"),
        ({"staff": "who\nWang\n"}, "no column person, skills"),
        ({"wishes": "person,date\nWang,2026-03-01\n"}, "2026-03-01 is not in the month"),
        ({"leave": "person,from\nQian,2026-02-03\n"}, "Not on the staff: Qian"),
    ],
)
def test_files_that_cannot_be_read_are_refused(roster, changed, message):
    with pytest.raises(CommandError, match=message):
        roster(**changed)


def test_a_roster_that_does_not_hold_is_not_written(roster, monkeypatch, tmp_path):
    monkeypatch.setattr("liandong.config.rosters.check", lambda problem, plan: ["Tired."])
    with pytest.raises(CommandError, match="Tired"):
        roster("--effort", "1")
    assert not list(tmp_path.glob("*.svg"))


def test_a_search_that_ends_too_soon_is_told(roster):
    with pytest.raises(CommandError, match="effort"):
        roster("--effort", "0.0000001", "--language", "en")
