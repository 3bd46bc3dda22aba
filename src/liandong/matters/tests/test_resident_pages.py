"""Receipts, judging, what is public, my grid, and both languages."""

from urllib.parse import urlsplit

import pytest

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import new_key
from liandong.matters import queries
from liandong.matters.lifecycle import Solved, State
from liandong.matters.models import Evaluation, Matter
from liandong.matters.tests.visitor import BACKEND, EN, TEXT, Said, link, matter, published
from liandong.places.models import Place

pytestmark = pytest.mark.django_db


def test_a_receipt_says_who_has_it_and_until_when_and_carries_its_link(client, it, settings):
    settings.PUBLIC_URL = "https://example.org"
    made = matter(it)

    page = client.get(link(made, "receipt/"), **EN).content.decode()

    assert made.shown_number in page
    assert f"https://example.org{link(made)}" in page
    assert "<svg" in page
    assert "style=" not in page
    assert "樱园第一网格网格长" in page or "Grid head" in page
    assert 'class="due' in page


@pytest.mark.parametrize(
    "typed",
    [
        lambda number, code: (number, code),
        lambda number, code: (f"{number[:2]} {number[2:6]} {number[6:]}", f"{code[:4]} {code[4:]}"),
        lambda number, code: (
            "".join(chr(ord(digit) + 0xFEE0) for digit in number),
            code.upper(),
        ),
    ],
)
def test_a_receipt_is_followed_however_it_is_typed(client, it, typed):
    made = matter(it)
    number, code = typed(made.number, queries.secret_of(made.number))

    response = client.post("/follow/", {"number": number, "code": code})

    assert response.url == link(made)


@pytest.mark.parametrize(("number", "code"), [("12", "x"), ("{}", ""), ("{}", "0f0f0f")])
def test_a_wrong_number_or_code_is_said_and_stays(client, it, number, code):
    typed = number.format(matter(it).number)

    response = client.post("/follow/", {"number": typed, "code": code})

    assert response.status_code == 422
    assert typed in response.content.decode()


def test_a_judgement_is_asked_without_leading_and_received(client, it):
    made = matter(it, State.EVALUATING)
    asked = client.get(link(made, "evaluate/"), **EN).content.decode()
    assert "checked" not in asked

    landed = client.post(
        link(made, "evaluate/"),
        {"solved": "solved", "satisfaction": "neutral", "text": "亮了。", "key": new_key()},
        follow=True,
        **EN,
    )

    judged = Evaluation.objects.get()
    assert (judged.solved, judged.satisfaction, judged.by_callback) == ("solved", "neutral", False)
    assert "Your judgement is recorded" in landed.content.decode()
    assert Matter.objects.get().state == State.CLOSED


def test_not_solved_sends_it_back(client, it):
    made = matter(it, State.EVALUATING)

    client.post(link(made, "evaluate/"), {"solved": Solved.NOT, "key": new_key()})

    made.refresh_from_db()
    assert (made.state, made.reworks) == (State.REWORK, 1)


def test_a_judgement_without_an_answer_comes_back_422(client, it):
    made = matter(it, State.EVALUATING)
    response = client.post(link(made, "evaluate/"), {"text": "说明", "key": new_key()})

    assert response.status_code == 422
    assert "说明" in response.content.decode()


def test_there_is_nothing_to_judge_before_the_answer(client, it):
    made = matter(it)

    assert "nothing to judge" in client.get(link(made, "evaluate/"), **EN).content.decode()
    early = client.post(link(made, "evaluate/"), {"solved": "solved", "key": new_key()})
    assert early.status_code == 403


def test_the_public_list_shows_released_words_only(client, it):
    known, hidden = published(it), matter(it)

    page = client.get("/matters/public/").content.decode()

    assert "路灯不亮" in page
    assert f"/matters/public/{known.number}/" in page
    assert hidden.number not in page
    assert TEXT not in page


def test_the_public_list_is_filtered_by_its_address(client, it):
    published(it)
    shown = "/matters/public/2"
    for query, found in {
        "phase=open": True,
        "phase=ended": False,
        "category=none": True,
        f"place={it.cast.tree.community.pk}": True,
        f"place={it.cast.tree.elsewhere.pk}": False,
        "days=30": True,
        "days=nonsense&phase=odd": True,
    }.items():
        page = client.get(f"/matters/public/?{query}").content.decode()
        assert (shown in page) is found, query


