"""The pages of an arena: from its opening to what follows, on phones, on paper, for everybody."""

from datetime import date

import pytest
from django.core.cache import cache

from liandong.duties.models import Rectification
from liandong.projects import queries
from liandong.projects.models import Arena, Ticket, Urn, VoterClass
from liandong.projects.tests import arenas as made
from liandong.projects.tests import factories
from liandong.projects.tests.arenas import do
from liandong.projects.tests.factories import JULY

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}
DESK = made.DESK


@pytest.fixture
def it(db, clock):
    cache.clear()
    clock.at = JULY
    return made.world()


def text_of(response) -> str:
    return response.content.decode()


def base(arena) -> str:
    return f"/projects/arenas/{arena.pk}/file/"


def test_an_arena_is_opened_filled_fixed_drawn_and_rated_from_the_pages(it, sign):
    projects = [factories.running(it), made.project_of(it, "梨园街道")]
    client = sign(DESK)
    assert "举办擂台赛" in text_of(client.get("/projects/arenas/"))
    assert client.get("/projects/arenas/open/").status_code == 200
    assert client.post("/projects/arenas/open/", {"title": ""}).status_code == 422
    words = {"title": "第一期擂台赛", "on": "2026-07-10", "ties": "public_first", "key": "a"}
    landed = client.post("/projects/arenas/open/", words, follow=True)
    arena = Arena.objects.get()
    assert landed.redirect_chain == [(base(arena), 302)]
    assert "尚无参赛项目" in text_of(landed)
    assert client.post("/projects/arenas/open/", words).url == "/projects/arenas/"

    for number, project in enumerate(projects):
        entered = {"project": project.pk, "group": "城区组", "key": f"b{number}"}
        went = client.post(f"{base(arena)}add-entrant/", entered)
        assert went.url == f"{base(arena)}add-entrant/"
    extra = made.project_of(it, "多余街道")
    do(it, "add_entrant", arena, project_id=extra.pk, group="城区组")
    out = {"entrant": arena.entrants.get(no=3).pk, "key": "c"}
    assert client.post(f"{base(arena)}remove-entrant/", out).url == base(arena)
    assert "任何人都无法选定次序" in text_of(client.get(f"{base(arena)}fix/"))
    client.post(f"{base(arena)}fix/", {"key": "d"})
    landed = client.post(f"{base(arena)}draw/", {"word": "风筝", "key": "e"}, follow=True)
    assert "sha256sum" in text_of(landed)


def test_tickets_are_printed_once_and_the_rating_begins_from_the_pages(it, sign):
    arena, client = made.drawn(it), sign(DESK)
    for one in VoterClass.objects.filter(arena=arena).order_by("id"):
        words = {"voters": one.pk, "many": 3, "key": f"t{one.pk}"}
        paper = client.post(f"{base(arena)}issue-tickets/", words)
        assert paper["Cache-Control"].startswith("max-age=0")
        assert text_of(paper).count('class="receipt-number"') == 3
    landed = client.post(f"{base(arena)}open-rating/", {"key": "f"}, follow=True)
    assert "评价已开始" in text_of(landed)
    assert Ticket.objects.count() == 15


def test_a_ticket_is_rated_on_a_phone_without_an_account(it, client):
    arena, codes = made.rating(it)
    code = codes["residents"][0]
    spaced = f"{code[:4]} {code[4:8]} {code[8:].lower()}"
    assert client.get("/projects/arenas/rate/").status_code == 200
    assert client.post("/projects/arenas/rate/", {"code": "NOBODYS"}).status_code == 422
    went = client.post("/projects/arenas/rate/", {"code": spaced})
    address = f"/projects/arenas/rate/{code}/"
    assert went.url == address
    page = client.get(address)
    assert page["Referrer-Policy"] == "same-origin"
    assert "居民" in text_of(page)
    assert client.post(address, {"key": "a"}).status_code == 422, "nothing is rated"
    rated = client.post(address, {"e1": "good", "e2": "poor", "key": "b"})
    assert "评价已提交" in text_of(rated)
    (tracking,) = Urn.objects.get().slips
    assert tracking in text_of(rated)
    assert client.post(address, {"e1": "good", "key": "b"}).url == address, "a double press"
    assert "已经使用" in text_of(client.get(address))
    again = client.post(address, {"e1": "good", "key": "c"})
    assert (again.status_code, "已经使用" in text_of(again)) == (403, True)
    assert client.get("/projects/arenas/rate/NOBODYS/").status_code == 404
    english = text_of(client.get(f"/projects/arenas/rate/{codes['peers'][0]}/", headers=ENGLISH))
    assert "How good is the work" in english


def test_codes_cannot_be_guessed_for_long(it, client):
    for _try in range(30):
        client.get("/projects/arenas/rate/NOBODYS/")
    assert client.get("/projects/arenas/rate/NOBODYS/").status_code == 429
    assert client.post("/projects/arenas/rate/", {"code": "X"}).status_code == 429


