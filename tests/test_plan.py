"""`liandong plan tally`: files in, words and a picture out."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liandong.planning.tallying import tests as tallying_tests

DATA = Path(tallying_tests.__file__).parent / "data"
VOTE = (DATA / "community.pb").read_text("utf-8")
PROJECTS = "project,cost,name\nb,300,Bench\nl,500.50,Lamp <new>\n"
VOTES = "voter,project\n1,b\n1,l\n2,l\n3,\n"


@pytest.fixture
def tally(tmp_path, capsys):
    def run(*words, text=VOTE, name="vote.pb"):
        file = tmp_path / name
        file.write_text(text, "utf-8")
        call_command("plan", "tally", str(file), *words)
        return capsys.readouterr().out, file.with_suffix(".svg")

    return run


def test_a_pb_file_is_counted_and_drawn(tally):
    said, picture = tally("--rule", "mes", "--completion", "add1", "--language", "en")
    assert said.startswith("8 of 12 projects, 83,500.50 of 90,000.00; 240 voters")
    assert "+ 楼道照明改造  12,000.00  156  paid for by its supporters, 76.92 each" in said
    assert "- 无人投票的项目  500.00  0  no votes" in said
    assert said.endswith(f"{picture}\n")
    drawn = picture.read_text("utf-8")
    assert drawn.count("<rect") == 1 + 12
    assert "76.92 each</text>" in drawn


def test_in_chinese_without_being_asked(tally):
    said, picture = tally("--rule", "greedy")
    assert "按票数依次列入" in said
    assert "按票数依次列入" in picture.read_text("utf-8")


@pytest.mark.parametrize("completion", ["none", "add1-compare", "utilitarian", "add1-utilitarian"])
def test_completions(tally, completion):
    said, _ = tally("--completion", completion, "--language", "en")
    assert ("comparison: " in said) is (completion == "add1-compare")


def test_other_rules(tally):
    stopped, _ = tally("--rule", "greedy-no-skip", "--language", "en")
    assert "after a project that did not fit" in stopped
    few, _ = tally("--rule", "greedy", "--minimum", "80", "--language", "en")
    assert "fewer votes than required" in few


def test_csv_tables(tally, tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text(VOTES, "utf-8")
    words = ["--votes", str(votes), "--budget", "600", "--language", "en"]
    said, picture = tally(*words, text=PROJECTS, name="projects.csv")
    assert said.splitlines()[0] == "1 of 2 projects, 500.50 of 600.00; 3 voters"
    assert "Lamp &lt;new&gt;" in picture.read_text("utf-8")
    votes.write_text("voter,project,points\n1,b,3\n2,b,1\n", "utf-8")
    said, _ = tally(*words, text=PROJECTS, name="projects.csv")
    assert "+ Bench  300.00  4  paid for by its supporters, 75.00 for each point" in said


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ("nothing", "vote.pb", "no part META"),
        (PROJECTS, "projects.csv", "--votes and --budget"),
    ],
)
def test_what_is_no_vote_is_refused(tally, text, name, message):
    with pytest.raises(CommandError, match=message):
        tally(text=text, name=name)


def test_a_table_without_its_columns_is_refused(tally, tmp_path):
    votes = tmp_path / "votes.csv"
    votes.write_text("who\n1\n", "utf-8")
    with pytest.raises(CommandError, match="no column voter, project"):
        tally("--votes", str(votes), "--budget", "1", text=PROJECTS, name="projects.csv")


def test_long_names_are_cut_by_their_width(tally):
    _, picture = tally(text=VOTE.replace("凉亭修缮", "很长的项目名称" * 5))
    assert f">{('很长的项目名称' * 5)[:18]}…<" in picture.read_text("utf-8")


BUILDINGS = "building,households,east,north,estate,block,dedicated,today\n" + "".join(
    f"b{at},{0 if at == 7 else 100},{60 * (at % 8)},{60 * (at // 8)},"
    f"{'elm' if at < 4 else ''},,{'Park' if at == 7 else ''},{'west' if at % 8 < 4 else 'east'}\n"
    for at in range(16)
)
ROADS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "LineString", "coordinates": [[x, -500], [x, 500]]},
        }
        for x, properties in ((210, {"highway": "primary"}), (90, {"highway": "footway"}))
    ],
}


@pytest.fixture
def grids(tmp_path, capsys):
    def run(*words, text=BUILDINGS, roads=None):
        file = tmp_path / "community.csv"
        file.write_text(text, "utf-8")
        if roads:
            (tmp_path / "roads.geojson").write_text(json.dumps(roads), "utf-8")
            words = (*words, "--roads", str(tmp_path / "roads.geojson"))
        call_command("plan", "grids", str(file), *words)
        return capsys.readouterr().out, file

    return run


def test_a_community_is_divided_and_drawn(grids):
    said, file = grids("--language", "en", roads=ROADS)
    assert said.startswith(
        "4 grids, 4 of them with 300 to 500 households (at most 4 could); "
        "0 households outside, at least 0 must be; seed 1\n"
    )
    assert "Park  0 households in 1 buildings, 0.0 m around the centre  a grid of its own" in said
    assert "households come into another grid." in said
    table = file.with_suffix(".grids.csv")
    rows = table.read_text("utf-8-sig").splitlines()
    assert rows[0] == "building,grid,households"
    assert len(rows) == 17
    assert rows[8] == "b7,Park,0"
    west = {row.split(",")[1] for at, row in enumerate(rows[1:]) if at % 8 < 4}
    east = {row.split(",")[1] for at, row in enumerate(rows[1:]) if at % 8 >= 4}
    assert not west & east  # nobody crosses the main road; the footway parts nothing
    assert "west" in west
    drawn = file.with_suffix(".svg").read_text("utf-8")
    assert drawn.count("<circle") == 16
    assert drawn.count('stroke-width="5"') == 1
    assert "Park: 0</text>" in drawn


def test_what_changes_is_told_building_by_building(grids):
    said, _file = grids("--language", "en", "--low", "350", "--high", "450")
    assert "~ " in said
    assert ": from west to " in said


def test_what_the_ground_does_not_allow_is_told(grids):
    said, _file = grids("--whole", "--low", "100", "--high", "350", text=BUILDINGS)
    assert "小区 elm 共 400 户" in said
    said, _file = grids("--language", "en", text=BUILDINGS.replace(",100,", ",10,"))
    assert "! Block 1 has only 150 households, and no grid may cross a main road." in said
    said, file = grids("--language", "en", text=BUILDINGS.replace("b0,100", "b0,800"))
    assert "! Building b0 alone has 800 households." in said
    assert '#b42318">' in file.with_suffix(".svg").read_text("utf-8")


def test_degrees_and_blocks_of_the_file(grids):
    rows = "".join(
        f"b{at},100,{119 + 0.0007 * (at % 8):.5f},{36.7 + 0.0005 * (at // 8):.5f},{at % 8 // 4}\n"
        for at in range(16)
    )
    line = {"type": "LineString", "coordinates": [[119.00245, 36.6], [119.00245, 36.8]]}
    road = {"features": [{"properties": None, "geometry": line}]}
    heads = "building,households,longitude,latitude,block\n"
    one, file = grids("--language", "en", text=heads + rows)
    first = file.with_suffix(".grids.csv").read_text("utf-8-sig")
    other, _file = grids("--language", "en", text=heads + rows.replace(",1\n", ",0\n"), roads=road)
    assert one.splitlines()[0] == other.splitlines()[0]
    assert len(set(first.splitlines())) == 17


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("building,households\nb,1\n", "no column east, north"),
        ("building,households,longitude\nb,1,2\n", "no column east, north"),
        ("building,households,east,north\n", "no lines below"),
        ("building,households,east,north\nb,1,2,3\nb,1,2,3\n", "Named twice: b"),
        ("building,households,east,north\nb,x,2,3\n", "invalid literal"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(grids, text, message):
    with pytest.raises(CommandError, match=message):
        grids(text=text)


MEMBERS = (
    "member,skills,slots,east,north\n"
    "Ma,electrician,sat am; sat pm,0,0\n"
    "Li,electrician; teacher,sat am,400,0\n"
    "Zhao,driver,sat pm,500,400\n"
)
TASKS = (
    "task,skill,slot,heads,priority,community,east,north\n"
    "Lamps,electrician,sat am,1,2,East,100,100\n"
    "Homework,teacher,sat am,2,1,East,300,200\n"
    "Shopping,driver,sat pm,1,,West,600,300\n"
    "Piano,pianist,sat pm,1,1,West,600,300\n"
)
UNITS = "unit,resources,capacity,longitude,latitude\nSchool,venue; tutoring:2,2,119.1,36.7\n"
NEEDS = (
    "community,needs,longitude,latitude\nEast,venue; health,119.101,36.7\n"
    "North,tutoring:2,119.11,36.705\nSouth,venue,119.1,36.695\n"
)


@pytest.fixture
def pairs(tmp_path, capsys):
    def run(who, what, *words, **pairs):
        for name, text in {"who": who, "what": what, **pairs}.items():
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
        for name in pairs:
            words = (*words, f"--{name}", str(tmp_path / f"{name}.csv"))
        files = (str(tmp_path / "who.csv"), str(tmp_path / "what.csv"))
        call_command("plan", "pairs", *files, *words)
        table = (tmp_path / "who.pairs.csv").read_text("utf-8-sig")
        return capsys.readouterr().out, table, (tmp_path / "who.svg").read_text("utf-8")

    return run


def test_members_are_paired_with_tasks(pairs):
    said, table, drawn = pairs(MEMBERS, TASKS, "--language", "en")
    assert said.startswith("3 of 5 asked for, from 4 possible pairs; 220 m away on average; ")
    assert "! Homework lacks 1: only 1 within reach could." in said
    assert "! Piano lacks 1: nobody within reach could." in said
    assert table.splitlines()[:2] == [
        "who,suggestion,what,planned,lacks_people,metres",
        "Ma,1,Lamps,yes,,184",
    ]
    assert "Li,2,Lamps,,,411" in table
    assert drawn.count("<line") == 3
    assert "Homework 1/2</text>" in drawn
    assert drawn.count("#b42318") == 2


def test_refusals_former_pairs_and_reach_count(pairs):
    refused = "member,task\nMa,Lamps\nGone,Lamps\n"
    said, table, _drawn = pairs(MEMBERS, TASKS, "--reach", "300", refused=refused)
    assert "5 个需求名额中已配对 2 个" in said
    assert "Ma," not in table
    words = ["--suggest", "1", "--language", "en"]
    said, table, _drawn = pairs(MEMBERS, TASKS, *words, before="member,task\nLi,Lamps\n")
    assert "Li,2" not in table
    assert "~ 0 of 1 earlier pairs stay; 0 are no longer possible, 1 are given up" in said
    said, _table, _drawn = pairs(MEMBERS, TASKS, *words, before="member,task\nMa,Lamps\nMa,Piano\n")
    assert "~ 1 of 2 earlier pairs stay; 1 are no longer possible, 0 are given up" in said


def test_units_are_paired_with_communities(pairs):
    said, table, _drawn = pairs(UNITS, NEEDS, "--language", "en")
    assert said.startswith("2 of 5 asked for")
    assert "! East: health lacks 1: nobody within reach could." in said
    assert "and are of more use elsewhere." in said
    rows = [row.split(",") for row in table.splitlines()[1:]]
    planned = {row[2].split(":")[0] for row in rows if row[3]}
    assert len(planned) == 2  # two communities are served rather than one twice


def test_a_city_is_drawn_without_names(pairs):
    tasks = TASKS.splitlines()[0] + "".join(
        f"\nt{at},driver,sat pm,1,1,c,{at},{at}" for at in range(70)
    )
    _said, _table, drawn = pairs(MEMBERS, tasks)
    assert "t1 " not in drawn


@pytest.mark.parametrize(
    ("who", "what", "message"),
    [
        ("", TASKS, "no column member"),
        (MEMBERS, "task,skill\n", "no column slot"),
        (MEMBERS, TASKS.replace(",2,East", ",4,East"), "A priority is 1, 2 or 3"),
        (MEMBERS, TASKS.replace("east,north", "x,y"), "no column east, north"),
    ],
)
def test_pairs_that_cannot_be_read_are_refused(pairs, who, what, message):
    with pytest.raises(CommandError, match=message):
        pairs(who, what)


def test_a_plan_that_does_not_hold_is_not_written(grids, pairs, monkeypatch, tmp_path):
    monkeypatch.setattr("liandong.config.grids.check", lambda problem, plan: ["Torn."])
    with pytest.raises(CommandError, match="Torn"):
        grids()
    monkeypatch.setattr("liandong.config.pairing.check", lambda problem, plan: ["Dear."])
    with pytest.raises(CommandError, match="Dear"):
        pairs(MEMBERS, TASKS)
    assert not list(tmp_path.glob("*.svg"))
