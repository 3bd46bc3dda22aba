"""The desk: drafting, the way of a ballot, refusals, what was typed kept."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liandong.ballots import queries
from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot, Objection, Voter
from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import fresh
from liandong.ballots.tests.pages import ENGLISH, HTMX, counted, desk, do, text_of
from liandong.ballots.views.deeds import DEEDS
from liandong.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it(clocked):
    return clocked


def drafted(it, **changes):
    subject = queries.subject_called("use_maintenance_fund", it.place, factories.NOON.date())
    return {
        "place": it.place.pk,
        "compound": "樱园小区",
        "subject": subject.pk,
        "body": "owners_assembly",
        "base": "owners",
        "title": "更换电梯",
        "question": "是否同意？",
        "opens_at": "2026-12-12T09:00",
        "closes_at": "2026-12-19T18:00",
        "secrecy": "open",
        "key": "draft",
        **changes,
    }


def test_a_secretary_drafts_and_lands_on_the_file(it, signed):
    it.now = factories.NOON
    client = signed()
    assert "制定和修改业主大会议事规则" in text_of(client.get("/ballots/desk/new/"))
    landed = client.post("/ballots/desk/new/", drafted(it), follow=True)
    ballot = Ballot.objects.get()
    assert landed.redirect_chain == [(f"/ballots/desk/{ballot.number}/", 302)]
    assert "准备中" in text_of(landed)
    again = client.post("/ballots/desk/new/", drafted(it))
    assert again.url == "/ballots/desk/"
    assert Ballot.objects.count() == 1
    english = text_of(client.get("/ballots/desk/new/", headers=ENGLISH))
    assert "Use the maintenance fund" in english


def test_the_wrong_body_is_403_with_the_article_and_what_was_typed(it, signed):
    it.now = factories.NOON
    wrong = drafted(it, body="residents_assembly", base="adults")
    response = signed().post("/ballots/desk/new/", wrong, headers=HTMX)
    assert response.status_code == 403
    text = text_of(response)
    assert "第二百七十八条第一款第（五）项" in text
    assert "更换电梯" in text
    assert "<html" not in text
    assert not Ballot.objects.exists()
    assert signed().post("/ballots/desk/new/", drafted(it, title="")).status_code == 422


def test_only_a_community_or_a_subdistrict_drafts(it, signed):
    assert signed("grid_head").get("/ballots/desk/new/").status_code == 403
    assert signed("subdistrict_officer").get("/ballots/desk/new/").status_code == 200
    assert "desk/new" not in text_of(signed("grid_head").get("/ballots/desk/"))


def test_the_desk_shows_the_ballots_of_the_place(it, signed):
    assert "这里还没有表决" in text_of(signed().get("/ballots/desk/"))
    ballot = it.owners()
    for role in ("community_secretary", "subdistrict_officer", "grid_head"):
        assert ballot.number in text_of(signed(role).get("/ballots/desk/"))
    assert signed("system_admin").get(desk(ballot)).status_code == 404
    assert ballot.number not in text_of(signed().get("/ballots/desk/?phase=results"))
    assert len(queries.visible_to(SYSTEM)) == 1


def test_nobody_reaches_the_desk_without_signing_in(client, it):
    ballot = it.published(it.owners())
    for page in ("", "roll/", "print/roll/", "print/papers/", "enter-paper/"):
        response = client.get(desk(ballot, page))
        assert response.status_code == 302
        assert "/accounts/login/" in response.url


def prepared(it, client):
    """An owners' ballot whose roll, papers and codes came from the desk; returns the codes."""
    it.now = factories.NOON
    ballot = it.draft()
    rows = "1-101\t王芳\t100\n1-102\t李强\t90\n1-201\t赵敏\t80"
    assert "名册已录入" in text_of(do(client, ballot, "enter_roll", rows=rows))
    assert "张贴" in text_of(do(client, ballot, "publish"))
    do(client, ballot, "print_papers", spare="0")
    slips = do(client, ballot, "issue_codes")
    assert slips.status_code == 200
    assert "no-store" in slips["Cache-Control"]
    codes = re.findall(r"<p class=\"receipt-number\">(\w{4} \w{4} \w{4})</p>", text_of(slips))
    assert len(codes) == 3
    assert "均已有表决码" in text_of(do(client, ballot, "issue_codes", numbers=""))
    return ballot, [code.replace(" ", "") for code in codes]