def test_points_lie_on_a_lattice(client, it):
    known = published(it)

    feature = client.get("/matters/public/points.json").json()["features"][0]

    assert feature["geometry"]["coordinates"] == [119.107, 36.7095]
    assert feature["properties"]["url"] == f"/matters/public/{known.number}/"


def test_a_building_is_not_named_in_public(client, it):
    published(it, place=it.cast.tree.building)

    assert "1号楼" not in client.get("/matters/public/").content.decode()
    number = Matter.objects.get().number
    assert "1号楼" not in client.get(f"/matters/public/{number}/").content.decode()


def test_the_public_list_comes_as_a_table(client, it):
    known = published(it)

    table = client.get("/matters/public/?export=csv").content.decode("utf-8-sig")

    assert table.splitlines()[1].startswith(f"{known.number},路灯不亮")
    assert TEXT not in table


def test_the_public_list_asks_the_database_little(client, it, django_assert_max_num_queries):
    for _number in range(3):
        published(it)
    with django_assert_max_num_queries(7):
        client.get("/matters/public/")


def test_a_matter_that_was_not_released_has_no_public_page(client, it):
    made = matter(it)
    assert client.get(f"/matters/public/{made.number}/").status_code == 404


def test_search_engines_may_list_what_is_public(client, it):
    known = published(it)
    for url in ("/matters/public/", f"/matters/public/{known.number}/"):
        assert "X-Robots-Tag" not in client.get(url)


def test_the_home_page_remembers_my_grid(client, it):
    published(it)
    grid = it.cast.tree.grid

    landed = client.post("/my-grid/", {"place": grid.pk}, follow=True)
    page = landed.content.decode()
    assert client.cookies["place"].value == str(grid.pk)
    assert "王桂英" in page
    assert "路灯不亮" in page

    client.post("/my-grid/", {"forget": "1"})
    assert "王桂英" not in client.get("/").content.decode()


def test_my_grid_is_found_by_address_or_asked_again(client, it):
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(search_text="樱园第一网格|")
    found = client.post("/my-grid/", {"find": "1", "address": "樱园"}).content.decode()

    assert f'value="{it.cast.tree.grid.pk}"' in found
    assert client.post("/my-grid/", {"address": ""}).status_code == 422


def test_every_page_speaks_english_and_chinese(client, it):
    known = published(it, State.EVALUATING)
    client.cookies["place"] = str(it.cast.tree.grid.pk)
    urls = ["/raise/", "/raise/paper/", "/follow/", "/my-grid/", "/matters/public/", "/"]
    urls += [f"/matters/public/{known.number}/", link(known), link(known, "receipt/")]
    urls += [link(known, "evaluate/")]
    for url in urls:
        english = client.get(url, **EN).content.decode()
        assert Said(english).stray == [], url
        assert 'lang="zh-Hans"' in client.get(url).content.decode()


def test_screens_that_follow_a_post_speak_english_too(client, it):
    published(it)
    Place.objects.filter(pk=it.cast.tree.grid.pk).update(lon=119.1072, lat=36.7094)
    for words in (
        {"step": "what", "text": TEXT},
        {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk},
        {"step": "where", "text": TEXT, "place": it.cast.tree.grid.pk, "mine": "1"},
        {"step": "where", "browse": "1", "within": it.cast.tree.community.pk},
    ):
        page = client.post("/raise/", words, **EN).content.decode()
        assert Said(page).stray == []


def test_nobody_needs_to_sign_in_but_may(client, it):
    client.force_login(it.cast.person("grid_head"), backend=BACKEND)
    made = matter(it, State.EVALUATING)

    response = client.post(link(made, "evaluate/"), {"solved": "solved", "key": new_key()})

    assert urlsplit(response.url).path == link(made, "evaluate/")
    lines = queries.timeline(Matter.objects.get(), public=False)
    assert lines[-1].entry.actor == RESIDENT.name
