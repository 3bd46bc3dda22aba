import re

import pytest
from django.urls import reverse

from liandong.kernel.actor import RESIDENT
from liandong.places.models import Place
from liandong.places.tests import factories
from liandong.places.views import tree as views

pytestmark = pytest.mark.django_db

MARKED = r'<span lang="zh-Hans"[^>]*>.*?</span>'
HTMX = {"HX-Request": "true"}


def url(name, place=None):
    return reverse(f"places:{name}", args=[place.pk] if place else [])


@pytest.fixture
def town():
    return factories.drawn_town()


@pytest.fixture
def secretary(rf, town, monkeypatch):
    """A request by the secretary of the community."""

    def ask(method, path, data=None):
        request = getattr(rf, method)(path, data or {})
        request.actor = factories.post("community_secretary", town["community"])
        request.htmx = None
        return request

    return ask


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["index", "find"])
def test_open_pages(client, town, name, language):
    response = client.get(url(name), headers={"Accept-Language": language})

    assert response.status_code == 200
    assert "<html" in response.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("which", ["city", "district", "community", "grid", "building"])
@pytest.mark.parametrize("name", ["detail", "history"])
def test_open_pages_of_a_place(client, town, name, which, language):
    response = client.get(url(name, town[which]), headers={"Accept-Language": language})

    assert response.status_code == 200
    place = town[which]
    name = place.name_en if language == "en" and place.name_en else place.name
    assert name in response.content.decode()


def test_an_english_page_marks_what_is_chinese(client, town):
    for name, place in (("index", None), ("detail", town["grid"]), ("history", town["grid"])):
        response = client.get(url(name, place), {"q": ""}, headers={"Accept-Language": "en"})
        main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        assert not re.findall("[\u4e00-\u9fff]+", re.sub(MARKED, "", main)), name


@pytest.mark.parametrize("name", ["detail", "history", "boundary"])
def test_no_such_place(client, name):
    assert client.get(reverse(f"places:{name}", args=[404])).status_code == 404


def test_the_index_finds_and_with_htmx_answers_with_its_part(client, town):
    whole = client.get(url("index"), {"q": "东风东街 12号"}).content.decode()
    part = client.get(url("index"), {"q": "没有的街"}, headers=HTMX).content.decode()

    assert "世纪花园3号楼" in whole
    assert "<html" in whole
    assert part.lstrip().startswith('<section id="tree">')


def test_a_wrong_day_comes_back_422(client, town):
    for name, place in (("index", None), ("detail", town["grid"]), ("boundary", town["grid"])):
        assert client.get(url(name, place), {"on": "yesterday"}).status_code == 422


def test_how_it_was_and_how_it_was_not_yet(client, town):
    page = url("detail", town["community"])

    then = client.get(page, {"on": "2024-06-01"}).content.decode()
    before = client.get(page, {"on": "2020-06-01"}).content.decode()
    index = client.get(url("index"), {"on": "2020-06-01"})

    assert "2024-06-01" in then
    assert "notice-warning" in before
    assert index.status_code == 200


def test_the_children_are_sorted_and_paged(client, town):
    page = url("detail", town["community"])

    up = client.get(page, {"sort": "name"}, headers=HTMX).content.decode()
    down = client.get(page, {"sort": "-name", "page": "1"}).content.decode()
    odd = client.get(page, {"sort": "password"})

    assert "<html" not in up
    assert up.index("第一网格") < up.index("第二网格")
    assert down.index("第二网格", down.index("children")) < down.index(
        "第一网格", down.index("children")
    )
    assert odd.status_code == 200


def test_what_is_not_official_says_so(client, town):
    grid = client.get(url("detail", town["grid"]), headers={"Accept-Language": "en"})
    district = client.get(url("detail", town["district"]), headers={"Accept-Language": "en"})

    assert "Not an official boundary" in grid.content.decode()
    assert "Not an official" not in district.content.decode()


def test_only_staff_read_what_higher_rooms_have_to_say_of_a_place(rf, town, monkeypatch):
    told = (lambda place, on: "", lambda place, on: place.name)
    monkeypatch.setattr(views, "sayings", lambda kind: told)

    def said(actor):
        request = rf.get("/")
        request.actor = actor
        return views._warnings(request, town["grid"])

    assert said(factories.post("community_secretary", town["community"])) == [town["grid"].name]
    assert said(RESIDENT) == []


def test_the_map_can_be_kept_by_the_browser(client, town):
    address = url("boundary", town["community"])

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    features = first.json()["features"]
    assert [(f["id"], f["properties"]["role"]) for f in features] == [
        (town["community"].pk, "self"),
        (town["grid"].pk, "child"),
        (town["other_grid"].pk, "child"),
    ]
    assert {f["properties"]["official"] for f in features} == {False}
    assert again.status_code == 304
    assert "public" in first["Cache-Control"]
    assert client.get(url("boundary", town["building"])).json()["features"] == []
    assert len(client.get(address, {"on": "2024-06-01"}).json()["features"]) == 3
    assert client.get(url("boundary", town["city"])).json()["features"][0]["id"]


@pytest.mark.parametrize(
    ("query", "status", "name"),
    [
        ({"lon": "119.12", "lat": "36.75"}, 200, "第一网格"),
        ({"lon": "0", "lat": "0"}, 200, None),
        ({"lon": "x", "lat": "0"}, 422, None),
        ({"lon": "500", "lat": "0"}, 422, None),
    ],
)
def test_find_as_page_and_as_json(client, town, query, status, name):
    page = client.get(url("find"), query)
    answer = client.get(url("find"), {**query, "format": "json"})
    plain = client.get(url("find"), query, headers={"Accept": "application/json"})

    assert page.status_code == answer.status_code == plain.status_code == status
    if name:
        assert name in page.content.decode()
        assert answer.json()["place"]["name"] == name
        assert len(answer.json()["place"]["path"]) == 4
    elif status == 200:
        assert answer.json()["place"] is None
        assert answer.json()["text"]


def test_find_with_htmx(client, town):
    part = client.get(url("find"), {"lon": "119.12", "lat": "36.75"}, headers=HTMX)

    assert "<html" not in part.content.decode()


def test_describing_a_grid_is_closed(client, town):
    assert client.get(url("describe", town["grid"])).status_code == 302


def test_the_secretary_corrects_the_grid_and_lands_on_it(secretary, town):
    path = url("describe", town["grid"])
    card = {"grid_type": "basic", "households": "410", "phone": "0536-8000009"}

    done = views.describe(secretary("post", path, card), town["grid"].pk)
    assert (done.status_code, done.url) == (302, url("detail", town["grid"]))
    assert Place.objects.get(id=town["grid"].pk).households == 410
    wrong = views.describe(secretary("post", path, {**card, "phone": "drop"}), town["grid"].pk)
    assert wrong.status_code == 422


def test_the_form_says_why_it_may_not_be_sent(secretary, town, rf):
    request = secretary("get", "/")
    request.actor = factories.post("grid_head", town["grid"])

    assert "disabled" in views.describe(request, town["grid"].pk).content.decode()


@pytest.mark.parametrize(("name", "most"), [("index", 2), ("detail", 9), ("history", 6)])
def test_the_pages_ask_the_database_little(client, town, django_assert_max_num_queries, name, most):
    place = None if name == "index" else town["community"]
    with django_assert_max_num_queries(most):
        client.get(url(name, place))