def test_before_the_vote(it, signed):
    client = signed()
    ballot, _codes = prepared(it, client)
    it.now = factories.OPENS
    assert "名册自此固定" in text_of(do(client, ballot, "open"))
    delivery = {"method": "hand", "at": "2026-12-10T12:00", "warned": "on", "witness": "签收"}
    assert "送达情况已登记" in text_of(do(client, ballot, "deliver", numbers="1-2、3", **delivery))
    proxy = {"no": "3", "holder": "王芳", "holder_key": "1234"}
    assert "委托已登记" in text_of(do(client, ballot, "appoint_proxy", **proxy))


def voted(it, signed):
    """One voted online, one on paper, and on the third paper two people read different things."""
    client = signed()
    ballot, codes = prepared(it, client)
    it.now = factories.OPENS
    do(client, ballot, "open")
    client.post(f"/ballots/vote/{codes[0]}/", {"choice": "for", "key": "vote"})
    for no in ("2", "3"):
        entered = do(client, ballot, "enter_paper", code=no, choice="for")
        assert entered.redirect_chain == [(desk(ballot, "enter-paper/"), 302)]
    second = signed("grid_head")
    do(second, ballot, "enter_paper", code="2", choice="for")
    do(second, ballot, "enter_paper", code="3", choice="against")
    return ballot


def test_the_vote_the_count_and_what_follows(it, signed):
    ballot, client = voted(it, signed), signed()
    assert "两次录入不一致" in text_of(client.get(desk(ballot)))
    do(signed("community_worker"), ballot, "enter_paper", code="3", choice="for")
    client = signed()
    assert "表决已结束" in text_of(do(client, ballot, "close"))
    assert "结果已公开" in text_of(do(client, ballot, "count"))
    assert do(client, ballot, "recount", reason="抽查").status_code == 403
    recounted = do(signed("community_worker"), ballot, "recount", reason="抽查")
    assert "已复核计票" in text_of(recounted)
    it.now = factories.OPENS + 10 * DAY
    assert "结果已确认" in text_of(do(signed(), ballot, "confirm"))
    assert fresh(ballot).passed is True
    void = do(signed("subdistrict_officer"), ballot, "annul", reason="送达有误")
    assert "已宣布无效" in text_of(void)
    assert "送达有误" in text_of(client.get(f"/ballots/{ballot.number}/"))
    assert "此环节没有可办理的事" in text_of(client.get(desk(ballot)))


def test_a_secret_ballot_from_the_desk(it, signed):
    ballot, client = it.opened(it.residents(3)), signed("grid_head")
    signed()
    do(client, ballot, "print_papers", spare="1")
    papers = text_of(client.get(desk(ballot, "print/papers/")))
    assert "无记名表决：请勿在票面上书写其他内容" in papers
    assert "代表1" not in papers
    assert "代表1" in text_of(client.get(desk(ballot, "roll/")))
    handed = do(client, ballot, "hand_out", no="1")
    assert handed.redirect_chain == [(desk(ballot, "hand-out/"), 302)]
    assert do(client, ballot, "hand_out", no="1").status_code == 403


@pytest.mark.parametrize("verb", DEEDS)
def test_each_deed_has_its_form_or_its_reason(it, signed, verb):
    ballot = it.opened(it.owners())
    client, slug = signed(), verb.replace("_", "-")
    allowed = {"print_papers", "issue_codes", "deliver", "appoint_proxy", "enter_paper"}
    response = client.get(desk(ballot, f"{slug}/"))
    assert response.status_code == (200 if verb in allowed else 403)
    assert client.get(desk(ballot, f"{slug}/"), headers=ENGLISH).status_code == response.status_code


def test_what_is_not_allowed_now_stands_grey_with_its_reason(it, signed):
    ballot = it.opened(it.owners())
    text = text_of(signed().get(desk(ballot)))
    assert "表决于公告所定时间结束" in text
    assert "disabled" in text


