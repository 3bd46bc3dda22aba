"""Pages of proposals for grids, without scripts, for those who may and those who may not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.places import actions, queries, tasks
from liandong.places.lifecycle import Design
from liandong.places.models import GridDesign, Place
from liandong.places.tests import factories
from liandong.places.tests.factories import NOON
from liandong.places.tests.test_pages import MARKED
from liandong.places.views import designs

pytestmark = pytest.mark.django_db
TABLE = "building,households,longitude,latitude,grid,address\n"


@pytest.fixture
def town():
    return factories.built_town()


@pytest.fixture
def ask_as(rf, town):
    """Ask for a page as a post of a role at a place."""

    def _ask(role, where, view, *args, data=None, htmx=None, **words):
        path = "/places/"
        request = rf.get(path, words) if data is None else rf.post(path, data)
        request.actor = factories.post(role, town[where])
        request.htmx = htmx
        return view(request, *args)

    return _ask


@pytest.fixture
def ready(town):
    secretary = factories.post("community_secretary", town["community"])
    design = actions.ask_design(
        place_id=town["community"].pk, wishes=actions.Wishes(), actor=secretary, now=NOON
    )
    entry = Entry.objects.get(verb="grid_design.asked")
    tasks.draw_up_design.call(entry.pk)
    return GridDesign.objects.get(pk=design.pk)


def text(response):
    return response.content.decode()


def test_a_secretary_asks_and_is_led_to_the_proposal(town, ask_as):
    where = ("community_secretary", "community", designs.divide, town["community"].pk)
    page = text(ask_as(*where))
    assert "1120" in page

    wishes = {"key": "a", "low": 300, "high": 500, "whole": "on", "staying": "usual", "seed": 1}
    sent = ask_as(*where, data=wishes)

    design = GridDesign.objects.get()
    assert sent.url == design.get_absolute_url()
    assert ask_as(*where, data=wishes).status_code == 302  # the same press again
    assert GridDesign.objects.count() == 1
    waiting = text(ask_as("community_secretary", "community", designs.design, design.pk))
    assert 'hx-trigger="every 2s"' in waiting
    assert "<html" in waiting


def test_wrong_wishes_come_back_422_and_kept(town, ask_as):
    wishes = {"low": 500, "high": 300, "staying": "usual", "seed": 1}
    road = SimpleUploadedFile("roads.geojson", b"not geojson")

    response = ask_as(
        "community_secretary",
        "community",
        designs.divide,
        town["community"].pk,
        data=wishes | {"file": road},
    )

    assert response.status_code == 422
    assert 'value="500"' in text(response)
    assert GridDesign.objects.count() == 0


@pytest.mark.parametrize(
    "bad", ['{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}', "[]"]
)
def test_only_lines_and_areas_part_the_ground(bad, town, ask_as):
    form = designs.forms.AskDesign(
        {"low": 300, "high": 500, "staying": "usual", "seed": 1, "barriers": bad}
    )
    assert not form.is_valid()


def test_a_proposal_is_shown_with_reasons_changes_and_maps(ready, ask_as):
    paper = queries.paper(ready)

    page = text(ask_as("subdistrict_officer", "street", designs.design, ready.pk))

    for move in paper.moves:
        assert move.building.name in page
    assert "苇湾社区第三网格" in page
    assert "present.geojson" in page
    assert "proposed.geojson" in page
    for which in ("present", "proposed", "moving"):
        areas = ask_as("subdistrict_officer", "street", designs.shape, ready.pk, which)
        assert b'"FeatureCollection"' in areas.content


def test_the_map_keeps_a_grids_tone(ready):
    now = {
        one["properties"]["name"]: one["properties"]["tone"]
        for one in queries.present_geojson(ready)["features"]
    }
    then = {
        one["properties"]["name"]: one["properties"]["tone"]
        for one in queries.proposed_geojson(ready)["features"]
    }
    assert now
    assert all(then[name] == tone for name, tone in now.items())


def test_paper_and_excel_of_the_change_list(ready, ask_as):
    page = text(ask_as("subdistrict_officer", "street", designs.paper, ready.pk))
    table = ask_as("subdistrict_officer", "street", designs.export, ready.pk, "csv")
    excel = ask_as("subdistrict_officer", "street", designs.export, ready.pk, "xlsx")

    moves = queries.paper(ready).moves
    assert all(move.building.name in page for move in moves)
    assert len(text(table).splitlines()) == len(moves) + 1
    assert excel.content[:2] == b"PK"


def test_accepting_leads_back_and_a_missing_reason_comes_back_422(town, ready, ask_as):
    who = ("subdistrict_officer", "street", designs.accept, ready.pk)

    bad = ask_as(*who, data={"key": "a", "since": "2026-11-24", "reason": ""})
    assert bad.status_code == 422
    assert "2026-11-24" in text(bad)

    assert (
        ask_as(*who, data={"key": "b", "since": "2999-01-01", "reason": "调整"}).status_code == 302
    )
    ready.refresh_from_db()
    assert ready.state == Design.ACCEPTED
    shown = text(ask_as("subdistrict_officer", "street", designs.design, ready.pk))
    assert "2999-01-01" in shown
    sent = ask_as(
        "subdistrict_officer", "street", designs.refuse, ready.pk, data={"key": "c", "reason": "缓"}
    )
    assert sent.url == ready.get_absolute_url()
    assert "缓" in text(ask_as("subdistrict_officer", "street", designs.design, ready.pk))


def test_who_may_not_is_told_why(town, ready, ask_as):
    page = text(ask_as("community_secretary", "community", designs.design, ready.pk))
    assert 'id="why-not-accept"' in page
    with pytest.raises(Refused):
        ask_as(
            "community_secretary",
            "community",
            designs.accept,
            ready.pk,
            data={"key": "a", "since": "2999-01-01", "reason": "调整"},
        )
    with pytest.raises(Refused):
        ask_as("grid_head", "grid", designs.design, ready.pk)


def test_stopping_and_asking_again(town, ask_as):
    secretary = factories.post("community_secretary", town["community"])
    wishes = actions.Wishes(low=310)
    design = actions.ask_design(
        place_id=town["community"].pk, wishes=wishes, actor=secretary, now=NOON
    )
    who = ("community_secretary", "community")

    assert ask_as(*who, designs.stop, design.pk, data={"key": "a"}).url == design.get_absolute_url()

    assert f"like={design.pk}" in text(ask_as(*who, designs.design, design.pk))
    again = ask_as(*who, designs.divide, town["community"].pk, like=str(design.pk))
    assert 'value="310"' in text(again)


def test_htmx_looks_for_the_finished_proposal(ready, ask_as):
    class Htmx:
        boosted = history_restore_request = False

    part = text(ask_as("subdistrict_officer", "street", designs.design, ready.pk, htmx=Htmx()))
    assert part.lstrip().startswith('<section id="progress">')


def test_no_such_proposal_map_or_table(client, town, ready, ask_as):
    for view, args in (
        (designs.design, (404,)),
        (designs.divide, (town["district"].pk,)),
        (designs.shape, (ready.pk, "other")),
        (designs.export, (ready.pk, "pdf")),
    ):
        with pytest.raises(designs.Http404):
            ask_as("system_admin", "city", view, *args)
    assert client.get(reverse("places:design", args=[ready.pk])).status_code == 302  # sign in


def test_the_list_of_communities_and_the_empty_one(town, ready, ask_as):
    page = text(ask_as("subdistrict_officer", "street", designs.communities))
    assert town["community"].name in page
    assert ready.get_absolute_url() in page
    assert "notice" not in text(ask_as("grid_head", "building", designs.communities))


def test_a_community_without_buildings_says_what_to_enter_and_takes_a_table(town, ask_as):
    place = town["neighbour"]
    who = ("subdistrict_officer", "street", designs.enter_buildings, place.pk)
    empty = text(ask_as(*who[:2], designs.divide, place.pk))
    assert "notice-warning" in empty

    bad = (
        TABLE
        + "甲1号楼,many,119.1,36.7,,\n乙1号楼,40,east,36.7,,\n乙1号楼,40,1,2,,\n"
        + "丙,1,1,2,无,\n丁,1,200,2,,"
    )
    answer = ask_as(*who, data={"key": "a", "table": SimpleUploadedFile("a.csv", bad.encode())})
    assert answer.status_code == 422
    assert text(answer).count("<li>") >= 5
    assert not Place.objects.filter(parent=place).exists()

    good = TABLE + "甲1号楼,40,119.1,36.7,,健康街1号\n甲2号楼,60,119.101,36.7,,"
    sent = ask_as(*who, data={"key": "b", "table": SimpleUploadedFile("a.csv", good.encode())})
    assert sent.status_code == 302
    assert queries.survey(place).households == 100
    more = TABLE + "甲1号楼,45,119.1,36.7,,"
    ask_as(*who, data={"key": "c", "table": SimpleUploadedFile("a.csv", more.encode())})
    assert queries.survey(place).households == 105
    entry = Entry.objects.filter(verb="place.buildings_entered").latest("id")
    assert entry.public == {"new": 0, "known": 1}


def test_a_table_without_columns_or_lines_or_outside_is_not_entered(town):
    read = queries.read_buildings
    assert read(town["community"], "name\n1").problems
    assert read(town["community"], TABLE).problems
    outside = read(town["community"], TABLE + "远楼,10,120.5,36.7,第一网格,")
    assert len(outside.problems) == 1
    inside = read(town["community"], TABLE + "近楼,10,119.12,36.72,第一网格,")
    assert [row.parent_id for row in inside.rows] == [town["grid"].pk]


@pytest.mark.parametrize("view", ["divide", "design", "paper"])
def test_an_english_page_marks_what_is_chinese(view, town, ready, ask_as):
    with translation.override("en"):
        number = town["community"].pk if view == "divide" else ready.pk
        page = text(ask_as("subdistrict_officer", "street", getattr(designs, view), number))
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    assert not re.findall("[\u4e00-\u9fff]+", re.sub(MARKED, "", main, flags=re.S))


def test_the_page_asks_the_database_seldom(ready, ask_as, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        ask_as("subdistrict_officer", "street", designs.design, ready.pk)