def test_paper_tickets_are_entered_twice_from_the_pages(it, sign):
    arena, codes = made.rating(it)
    code = codes["leaders"][0]
    address = f"{base(arena)}enter-ticket/"
    client = sign(DESK)
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"code": "NOBODYS", "e1": "good", "key": "a"})
    assert (wrong.status_code, "没有这个码" in text_of(wrong)) == (422, True)
    words = {"code": code, "e1": "good", "e2": "fairly_good"}
    assert client.post(address, {**words, "key": "b"}).url == address
    again = client.post(address, {**words, "key": "c"})
    assert (again.status_code, "请另一人" in text_of(again)) == (403, True)
    assert "未核定的纸质票" in text_of(client.get(base(arena)))
    sign("district_secretary").post(address, {**words, "key": "d"})
    assert list(Urn.objects.get().slips) == [code]
    spoiled = codes["leaders"][1]
    for role in (DESK, "district_secretary"):
        sign(role).post(address, {"code": spoiled, "invalid": "on", "key": role})
    assert Urn.objects.get().slips[spoiled][1] is None


def test_the_result_its_arithmetic_and_its_explanation_are_public(it, client, sign):
    arena = made.rated(it)
    page = f"/projects/arenas/{arena.pk}/"
    assert client.get(f"{page}sheet/").status_code == 404
    assert client.get(f"{page}papers.jsonl").status_code == 404
    desk = sign(DESK)
    landed = desk.post(f"{base(arena)}count/", {"key": "a"}, follow=True)
    assert "已计票" in text_of(landed)
    assert "按规则有1个项目低于70分" in text_of(landed)
    words = {"explanation": "第三个项目偏慢。", "key": "b"}
    assert "说明已公开" in text_of(desk.post(f"{base(arena)}explain/", words, follow=True))
    client.logout()
    shown = text_of(client.get(page))
    assert "≈73.33" in shown
    assert "收回评价票15张，其中无效0张。" in shown
    assert "第三个项目偏慢。" in shown
    assert "按规则偏慢" not in shown, "who is slow is for the offices"
    sheet = text_of(client.get(f"{page}sheet/", headers=ENGLISH))
    assert "成绩单" in sheet
    assert "<svg" in sheet
    papers = client.get(f"{page}papers.jsonl")
    assert papers.content.decode() == queries.as_published(arena)
    english = text_of(client.get(page, headers=ENGLISH))
    assert "places are given by exact fractions" in english
    assert "On stage" in english


def test_what_follows_is_decided_on_its_own_page(it, sign):
    arena = made.counted(it)
    one, two, three = arena.entrants.order_by("no")
    client = sign("district_secretary")
    address = f"/projects/arenas/entrants/{three.pk}/follow-up/"
    assert "按规则偏慢" in text_of(client.get(address))
    words = {"follow_up": "rectify", "reason": "节点滞后"}
    missing = client.post(address, {**words, "key": "a"})
    assert (missing.status_code, text_of(missing).count("列入整改须填写此项")) == (422, 3)
    full = {"goal": "完成备案", "measures": "每两周调度", "due_on": "2026-09-30", "key": "b"}
    assert client.post(address, {**words, **full}).url == base(arena)
    line = Rectification.objects.get()
    assert line.due_on == date(2026, 9, 30)
    assert f"/duties/rectifications/{line.pk}/" in text_of(client.get(base(arena)))
    talk = {"follow_up": "talk", "reason": "听取说明", "key": "c"}
    went = client.post(f"/projects/arenas/entrants/{two.pk}/follow-up/", talk)
    assert went.url == f"/duties/talks/with/{two.project.secretary_id}/"
    assert client.get(went.url).status_code == 200
    none = {"follow_up": "none", "reason": "进度良好", "key": "d"}
    client.post(f"/projects/arenas/entrants/{one.pk}/follow-up/", none)
    assert client.get("/projects/arenas/entrants/999999/follow-up/").status_code == 404
    assert sign(DESK).get(address).status_code == 403


def test_strangers_read_the_public_page_only(it, client, sign, django_assert_max_num_queries):
    assert "尚无擂台赛" in text_of(client.get("/projects/arenas/"))
    arena = made.drawn(it)
    assert arena.title in text_of(client.get("/projects/arenas/", headers=HTMX))
    with django_assert_max_num_queries(14):
        shown = text_of(client.get(f"/projects/arenas/{arena.pk}/"))
    assert "第1个出场" in shown
    assert client.get(f"/projects/arenas/{arena.pk + 1}/").status_code == 404
    assert sign("community_secretary").get(base(arena)).status_code == 403
    assert sign("community_secretary").get("/projects/arenas/open/").status_code == 403
    assert sign(DESK).get(f"/projects/arenas/{arena.pk + 1}/file/").status_code == 404
    with django_assert_max_num_queries(26):
        sign(DESK).get(base(arena))
    gone = {"reason": "改期", "key": "a"}
    landed = sign(DESK).post(f"{base(arena)}cancel/", gone, follow=True)
    assert "已取消" in text_of(landed)
    assert "改期" in text_of(sign(DESK).get(f"/projects/arenas/{arena.pk}/"))