@pytest.mark.parametrize(
    ("verb", "data", "shown"),
    [
        ("enter_roll", {"rows": "1-101\t\t80"}, "第 1 行：缺少姓名"),
        ("enter_roll", {"rows": ""}, "没有数据行"),
        ("annul", {"reason": ""}, ""),
    ],
)
def test_what_is_not_understood_is_422_and_kept(it, signed, verb, data, shown):
    ballot = it.draft()
    response = do(signed(), ballot, verb, **data)
    assert response.status_code == 422
    assert shown in text_of(response)
    assert fresh(ballot).state == State.DRAFTED


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("roll.csv", "房号,姓名,面积\n1-101,王芳,80\n".encode(), ""),
        ("roll.pdf", b"x", "文件须为 CSV 或 Excel"),
        ("roll.csv", b"x" * (4 * 1024 * 1024 + 1), "超过 4 MB"),
    ],
)
def test_a_roll_from_a_file(it, signed, name, content, shown):
    ballot = it.draft()
    response = do(signed(), ballot, "enter_roll", file=SimpleUploadedFile(name, content))
    if shown:
        assert response.status_code == 422
        assert shown in text_of(response)
    else:
        assert Voter.objects.get().area == 8000


@pytest.mark.parametrize(
    ("verb", "data", "shown"),
    [
        ("deliver", {"numbers": "1-x"}, "请填写名册序号"),
        ("deliver", {"numbers": "99"}, "名册上没有序号 99"),
        ("hand_out", {"no": "99"}, "名册上没有序号 99"),
        ("enter_paper", {"code": "77", "choice": "for"}, "没有此序号"),
        ("enter_paper", {"code": "NOSUCHCODE", "choice": "for"}, "没有此序号"),
    ],
)
def test_numbers_that_are_not_on_the_roll_are_422(it, signed, verb, data, shown):
    ballot = it.opened(it.owners())
    response = do(signed(), ballot, verb, **data)
    assert response.status_code == 422
    assert shown in text_of(response)


def test_who_reads_a_refusal_keeps_what_was_typed(it, signed):
    ballot = it.opened(it.owners())
    it.papers(ballot)
    it.cast_vote(ballot, 1)
    response = do(signed(), ballot, "enter_paper", code="1", choice="for")
    assert response.status_code == 403
    assert "不得重复表决" in text_of(response)
    assert 'value="1"' in text_of(response)


def test_an_objection_is_decided_and_the_roll_corrected(it, signed):
    it.now = factories.NOON
    ballot = it.published(it.owners())
    address = f"/ballots/{ballot.number}/object/roll/"
    client = signed()
    client.post(address, {"text": "漏了我家", "name": "刘大爷", "key": "o"})
    one = Objection.objects.get()
    assert "漏了我家" in text_of(client.get(desk(ballot)))
    decide = f"/ballots/desk/objections/{one.pk}/"
    assert "漏了我家" in text_of(client.get(decide))
    wrong = {"upheld": "yes", "answer": "属实", "add": "1-301\t刘大爷\tx", "key": "d"}
    assert client.post(decide, wrong).status_code == 422
    assert client.post(decide, {**wrong, "add": "a\tb\t1\nc\td\t2"}).status_code == 422
    right = {**wrong, "strike": "5", "add": "1-301\t刘大爷\t88"}
    landed = client.post(decide, right, follow=True)
    assert landed.redirect_chain == [(desk(ballot), 302)]
    assert queries.entitled(ballot).area == 10000 + 9000 + 8000 + 7000 + 8800
    assert "属实" in text_of(client.get(f"/ballots/{ballot.number}/"))
    assert client.get(decide).status_code == 403
    assert client.get("/ballots/desk/objections/999/").status_code == 404


def test_an_objection_to_the_result_is_decided_without_a_correction(it, signed):
    ballot = counted(it)
    signed().post(f"/ballots/{ballot.number}/object/result/", {"text": "少算一票", "key": "o"})
    one = Objection.objects.get()
    client = signed("community_worker")
    text = text_of(client.get(f"/ballots/desk/objections/{one.pk}/"))
    assert "划去此序号" not in text
    words = {"upheld": "no", "answer": "已复核", "key": "d"}
    client.post(f"/ballots/desk/objections/{one.pk}/", words)
    one.refresh_from_db()
    assert one.upheld is False


def test_an_empty_roll_says_how_to_enter_one(it, signed):
    assert "粘贴登记簿的各行" in text_of(signed().get(desk(it.draft(), "roll/")))
