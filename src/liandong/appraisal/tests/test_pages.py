"""Every page without JavaScript, with htmx, in both languages; 422, 403, 404; ceilings."""

import pytest

from liandong.appraisal import queries
from liandong.appraisal.lifecycle import Grade, Raters, State
from liandong.appraisal.models import Appraisal, Question, RaterClass, SiteCheck, Ticket, Urn
from liandong.appraisal.tests import factories as made
from liandong.appraisal.tests.factories import ABOVE, DESK, LATER, OWN, do, do_to
from liandong.duties.models import Rectification

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ENGLISH = {"Accept-Language": "en"}


def text_of(response) -> str:
    return response.content.decode()


def base(appraisal) -> str:
    return f"/appraisal/{appraisal.pk}/file/"


def file_of(one) -> str:
    return f"/appraisal/posts/{one.pk}/file/"


def only(appraisal):
    return queries.under_review(appraisal).get()


def test_a_review_is_planned_and_announced_from_the_pages(it, sign, clock):
    client = sign(DESK)
    assert "制定述职评议方案" in text_of(client.get("/appraisal/desk/"))
    post = it.post(OWN).pk
    empty = client.post("/appraisal/plan/", {"title": ""})
    assert empty.status_code == 422
    assert f'value="{post}"' in text_of(client.get("/appraisal/plan/"))
    words = {"title": "述职评议", "year": 2026, "posts": [post], "report_by": "2026-12-15"}
    wrong = client.post("/appraisal/plan/", {**words, "on": "2026-12-15", "key": "a"})
    assert (wrong.status_code, "述职会议应当" in text_of(wrong)) == (403, True)
    assert "2026-12-15" in text_of(wrong), "what was typed is kept"
    fine = {**words, "on": "2026-12-20", "key": "b"}
    landed = client.post("/appraisal/plan/", fine, follow=True)
    appraisal = Appraisal.objects.get()
    assert landed.redirect_chain == [(base(appraisal), 302)]
    assert client.post("/appraisal/plan/", fine).url == "/appraisal/desk/"
    assert client.get(f"/appraisal/{appraisal.pk}/").status_code == 404, "not announced"
    assert "任何人都可以查看方案" in text_of(client.get(f"{base(appraisal)}announce/"))
    client.post(f"{base(appraisal)}announce/", {"key": "c"})
    client.logout()
    shown = text_of(client.get(f"/appraisal/{appraisal.pk}/", headers=ENGLISH))
    assert "Who rates, with which weight" in shown
    assert "rule needs local confirmation" in shown


def test_the_secretary_reports_and_answers_from_the_own_file(it, sign, clock):
    appraisal = made.announced(it)
    one = only(appraisal)
    client = sign(OWN)
    assert "述职报告报送期限" in text_of(client.get("/appraisal/desk/"))
    page = text_of(client.get(file_of(one)))
    assert "撰写述职报告" in page
    assert client.get(base(appraisal)).status_code == 403, "the file of the level is not theirs"
    assert client.post(f"{file_of(one)}report/", {"report": ""}).status_code == 422
    long = {"report": "字" * 41, "key": "a"}
    landed = client.post(f"{file_of(one)}report/", long, follow=True)
    assert "超过篇幅" in text_of(landed)
    assert "字" * 41 in text_of(client.get(f"{file_of(one)}report/"))
    do_to(it, "ask", one, raters=Raters.PEERS, question="停车怎么办？")
    asked = Question.objects.get()
    words = {"question": asked.pk, "answer": "新增车位。", "key": "b"}
    assert client.post(f"{file_of(one)}answer/", words).url == file_of(one)
    assert "新增车位。" in text_of(client.get(file_of(one)))


def test_the_level_asks_looks_comments_and_takes_out(it, sign, clock):
    appraisal = made.reported(it, others=1)
    one, other = queries.under_review(appraisal)
    client = sign(ABOVE)
    asked = {"raters": "residents", "question": "停车怎么办？", "key": "a"}
    assert client.post(f"{file_of(one)}ask/", asked).url == file_of(one)
    seen = {"on": "2026-11-30", "where": "广文街道", "findings": "属实", "key": "b"}
    client.post(f"{file_of(one)}check-site/", seen)
    assert SiteCheck.objects.get().appraised == one
    client.post(f"{file_of(one)}comment/", {"comment": "抓得实。", "key": "c"})
    page = text_of(client.get(file_of(one)))
    assert all(words in page for words in ("停车怎么办", "属实", "抓得实。"))
    assert "抓得实。" in text_of(client.get(f"{file_of(one)}comment/"))
    landed = client.post(f"{file_of(other)}take-out/", {"reason": "空缺", "key": "d"}, follow=True)
    assert "已撤出述职评议" in text_of(landed)
    assert "空缺" in text_of(client.get(base(appraisal)))


