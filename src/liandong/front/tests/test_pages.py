"""The shell's pages: they open for everybody, in both languages, and say what went wrong."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from liandong.front import navigation, queries, views
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import Refused

PAGES = [
    "/",
    "/how-it-works/",
    "/help/",
    "/accessibility/",
    "/sources/",
    "/compliance/",
]
HERE = Path(__file__).parents[1]
ROOMS = HERE.parent
CHINESE = re.compile(r"[\u3400-\u9fff]+")
pytestmark = pytest.mark.django_db


class StrayChinese(HTMLParser):
    """Collects Chinese that stands outside elements marked as Chinese."""

    VOID = frozenset({"meta", "link", "br", "input", "img", "hr", "path", "use", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[bool] = []
        self.stray: list[str] = []

    def handle_starttag(self, tag, attrs):
        words = dict(attrs)
        marked = any(self.marks) or words.get("lang", "").startswith("zh")
        if not marked:
            self.stray += CHINESE.findall(" ".join(value or "" for value in words.values()))
        if tag not in self.VOID:
            self.marks.append(words.get("lang", "").startswith("zh"))

    def handle_endtag(self, tag):
        if self.marks:
            self.marks.pop()

    def handle_data(self, data):
        if not any(self.marks):
            self.stray += CHINESE.findall(data)


def stray(html: str) -> list[str]:
    parser = StrayChinese()
    parser.feed(html)
    return parser.stray


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def test_the_finder_of_stray_chinese_finds_it():
    assert stray('<p lang="zh-Hans">路</p><p>灯<input placeholder="坏"></p>') == ["灯", "坏"]


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_is_english(english, page):
    response = english.get(page)
    assert response.status_code == 200
    assert '<html lang="en"' in response.text
    assert stray(response.text) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_chinese_page_is_chinese(client, page):
    text = client.get(page, headers={"Accept-Language": "zh-CN"}).text
    assert '<html lang="zh-Hans"' in text
    assert "联动" in text


def test_nothing_in_a_page_needs_an_inline_style_or_script(client):
    for page in PAGES:
        text = client.get(page).text
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"<script(?![^>]*src=)", text)
        assert not re.search(r"\son[a-z]+=", text)


def test_the_language_switch_returns_to_the_same_page(client):
    response = client.post("/language/", {"language": "en", "next": "/help/?a=1"})
    assert response.url == "/help/?a=1"
    assert "Help, phone and paper" in client.get("/help/").text


def test_large_type_is_remembered_and_can_be_left(client):
    response = client.post("/large-type/", {"large": "1", "next": "/help/"})
    assert response.url == "/help/"
    assert 'class="residents large"' in client.get("/help/").text
    client.post("/large-type/", {"large": "", "next": "/help/"})
    assert 'class="residents"' in client.get("/help/").text


def test_a_switch_never_leads_to_another_site(client):
    assert client.post("/large-type/", {"next": "https://example.org/"}).url == "/"


def test_the_filing_text_is_chinese_for_everybody(english):
    text = english.get("/compliance/functions.txt").text
    assert text.startswith("功能设置\n1. ")
    assert "没有打卡" in text


def test_the_self_check_finds_what_it_looks_for_and_finds_nothing_here():
    for name in ("check_in_at", "points", "score", "online_minutes", "track", "face_id"):
        assert queries.FORBIDDEN.search(name), name
    assert not queries.FORBIDDEN.search("checkpoint"), "a signed head of the ledger"
    assert queries.field_count() > 50
    assert queries.forbidden_fields() == []


def test_a_missing_page_says_so(english):
    response = english.get("/nowhere/at/all/")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "Nothing was lost" in response.text


@pytest.mark.parametrize(("exception", "status"), [(ValueError(), 400), (RequestDataTooBig(), 413)])
def test_what_was_not_understood_and_what_was_too_much(rf, exception, status):
    assert views.bad_request(rf.get("/"), exception).status_code == status


def test_a_refusal_says_its_reason_as_a_page_and_as_a_part(rf):
    request = rf.get("/")
    response = views.forbidden(request, Refused("只有承办人可以上报。"))
    assert response.status_code == 403
    assert "只有承办人可以上报。" in response.text
    request.htmx = True
    part = views.forbidden(request, Refused("只有承办人可以上报。"))
    assert "<html" not in part.text
    assert "只有承办人可以上报。" in part.text
    assert part["HX-Retarget"] == "#messages"


def test_a_form_without_its_token_is_answered_in_words(settings):
    response = views.form_expired(RequestFactory().post("/"), "CSRF token missing.")
    assert response.status_code == 403


def test_the_broken_page_asks_no_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        whole = views.server_error(rf.get("/"))
        part = views.server_error(rf.get("/", headers={"HX-Request": "true"}))
    assert whole.status_code == part.status_code == 500
    assert "12345" in whole.text
    assert "<html" not in part.text


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429", "500"])
def test_every_problem_page_renders_alone_in_both_languages(code):
    for language in ("en", "zh-hans"):
        with translation.override(language):
            html = get_template(f"{code}.html").render({})
        assert "12345" in html
        if language == "en":
            assert stray(html) == []


def test_every_icon_that_a_template_or_view_names_is_in_the_sprite():
    sprite = (HERE / "static/icons.svg").read_text("utf-8")
    drawn = set(re.findall(r'symbol id="([\w-]+)"', sprite))
    said = {
        name
        for path in ROOMS.rglob("templates/**/*.html")
        for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text("utf-8"))
    }
    assert said - drawn == set()


def test_our_scripts_stay_small():
    for path in (HERE / "static/js").glob("*.js"):
        assert len(path.read_text("utf-8").splitlines()) <= 80, path.name


@pytest.mark.parametrize(
    ("role", "path", "shown", "hidden"),
    [
        ("district_dispatcher", "/inbox/", "matters:inbox", ""),
        ("system_admin", "/people/posts/", "people:directory", "matters:inbox"),
    ],
)
def test_the_rail_shows_what_a_post_may_use_and_where_one_is(role, path, shown, hidden):
    links = navigation.rail(Actor(role=role), path)
    addresses = [link.url for link in links]
    assert reverse(shown) in addresses
    assert not hidden or reverse(hidden) not in addresses
    assert [link.url for link in links if link.here] == [path]


def test_the_longest_address_is_where_one_is():
    links = navigation.rail(Actor(role="district_dispatcher"), "/matters/search/")
    assert [link.url for link in links if link.here] == ["/matters/"]
