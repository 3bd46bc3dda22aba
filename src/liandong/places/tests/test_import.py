import csv
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places import actions, queries
from liandong.places.models import Issuer, Level, Place, PlaceCode, PlaceKind, PlaceVersion
from liandong.places.tests.factories import NOON

DATA = Path(__file__).parents[1] / "data"
CLASHES = {
    "370703006": ("高里街道", "大家洼街道"),
    "370703007": ("朱里街道", "央子街道"),
    "370704005": ("坊城街道", "九龙街道"),
    "370704006": ("九龙街道", "黄旗堡街道"),
    "370704007": ("黄旗堡街道", "王家庄街道"),
    "370704009": ("王家庄街道", "郑公街道"),
    "370783004": ("古城街道", "孙家集街道"),
    "370783006": ("孙家集街道", "古城街道"),
    "370784003": ("新安街道", "凌河街道"),
}
HEAD = "code,name,areaCode,provinceCode,cityCode"

pytestmark = pytest.mark.django_db


def run(*words, **options):
    out = StringIO()
    call_command("import_places", *words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def weifang(django_db_setup, django_db_blocker):
    run()


def state():
    return [
        sorted(model.objects.values_list()) for model in (PlaceVersion, PlaceCode)
    ], Place.objects.count()


def test_the_city_as_of_three_years(weifang):
    kinds = {}
    for year in (2021, 2023, 2025):
        (city,) = queries.tree_as_of(date(year, 12, 31))
        kinds[year] = Counter(node.kind for node in city.walk())
        assert city.name == "潍坊市"

    assert all(of[PlaceKind.DISTRICT] == 12 for of in kinds.values())
    assert all(of[PlaceKind.DEVELOPMENT_ZONE] == 1 for of in kinds.values())
    assert all(of[PlaceKind.OTHER_TOWN_LEVEL] == 4 for of in kinds.values())
    towns = {y: of[PlaceKind.TOWN] + of[PlaceKind.SUBDISTRICT] for y, of in kinds.items()}
    assert towns == {2021: 118, 2023: 118, 2025: 120}
    below = {y: of[PlaceKind.COMMUNITY] + of[PlaceKind.VILLAGE] for y, of in kinds.items()}
    assert below == {2021: 0, 2023: 7060, 2025: 7060}


def test_the_nine_codes_of_two_places_are_told_apart_by_name(weifang):
    holders = {}
    for row in PlaceCode.objects.select_related("place"):
        holders.setdefault(row.code, {})[row.issuer] = row.place

    apart = {
        code: (by[Issuer.STATS_BUREAU].name, by[Issuer.CIVIL_AFFAIRS].name)
        for code, by in holders.items()
        if len(set(by.values())) > 1
    }
    assert apart == CLASHES


def test_each_town_is_one_place_with_the_code_of_each_issuer(weifang):
    place = Place.objects.get(name="坊城街道")
    codes = {row.issuer: row.code for row in place.codes.all()}
    assert codes == {Issuer.STATS_BUREAU: "370704005", Issuer.CIVIL_AFFAIRS: "370704001"}

    coastal = Place.objects.get(name="央子街道")
    assert coastal.parent.kind == PlaceKind.DEVELOPMENT_ZONE
    assert set(coastal.codes.values_list("code", flat=True)) == {"370772004", "370703007"}

    coded = PlaceCode.objects.filter(issuer=Issuer.CIVIL_AFFAIRS).values("place_id")
    bare = Place.objects.filter(level__lte=Level.SUBDISTRICT).exclude(id__in=coded)
    zones = [PlaceKind.DEVELOPMENT_ZONE] + [PlaceKind.OTHER_TOWN_LEVEL] * 4
    assert sorted(place.kind for place in bare) == sorted(zones)


def test_names_in_rare_characters_and_with_the_city_in_front(weifang):
    place = Place.objects.get(name="鄌郚镇")
    assert queries.version_on(place, date(2021, 12, 31)).name == "唐吾镇"
    assert queries.version_on(place, date(2023, 12, 31)).name == "鄌郚镇"
    assert Place.objects.filter(name="郚山镇").count() == 1
    place = Place.objects.get(name="朝阳街道")
    assert set(place.codes.values_list("written", flat=True)) == {"高密市朝阳街道", "朝阳街道"}

    paths = dict(Place.objects.values_list("id", "path"))
    for place_id, parent_id, path in Place.objects.values_list("id", "parent_id", "path"):
        assert path == f"{paths.get(parent_id, '/')}{place_id}/"


def test_a_second_time_changes_nothing_and_says_so(weifang):
    before, entries = state(), Entry.objects.count()

    assert "+      0" in (said := run())
    assert said.splitlines()[-1] in {"Nothing has changed.", "没有任何变化。"}
    assert state() == before
    assert Entry.objects.count() == entries == 1


@pytest.mark.parametrize("order", [("2021", "2023", "mca"), ("2023", "2021", "mca")])
def test_the_order_of_files_does_not_matter(weifang, order):
    at_once = towns()
    for model in (PlaceCode, PlaceVersion):
        model.objects.all().delete()
    Place.objects.order_by("-level").update(parent=None, level=Level.CITY)
    Place.objects.all().delete()

    for word in order:
        files = [file for file in sorted(DATA.glob("*.csv")) if word in file.name]
        run(*map(str, [*files, *needed(word)]))

    assert towns() == at_once


def test_a_zone_that_is_imported_last_doubles_no_town():
    run(str(DATA / "mca_20251231_weifang.csv"))
    said = run()

    assert Place.objects.filter(level=Level.SUBDISTRICT).count() == 124
    assert Place.objects.get(name="央子街道").parent.name == "寒亭区"
    assert sum(line.startswith("? ") for line in said.splitlines()) == 2


def needed(word):
    """The 2021 and 2023 tables do not name the city or the districts by themselves."""
    mca = DATA / "mca_20251231_weifang.csv"
    areas = DATA / "china_division_2023_areas.csv"
    return {"2021": [areas, mca], "2023": [mca], "mca": []}[word]


def towns():
    found = PlaceVersion.objects.filter(place__level__lte=Level.SUBDISTRICT)
    return sorted(found.values_list("name", "parent__name", "valid_from", "valid_until"), key=str)


def test_a_preview_writes_nothing():
    said = run("--dry-run")

    assert "7,060" in said or "6,532" in said
    assert not Place.objects.exists()
    assert not Entry.objects.exists()


def test_bad_rows_are_named_and_stop_the_import(tmp_path, weifang):
    file = tmp_path / "streets_2026.csv"
    rows = [
        HEAD,
        "370702001,城关街道,370702,37,3707",
        "370702099,,370702,37,3707",
        "37070299,短码街道,370702,37,3707",
        "370703098,错区街道,370702,37,3707",
        "370702001,重码街道,370702,37,3707",
        "379999001,无上级街道,379999,37,3799",
        "370702097,城关街道,370702,37,3707",
        "370702096,缺列街道",
        "",
        "370702095,新建街道,370702,37,3707",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    count = Place.objects.count()

    with pytest.raises(CommandError):
        run(str(file))
    said = run(str(file), "--dry-run")

    assert Place.objects.count() == count
    for line in (3, 4, 5, 6, 7, 8, 9):
        assert f"streets_2026.csv:{line}: " in said
    assert "streets_2026.csv:2: " not in said
    run(str(file), "--skip-bad-rows")
    assert Place.objects.count() == count + 1
    assert Place.objects.get(name="新建街道").valid_from == date(2026, 1, 1)


def test_what_is_no_longer_listed_is_asked_about_and_kept(tmp_path, weifang):
    file = tmp_path / "table.csv"
    text = (DATA / "china_division_2023_streets.csv").read_text()
    file.write_text(
        text.replace("于河街道", "玉河街道").replace("370702006,望留街道,370702,37,3707\n", "")
    )

    said = run(str(file), "--as-of", "2026-03-01")

    questions = [line for line in said.splitlines() if line.startswith("? ")]
    assert len(questions) == 2
    assert any("于河街道" in q and "玉河街道" in q for q in questions)
    assert any("望留街道" in q for q in questions)
    assert Place.objects.filter(name__in=["于河街道", "玉河街道"]).count() == 2


def test_a_town_that_becomes_a_subdistrict_stays_the_same_place(tmp_path, weifang):
    before = Place.objects.get(name="弥河镇")
    file = tmp_path / "t_2026.csv"
    file.write_text(f"{HEAD}\n370781009,弥河街道,370781,37,3707\n")

    run(str(file))

    after = Place.objects.get(id=before.pk)
    assert (after.name, after.kind) == ("弥河街道", PlaceKind.SUBDISTRICT)
    codes = after.codes.filter(issuer=Issuer.STATS_BUREAU).order_by("valid_from")
    assert [row.code for row in codes] == ["370781100", "370781009"]
    assert codes[0].valid_until == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a_2023.csv", "one,two\n1,2\n"), ("a.csv", f"{HEAD}\n"), ("empty_2023.csv", "")],
)
def test_a_file_that_is_no_table_says_so(tmp_path, name, text):
    (tmp_path / name).write_text(text)

    with pytest.raises(CommandError, match=name):
        run(str(tmp_path / name))


def test_a_missing_file_says_so():
    with pytest.raises(CommandError, match="nowhere"):
        run("nowhere_2023.csv")


def test_only_keepers_import():
    file = DATA / "mca_20251231_weifang.csv"
    table = queries.read_table(file.name, file.read_text(encoding="utf-8"))

    with pytest.raises(Refused):
        actions.import_tables(tables=[table], actor=RESIDENT, now=NOON)
    assert not Place.objects.exists()
    plan = actions.import_tables(tables=[table], actor=SYSTEM, now=NOON)
    assert len(plan.founded) == 133
    assert Entry.objects.get().public["founded"] == 133


def test_the_districts_hold_their_known_towns(weifang):
    out = StringIO()
    call_command("import_boundaries", stdout=out)
    with (DATA / "weifang_control_points.csv").open() as file:
        points = list(csv.DictReader(file))

    found = queries.find_places([p["lon"] for p in points], [p["lat"] for p in points])

    assert len(points) == 60
    assert [str(place) for place in found] == [point["district"] for point in points]
    assert queries.find_place(116.4, 39.9) is None
    call_command("import_boundaries", stdout=out)
    assert out.getvalue().splitlines()[-1].startswith("0") or "0" in out.getvalue()
    assert Entry.objects.filter(verb="place.boundaries_drawn").count() == 1