def test_tickets_are_printed_once_and_the_rating_begins(it, sign, clock):
    appraisal, client = made.reported(it), sign(DESK)
    early = client.get(f"{base(appraisal)}open-rating/")
    assert (early.status_code, "不少于3张" in text_of(early)) == (403, True)
    for one in RaterClass.objects.order_by("id"):
        words = {"raters": one.pk, "many": 3, "key": f"t{one.pk}"}
        paper = client.post(f"{base(appraisal)}issue-tickets/", words)
        assert paper["Cache-Control"].startswith("max-age=0")
        assert text_of(paper).count('class="receipt-number"') == 3
    landed = client.post(f"{base(appraisal)}open-rating/", {"key": "f"}, follow=True)
    assert "会议已开始" in text_of(landed)
    assert Ticket.objects.count() == 12


def test_a_ticket_is_used_on_a_phone_without_an_account(it, client):
    _appraisal, codes = made.rating(it)
    code = codes["residents"][0]
    assert client.get("/appraisal/rate/").status_code == 200
    assert client.post("/appraisal/rate/", {"code": "NOBODYS"}).status_code == 422
    address = f"/appraisal/rate/{code}/"
    assert client.post("/appraisal/rate/", {"code": code.lower()}).url == address
    page = client.get(address)
    assert page["Referrer-Policy"] == "same-origin"
    assert client.post(address, {"key": "a"}).status_code == 422, "nothing is rated"
    rated = client.post(address, {"r1": "good", "key": "b"})
    assert "评价已提交" in text_of(rated)
    (tracking,) = Urn.objects.get().slips
    assert tracking not in text_of(rated), "nobody is told the code in the urn"
    assert client.post(address, {"r1": "good", "key": "b"}).url == address, "a double press"
    again = client.post(address, {"r1": "good", "key": "c"})
    assert (again.status_code, "已经使用" in text_of(again)) == (403, True)
    assert client.get("/appraisal/rate/NOBODYS/").status_code == 404
    english = text_of(client.get(f"/appraisal/rate/{codes['peers'][0]}/", headers=ENGLISH))
    assert "How did each secretary" in english


def test_codes_cannot_be_guessed_for_long(it, client):
    for _try in range(30):
        client.get("/appraisal/rate/NOBODYS/")
    assert client.get("/appraisal/rate/NOBODYS/").status_code == 429
    assert client.post("/appraisal/rate/", {"code": "X"}).status_code == 429


def test_paper_tickets_are_entered_by_two(it, sign, clock):
    appraisal, codes = made.rating(it)
    clock.at = LATER
    address = f"{base(appraisal)}enter-ticket/"
    client = sign(DESK)
    assert client.post(address, {"code": "NOBODYS", "key": "a"}).status_code == 422
    words = {"code": codes["leaders"][0], "r1": "good"}
    assert client.post(address, {**words, "key": "b"}).url == address
    assert client.post(address, {**words, "key": "c"}).status_code == 403
    assert "未核定的纸质票" in text_of(client.get(base(appraisal)))
    sign(ABOVE).post(address, {**words, "key": "d"})
    spoiled = {"code": codes["leaders"][1], "invalid": "on"}
    for role in (DESK, ABOVE):
        sign(role).post(address, {**spoiled, "key": role})
    found = [marks for _class, marks in Urn.objects.get().slips.values()]
    assert {"1": "good"} in found
    assert None in found


def test_the_committee_decides_and_what_follows_is_linked(it, sign, clock):
    appraisal = made.rated(it)
    clock.at = LATER
    client = sign(ABOVE)
    landed = client.post(f"{base(appraisal)}count/", {"key": "a"}, follow=True)
    assert "不由票数换算" in text_of(landed)
    one = only(appraisal)
    form = text_of(client.get(f"{file_of(one)}grade/"))
    assert "分类民主评议" in form
    assert "checked" not in form, "no grade is filled in"
    words = {
        "grade": "fairly_good",
        "reason": "覆盖滞后。",
        "session": "常委会",
        "decided_on": "2026-12-21",
        "talk": "reminder_talk",
    }
    missing = client.post(f"{file_of(one)}grade/", {**words, "key": "b"})
    assert (missing.status_code, text_of(missing).count("该等次须列入整改，请填写此项")) == (422, 4)
    follows = {"problem": "滞后", "goal": "全覆盖", "measures": "调度", "due_on": "2027-03-31"}
    landed = client.post(f"{file_of(one)}grade/", {**words, **follows, "key": "c"}, follow=True)
    page = text_of(landed)
    assert f"/duties/rectifications/{Rectification.objects.get().pk}/" in page
    assert "/duties/talks/" in page
    assert "不得评为" in page


