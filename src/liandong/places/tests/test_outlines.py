import json
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command

from liandong.kernel import coordinates
from liandong.places import queries
from liandong.places.models import Boundary
from liandong.places.tests import factories

pytestmark = pytest.mark.django_db

SQUARE = [(119.1, 36.7), (119.2, 36.7), (119.2, 36.8), (119.1, 36.8), (119.1, 36.7)]
BOW_TIE = [(119.1, 36.7), (119.2, 36.8), (119.2, 36.7), (119.1, 36.8), (119.1, 36.7)]


def feature(ring, **properties):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def text(*features):
    return json.dumps({"type": "FeatureCollection", "features": features})


def read(*features, crs="cgcs2000"):
    return queries.read_outlines(text(*features), queries.Origin(crs, True, "test"))


@pytest.mark.parametrize("crs", coordinates.SYSTEMS)
def test_every_system_arrives_in_cgcs2000(crs):
    factories.town()
    there = [tuple(map(float, coordinates.convert(*xy, "cgcs2000", crs))) for xy in SQUARE]

    found = read(feature(there, name="第一网格", parent="苇湾社区居委会"), crs=crs)

    (outline,) = found.outlines
    assert outline.source_crs == crs
    assert shapely.from_wkb(outline.shape).equals_exact(shapely.Polygon(SQUARE), 1e-6)


def test_a_broken_outline_is_repaired_and_named():
    factories.town()

    found = read(feature(BOW_TIE, name="第一网格"))

    assert shapely.from_wkb(found.outlines[0].shape).is_valid
    assert len(found.repairs) == 1
    assert "第一网格" in found.repairs[0]


@pytest.mark.parametrize(
    "bad",
    [
        feature(SQUARE, name="没有这个网格"),
        feature(SQUARE),
        feature(SQUARE, name="第一网格", parent="鸢飞社区居委会"),
        feature(SQUARE, code="370799"),
        feature([(x * 3, y) for x, y in SQUARE], name="第一网格"),
        feature([SQUARE[0], SQUARE[1], SQUARE[0], SQUARE[0]], name="第一网格"),
        {"type": "Feature", "properties": {"name": "第一网格"}, "geometry": None},
        {"type": "Feature", "properties": {"name": "第一网格"}, "geometry": {"type": "Odd"}},
    ],
)
def test_a_feature_that_cannot_be_used_says_why(bad):
    factories.town()

    found = read(bad)

    assert found.outlines == []
    assert len(found.problems) == 1


def test_what_is_drawn_twice_or_fits_two_places_is_refused():
    town = factories.town()
    factories.place(town["grid"].kind, "第一网格", town["neighbour"])

    found = read(
        feature(SQUARE, name="第二网格"),
        feature(SQUARE, name="第二网格"),
        feature(SQUARE, name="第一网格"),
    )

    assert len(found.outlines) == 1
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("moved", "problems", "repairs"), [(0.05, 1, 0), (0.0999, 0, 1), (0.1, 0, 0)]
)
def test_overlap_with_a_neighbour_is_measured(moved, problems, repairs):
    factories.town()
    beside = [(x + moved, y) for x, y in SQUARE]

    found = read(feature(SQUARE, name="第一网格"), feature(beside, name="第二网格"))

    assert (len(found.problems), len(found.repairs)) == (problems, repairs)


def test_overlap_with_what_is_kept_already():
    factories.drawn_town()

    found = read(feature(SQUARE, name="第一网格"))

    assert len(found.problems) == 1
    assert "第二网格" in found.problems[0]


@pytest.mark.parametrize("words", ["[]", "{}", "no json", "null"])
def test_no_feature_collection(words):
    assert queries.read_outlines(words, queries.Origin("wgs84", True, "")).problems


def test_the_command(tmp_path):
    town = factories.town()
    file, out = tmp_path / "grids.geojson", StringIO()
    file.write_text(text(feature(SQUARE, name="第一网格"), feature(SQUARE, name="无")))

    with pytest.raises(CommandError):
        call_command("import_boundaries", str(file), stdout=out)
    with pytest.raises(CommandError):
        call_command("import_boundaries", str(file), "--crs", "wgs84", stdout=out)
    call_command("import_boundaries", str(file), "--crs", "wgs84", "--dry-run", stdout=out)
    assert not Boundary.objects.exists()
    call_command(
        "import_boundaries",
        str(file),
        *("--crs", "wgs84", "--unofficial", "--skip-bad-features"),
        *("--shift", "1", "0", "--source", "the street office", "--as-of", "2026-01-01"),
        stdout=out,
    )

    boundary = Boundary.objects.get()
    assert (boundary.place, boundary.official) == (town["grid"], False)
    assert shapely.from_wkb(bytes(boundary.shape)).bounds[0] == pytest.approx(120.1)
    with pytest.raises(CommandError):
        call_command("import_boundaries", str(tmp_path / "none.geojson"), "--crs", "wgs84")
