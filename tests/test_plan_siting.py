"""`liandong plan reach` and `plan site`: tables of points in; words, a table and a map out."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command

HOMES = """id,lon,lat,people,community
a,119.1000,36.7000,40,North
b,119.1040,36.7000,30,North
c,119.1200,36.7000,20,South
d,119.3000,36.7000,5,South
"""
SITES = """id,lon,lat,existing,cost
one,119.1001,36.7001,yes,1
two,119.1041,36.7001,,2
three,119.1199,36.7001,,3
"""
STREETS = "node,lon,lat\n1,119.1000,36.7000\n2,119.1040,36.7000\n3,119.1200,36.7000\n"
WAYS = "from,to,metres\n1,2,358\n2,3,\n"
OSM = """<osm><node id="1" lon="119.1" lat="36.7"/><node id="2" lon="119.104" lat="36.7"/>
<node id="3" lon="119.12" lat="36.7"/><way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
<tag k="highway" v="residential"/></way></osm>"""


@pytest.fixture
def plan(tmp_path, capsys):
    files = {"homes.csv": HOMES, "sites.csv": SITES, "nodes.csv": STREETS, "edges.csv": WAYS}
    for name, text in {**files, "town.osm": OSM}.items():
        (tmp_path / name).write_text(text, "utf-8")

    def run(what, *words, sites="sites.csv", homes="homes.csv"):
        known = [str(tmp_path / word[1:]) if word.startswith("@") else word for word in words]
        call_command("plan", what, str(tmp_path / sites), str(tmp_path / homes), *known)
        return capsys.readouterr().out, tmp_path

    return run


def test_who_walks_where_on_streets(plan):
    streets = ["--nodes", "@nodes.csv", "--edges", "@edges.csv"]
    words = ["--limit", "400", "--out", "@out.csv", "--language", "en"]
    said, folder = plan("reach", *streets, *words)
    assert said.startswith(
        "90 of 95 people within 400 m; walked on 3 street nodes, 0 pairs straight"
    )
    with (folder / "out.csv").open(encoding="utf-8-sig") as stream:
        table = list(csv.DictReader(stream))
    assert [(row["site"], row["home"], row["by"]) for row in table[:3]] == [
        ("one", "a", "streets"),
        ("one", "b", "streets"),
        ("two", "a", "streets"),
    ]
    assert 358 < float(table[1]["metres"]) < 390
    assert float(table[1]["minutes"]) == pytest.approx(float(table[1]["metres"]) / 75, abs=0.05)
    drawn = (folder / "sites.svg").read_text("utf-8")
    assert drawn.count("<path") == 1
    assert "within 5 minutes</text>" in drawn


def test_without_streets_the_line_is_said(plan):
    said, _folder = plan("reach", "--language", "en")
    assert "no streets given: straight line × 1.3" in said
    assert "直线距离" in plan("reach")[0]


def test_the_most_people_with_two_sites_and_their_reasons(plan):
    words = ["--limit", "300", "--network", "@town.osm", "--out", "@out.csv", "--language", "en"]
    said, folder = plan("site", "--number", "2", *words)
    lines = said.splitlines()
    assert lines[0] == "70 of 95 people reached, at most 70 (gap 0.00%); sites: 2; seed 0"
    assert lines[2:5] == [
        "! no possible site reaches 5 people at 1 points",
        "! 20 people at 1 points are not reached",
        "+ one  stands already, reaches 40 people",
    ]
    assert "- three  would add 20 people; no chosen site adds fewer than 30" in lines
    table = (folder / "out.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "id,lon,lat,chosen,reason,says"
    assert table[2].startswith("two,119.104100,36.700100,1,needed,")
    assert "<title>two</title>" in (folder / "sites.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["--ask", "fewest"], "cost of the new sites 5, at least 5"),
        (["--ask", "most", "--budget", "3"], "70 of 95 people reached, at most 70"),
        (["--ask", "most", "--number", "2", "--share", "0.5"], "60 of 95 people reached"),
        (["--ask", "median", "--number", "3"], "m of walking in all"),
        (["--ask", "center", "--number", "3"], "longest walk 19 m"),
    ],
)
def test_the_four_questions(plan, words, first):
    said, _folder = plan("site", *words, "--limit", "300", "--language", "en")
    assert first in said.splitlines()[0]


def test_floors_that_cannot_be_held_are_named(plan):
    said, _folder = plan(
        "site", "--number", "1", "--share", "0.9", "--limit", "300", "--language", "en"
    )
    assert said.startswith("40 of 95 people reached, floors are missed")
    assert "! community North lacks 23 people to its floor" in said


def test_geojson_is_read(plan, tmp_path):
    points = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": spot}, "properties": said}
        for spot, said in [([119.1, 36.7], {"id": "g", "capacity": 9}), ([119.104, 36.7], None)]
    ]
    (tmp_path / "sites.geojson").write_text(json.dumps({"features": points}), "utf-8")
    said, _folder = plan("site", "--number", "1", "--language", "en", sites="sites.geojson")
    assert "+ g" in said
    assert "! the chosen sites are full, 61 people within reach find no place" in said
    points[0]["geometry"]["type"] = "Polygon"
    (tmp_path / "sites.geojson").write_text(json.dumps({"features": points}), "utf-8")
    with pytest.raises(CommandError, match="a point"):
        plan("reach", sites="sites.geojson")


@pytest.mark.parametrize("what", ["reach", "site"])
def test_what_is_wrong_is_said(plan, tmp_path, what):
    with pytest.raises(CommandError, match="nowhere"):
        plan(what, homes="nowhere.csv")
    (tmp_path / "bad.csv").write_text("x,y\n1,2\n", "utf-8")
    with pytest.raises(CommandError, match="lon and lat"):
        plan(what, homes="bad.csv")


def test_a_circle_is_planned_by_its_own_facilities(plan, tmp_path):
    """A centre of fifteen minutes stands beside the homes; it does not stand in for one of five."""
    lines = SITES.replace("cost", "cost,tier").splitlines()
    marked = [
        lines[0],
        *(line + tier for line, tier in zip(lines[1:], [",15", ",5", ","], strict=True)),
    ]
    (tmp_path / "tiers.csv").write_text("\n".join(marked) + "\n", "utf-8")
    words = ["--number", "2", "--language", "en"]
    said, _folder = plan("site", "--tier", "5", *words, sites="tiers.csv")
    assert "+ one" not in said
    assert "50 of 95 people reached" in said
    assert said.splitlines()[-2].startswith("circle of 5 minutes: 300 m, at least 1 facilities")
    wide, _folder = plan("site", "--tier", "15", *words, sites="tiers.csv")
    assert "+ one" in wide
    assert "- two" not in wide
    (tmp_path / "tiers.csv").write_text("id,lon,lat,tier\na,119.1,36.7,5\n", "utf-8")
    with pytest.raises(CommandError, match="no site is of tier 10"):
        plan("site", "--tier", "10", *words, sites="tiers.csv")