def test_the_secretary_reads_the_result_once_it_is_told(it, sign, clock):
    appraisal = made.counted(it)
    one = only(appraisal)
    do_to(it, "grade", one, ABOVE, LATER, decision=made.decision(reason="机密的理由"))
    client = sign(OWN)
    before = text_of(client.get(file_of(one)))
    assert "机密的理由" not in before
    assert "加权占比" not in before, "nor the ballots"
    assert client.get(f"/appraisal/{appraisal.pk}/sheet/").status_code == 403
    do_to(it, "feed_back", one, now=LATER, feedback="继续保持。")
    told = text_of(client.get(file_of(one)))
    assert all(words in told for words in ("机密的理由", "继续保持。", "加权占比"))


def test_the_result_is_public_with_figures_ballots_and_proof(it, client, sign, clock):
    appraisal = made.graded(it, Grade.FAIRLY_GOOD, others=1)
    one = queries.under_review(appraisal)[0]
    public = f"/appraisal/posts/{one.pk}/"
    assert client.get(public).status_code == 404
    assert client.get(f"/appraisal/{appraisal.pk}/").status_code == 200
    clock.at = LATER
    desk = sign(DESK)
    assert "尚未公开" in text_of(desk.get(f"/appraisal/{appraisal.pk}/sheet/"))
    do(it, "publish", appraisal, now=LATER)
    client.logout()
    shown = text_of(client.get(f"/appraisal/{appraisal.pk}/"))
    assert "较好" in shown
    assert "不排名" in shown
    assert "2026年度述职评议" in text_of(client.get("/appraisal/", headers=HTMX))
    page = text_of(client.get(public, headers=ENGLISH))
    assert "Fairly good" in page
    assert "Share, by the weights" in page
    sheet = text_of(client.get(f"/appraisal/{appraisal.pk}/sheet/", headers=ENGLISH))
    assert "述职评议结果" in sheet
    assert "<svg" in sheet
    assert client.get("/appraisal/posts/999999/").status_code == 404
    assert client.get("/appraisal/999999/").status_code == 404


def test_whoever_was_taken_out_has_no_public_page(it, client):
    appraisal = made.announced(it, others=1)
    _one, other = queries.under_review(appraisal)
    do_to(it, "take_out", other, reason="空缺")
    Appraisal.objects.update(state=State.PUBLISHED, published_at=LATER)
    assert client.get(f"/appraisal/posts/{other.pk}/").status_code == 404


def test_the_rows_behind_each_figure_carry_their_proof(it, sign, clock):
    appraisal = made.announced(it)
    one = only(appraisal)
    client = sign(ABOVE)
    page = text_of(client.get(file_of(one)))
    for name in queries.ROWS:
        address = f"/appraisal/posts/{one.pk}/rows/{name}/"
        assert address in page
        assert client.get(address).status_code == 200
    assert "figure=intake" in page
    assert client.get(f"/appraisal/posts/{one.pk}/rows/grades/").status_code == 404
    assert sign("grid_head").get(f"/appraisal/posts/{one.pk}/rows/projects/").status_code == 403


def test_strangers_and_empty_pages(it, client, sign, django_assert_max_num_queries):
    assert "尚无述职评议" in text_of(client.get("/appraisal/"))
    assert "尚无述职评议" in text_of(sign("grid_worker").get("/appraisal/desk/"))
    appraisal = made.announced(it, others=2)
    one = queries.under_review(appraisal)[0]
    assert sign("community_secretary").get(file_of(one)).status_code == 403
    assert sign("community_secretary").get("/appraisal/plan/").status_code == 403
    assert sign(DESK).get("/appraisal/999999/file/").status_code == 404
    assert sign(DESK).get("/appraisal/posts/999999/file/").status_code == 404
    with django_assert_max_num_queries(36):
        sign(DESK).get(base(appraisal))
    with django_assert_max_num_queries(50):
        sign(DESK).get(file_of(one))
    gone = {"reason": "改期", "key": "a"}
    landed = sign(DESK).post(f"{base(appraisal)}cancel/", gone, follow=True)
    assert "改期" in text_of(landed)
