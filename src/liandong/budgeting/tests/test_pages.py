"""The pages of budget votes, for everybody, for voters and for the desk, in both languages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from liandong.budgeting import queries
from liandong.budgeting.lifecycle import Marking, Method, State
from liandong.budgeting.models import Box, BudgetVote, Mark, Project
from liandong.budgeting.tests import factories
from liandong.budgeting.tests.factories import COUNTING, LISTING, SETTLING, VOTING
from liandong.funds.models import Commitment

EN = {"HTTP_ACCEPT_LANGUAGE": "en"}
HTMX = {"HTTP_HX_REQUEST": "true"}
MOMENT = "%Y-%m-%dT%H:%M"


def text_of(response) -> str:
    return response.content.decode()


def at(vote, page="") -> str:
    return f"/budgeting/{vote.pk}/{page}"


def post(client, url, **fields):
    return client.post(url, {"key": uuid4().hex, **fields}, follow=True)


def do(client, vote, verb, **fields):
    return post(client, at(vote, f"desk/{verb.replace('_', '-')}/"), **fields)


# --- Everybody -----------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_appear(client, it):
    assert "还没有居民票选" in text_of(client.get("/budgeting/"))
    english = text_of(client.get("/budgeting/", **EN))
    assert "No vote on a budget yet" in english
    assert "Open a vote" not in english


def test_everybody_reads_the_rule_before_and_the_reasons_after(client, it, clock):
    vote = factories.counted(it)
    clock.at = COUNTING
    shown = text_of(client.get(at(vote)))
    for word in ("等额分配法", "逐元增加", "还差", "由6名支持者支付", "三家询价", vote.digest):
        assert word in shown, word
    assert "想要楼道灯" not in shown, "a resident's own words are for offices"
    english = text_of(client.get(at(vote), **EN))
    for word in ("Equal shares", "Its 6 supporters paid for it.", "not chosen", "10 of 10"):
        assert word in english, word


@pytest.mark.parametrize("method", [Method.GREEDY, Method.EQUAL_SHARES])
def test_points_and_comparison_are_said(client, it, clock, method):
    words = {"marking": Marking.POINTS, "most": 6, "completion": "add1-compare"}
    vote = factories.voting(it, 2, method=method, **words)
    factories.cast(vote, 1, {"1": 6})
    factories.cast(vote, 2, {"2": 2, "3": 4})
    factories.do(it, "count", vote, COUNTING)
    clock.at = COUNTING
    shown = text_of(client.get(at(vote)))
    assert "1人共给6分" in shown
    assert ("更认可" in shown) is (method == Method.EQUAL_SHARES)


def test_a_resident_proposes_without_an_account(client, it, clock):
    vote = factories.opened(it)
    assert "提一个项目" in text_of(client.get(at(vote)))
    assert "不用写姓名" in text_of(client.get(at(vote, "propose/")))
    landed = post(client, at(vote, "propose/"), idea="在东门装一盏灯")
    assert "建议已收到" in text_of(landed)
    assert "另有1件建议正在研判" in text_of(landed)
    assert Project.objects.get().words == "在东门装一盏灯"
    assert "在东门装一盏灯" not in text_of(landed)

    empty = client.post(at(vote, "propose/"), {"idea": ""})
    assert empty.status_code == 422
    clock.at = LISTING
    assert "征集已截止" in text_of(client.get(at(vote, "propose/")))
    late = client.post(at(vote, "propose/"), {"idea": "晚了", "key": "x"})
    assert late.status_code == 403
    assert Project.objects.count() == 1


def test_proposals_are_limited_an_hour(client, it, clock):
    vote = factories.opened(it)
    said = [
        client.post(at(vote, "propose/"), {"idea": "灯", "key": uuid4().hex}).status_code
        for _try in range(7)
    ]
    assert said[:5] == [302] * 5
    assert said[-1] == 429


def test_a_press_that_comes_twice_proposes_once(client, it, clock):
    vote = factories.opened(it)
    for _press in range(2):
        client.post(at(vote, "propose/"), {"idea": "灯", "key": "same"})
    assert Project.objects.count() == 1


def test_the_own_vote_is_found_and_the_file_is_open(client, it, clock):
    vote = factories.counted(it)
    tracking, marks = next(iter(Box.objects.get().slips.items()))
    found = text_of(client.post(at(vote), {"tracking": f"{tracking[:5]} {tracking[5:].lower()}"}))
    assert f"所选项目： {', '.join(marks)}" in found
    assert "没有使用这个码" in text_of(client.post(at(vote), {"tracking": "X"}))
    assert client.post(at(vote), {"tracking": ""}).status_code == 422
    said = [client.post(at(vote), {"tracking": "X"}).status_code for _try in range(31)]
    assert said[-1] == 429

    response = client.get(at(vote, "votes.pb"))
    assert "attachment" in response["Content-Disposition"]
    assert queries.digest(text_of(response)) == vote.digest


def test_an_unreadable_paper_is_told(client, it, clock):
    vote = factories.voted(it)
    box = Box.objects.get()
    code = next(iter(box.slips))
    box.slips[code] = None
    box.save()
    factories.do(it, "count", vote, COUNTING)
    assert "无法辨认" in text_of(client.post(at(vote), {"tracking": code}))
    assert "另有1张无法辨认" in text_of(client.get(at(vote, "result/")))


def test_points_are_found_with_their_numbers(client, it, clock):
    vote = factories.voting(it, 2, marking=Marking.POINTS, most=5)
    tracking = factories.cast(vote, 1, {"2": 3, "3": 2}).tracking
    factories.do(it, "count", vote, COUNTING)
    assert "2 (3), 3 (2)" in text_of(client.post(at(vote), {"tracking": tracking}))


def test_before_the_count_nothing_is_published(client, it, clock):
    vote = factories.voting(it)
    assert client.get(at(vote, "votes.pb")).status_code == 404
    assert client.get(at(vote, "result/")).status_code == 404
    assert client.get("/budgeting/999/").status_code == 404


@pytest.mark.parametrize("page", ["list/", "result/"])
def test_papers_for_the_board_are_chinese_and_open(client, it, page):
    vote = factories.counted(it)
    shown = text_of(client.get(at(vote, page), **EN))
    assert "楼道灯" in shown
    assert "20,000.00" in shown


def test_an_end_without_a_result_is_told_to_everybody(client, it, clock):
    vote = factories.opened(it)
    factories.do(it, "cancel", vote, LISTING, reason="资金另有安排")
    assert "资金另有安排" in text_of(client.get(at(vote)))


# --- Voters --------------------------------------------------------------------------------------


@pytest.fixture
def running(it, clock):
    clock.at = VOTING
    return factories.voting(it, 3, most=2)


def code_of(it, vote, no=1) -> str:
    return factories.do(it, "issue_codes", vote, VOTING, numbers=[no])[no]


def test_a_voter_votes_by_code_and_reads_the_tracking_code_once(client, it, running):
    code = code_of(it, running)
    entered = client.post("/budgeting/vote/", {"code": f"{code[:4].lower()} {code[4:]}"})
    assert entered.url == f"/budgeting/vote/{code}/"
    page = client.get(entered.url)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert "最多勾选2个项目" in text_of(page)
    much = client.post(entered.url, {"p1": "on", "p2": "on", "p3": "on", "key": "a"})
    assert much.status_code == 422
    assert "最多勾选2个项目。" in text_of(much)
    receipt = client.post(entered.url, {"p1": "on", "p3": "on", "key": "b"})
    tracking, marks = next(iter(Box.objects.get().slips.items()))
    assert tracking in text_of(receipt)
    assert marks == {"1": 1, "3": 1}
    again = client.post(entered.url, {"p1": "on", "p3": "on", "key": "b"}, follow=True)
    assert "不得重复投票" in text_of(again)
    assert client.post(entered.url, {"p2": "on", "key": "c"}).status_code == 403
    assert tracking not in text_of(client.get(entered.url))


def test_points_are_typed(client, it, clock):
    clock.at = VOTING
    vote = factories.voting(it, 2, marking=Marking.POINTS, most=5)
    code = code_of(it, vote)
    page = f"/budgeting/vote/{code}/"
    assert "请分配5分" in text_of(client.get(page))
    assert client.post(page, {"p1": "4", "p2": "2", "key": "a"}).status_code == 422
    client.post(page, {"p1": "4", "p2": "1", "p3": "", "key": "b"})
    assert list(Box.objects.get().slips.values()) == [{"1": 4, "2": 1}]


def test_any_number_may_be_ticked_where_the_rule_says_so(client, it, clock):
    clock.at = VOTING
    vote = factories.voting(it, 2)
    assert "勾选您想要的每个项目" in text_of(client.get(f"/budgeting/vote/{code_of(it, vote)}/"))


def test_codes_are_not_guessed(client, it, running):
    assert client.get("/budgeting/vote/").status_code == 200
    wrong = client.post("/budgeting/vote/", {"code": "ABCDEFGH2345"})
    assert wrong.status_code == 422
    assert client.get("/budgeting/vote/ABCDEFGH2345/").status_code == 404
    said = {client.get("/budgeting/vote/ABCDEFGH2345/").status_code for _try in range(31)}
    assert said == {404, 429}
    said = {client.post("/budgeting/vote/", {"code": "x"}).status_code for _try in range(31)}
    assert 429 in said


# --- The desk ------------------------------------------------------------------------------------


def fields(**more):
    terms = factories.TERMS
    names = ("proposals_until", "voting_from", "voting_until")
    days = {name: (getattr(terms, name) + timedelta(hours=8)).strftime(MOMENT) for name in names}
    words = {
        "title": "票选",
        "explanation": "",
        "budget": "60,000",
        "marking": "approval",
        "most": 0,
    }
    rule = {"method": "equal_shares", "utility": "cost", "completion": "add1", "ties": "listed"}
    return {**words, **rule, **days, **more}


def test_a_vote_is_opened_and_its_proposals_are_costed(sign, it, clock):
    line = factories.line(it)
    desk = sign()
    assert "发起票选" in text_of(desk.get("/budgeting/"))
    assert "居民票选项目" in text_of(desk.get("/budgeting/open/"))
    assert desk.post("/budgeting/open/", fields(line=line.pk, title="")).status_code == 422
    dear = desk.post("/budgeting/open/", fields(line=line.pk, budget="60,000.01", key="d"))
    assert dear.status_code == 403
    assert "60,000.00" in text_of(dear)
    landed = post(desk, "/budgeting/open/", **fields(line=line.pk))
    vote = BudgetVote.objects.get()
    assert landed.redirect_chain[-1][0] == at(vote, "desk/")
    assert "还没有建议" in text_of(landed)

    first = factories.proposed(vote)
    page = f"/budgeting/projects/{first.pk}/assess/"
    assert "在楼下装健身器材" in text_of(desk.get(page))
    words = {"standing": "feasible", "title": "器材", "text": "西侧", "reason": "询价"}
    assert desk.post(page, {**words, "title": "", "key": "e"}).status_code == 422
    assert "请写明造价" in text_of(desk.post(page, {**words, "key": "n"}))
    assert "已登记" in text_of(post(desk, page, **words, cost="30,000"))
    assert 'value="30,000.00"' in text_of(desk.get(page))
    assert Project.objects.get().cost == 3_000_000


def test_the_list_the_roll_the_codes_and_the_papers(sign, it, clock):
    vote = factories.opened(it)
    for title in ("器材", "灯"):
        factories.assess(it, factories.proposed(vote), factories.found(title, 1_000_000))
    clock.at = LISTING
    desk = sign()
    assert "清单已公布" in text_of(do(desk, vote, "publish_list"))
    assert desk.post(at(vote, "desk/enter-roll/"), {"names": ""}).status_code == 422
    assert desk.post(at(vote, "desk/enter-roll/"), {"names": ",,"}).status_code == 422
    assert "名册已录入" in text_of(do(desk, vote, "enter_roll", names="甲\n乙\n丙"))
    slips = do(desk, vote, "issue_codes", numbers="1，2")
    code = re.search(r"([A-Z0-9]{4} ){2}[A-Z0-9]{4}", text_of(slips))[0].replace(" ", "")
    assert "no-store" in slips["Cache-Control"]
    assert queries.voter_with(code).vote_id == vote.pk
    assert desk.post(at(vote, "desk/issue-codes/"), {"numbers": "x"}).status_code == 422
    do(desk, vote, "print_papers", spare=1)
    assert text_of(desk.get(at(vote, "papers/"))).count('class="slip"') == 4
    assert "甲" in text_of(desk.get(at(vote, "roll/")))


def test_papers_are_handed_out_and_entered_on_the_pages(sign, it, running):
    vote, desk = running, sign()
    again = do(desk, vote, "hand_out", no=2)
    assert again.redirect_chain[-1][0] == at(vote, "desk/hand-out/")
    assert desk.post(at(vote, "desk/hand-out/"), {"no": 9}).status_code == 422
    paper = vote.papers.first()
    assert "已录入" in text_of(do(desk, vote, "enter_paper", code=paper.code, p2="on"))
    assert desk.post(at(vote, "desk/enter-paper/"), {"code": "X"}).status_code == 422
    other = sign("grid_head")
    do(other, vote, "enter_paper", code=paper.code, unreadable="on")
    assert paper.code in text_of(other.get(at(vote, "desk/")))
    do(sign("community_worker"), vote, "enter_paper", code=paper.code, p2="on")
    assert Box.objects.get().slips == {paper.code: {"2": 1}}
    assert "纸质1人" in text_of(other.get(at(vote, "desk/")))


def test_the_count_and_what_follows_on_the_pages(sign, it, clock):
    vote = factories.voted(it)
    clock.at = VOTING
    desk = sign()
    assert "投票中" in text_of(desk.get(at(vote, "desk/")))
    clock.at = COUNTING
    desk = sign()
    assert "已计票并公布" in text_of(do(desk, vote, "count"))
    assert "5日" in text_of(desk.get(at(vote, "desk/")))
    assert do(desk, vote, "settle").status_code == 403
    clock.at = SETTLING
    assert "进入执行" in text_of(do(sign(), vote, "settle"))
    assert Commitment.objects.count() == 3
    assert BudgetVote.objects.get().state == State.SETTLED


def test_voting_is_opened_on_the_page(sign, it, clock):
    vote = factories.listed(it)
    factories.do(it, "enter_roll", vote, LISTING, names=["甲"])
    clock.at = VOTING
    assert "投票已开始" in text_of(do(sign(), vote, "open_voting"))


def test_the_desk_is_closed_to_others(client, sign, it, clock):
    vote = factories.opened(it)
    project = factories.proposed(vote)
    for page in ("desk/", "desk/count/", "roll/", "papers/"):
        assert client.get(at(vote, page)).status_code == 302
        assert sign("department_officer").get(at(vote, page)).status_code == 403
        client.logout()
    assert sign("department_officer").get("/budgeting/open/").status_code == 403
    assert sign("grid_head").get(f"/budgeting/projects/{project.pk}/assess/").status_code == 403
    assert sign().get("/budgeting/projects/999/assess/").status_code == 404
    assert sign().get("/budgeting/999/desk/").status_code == 404


def test_what_is_not_allowed_says_why(sign, it, clock):
    vote = factories.opened(it)
    shown = text_of(sign().get(at(vote, "desk/")))
    assert "仍在征集建议" in shown
    asked = sign().get(at(vote, "desk/count/"))
    assert asked.status_code == 403
    assert "<form method" not in text_of(asked).split("<main")[1].split("</main>")[0]
    assert "不得" not in text_of(sign("grid_head").get(at(vote, "desk/")))


def test_without_a_line_the_page_says_where_to_set_one(sign, it, clock):
    assert "请先在经费账册中安排" in text_of(sign().get("/budgeting/open/"))


def test_a_press_that_comes_twice_opens_one_vote(sign, it, clock):
    line = factories.line(it)
    for _press in range(2):
        sign().post("/budgeting/open/", fields(line=line.pk, key="same"))
    assert BudgetVote.objects.count() == 1


def test_cancelling_needs_a_reason(sign, it, clock):
    vote = factories.opened(it)
    assert sign().post(at(vote, "desk/cancel/"), {"reason": ""}).status_code == 422
    assert "票选已终止" in text_of(do(sign(), vote, "cancel", reason="改期"))


def test_lists_are_parts_for_htmx_and_near_first(sign, it, clock):
    factories.opened(it)
    near = text_of(sign().get("/budgeting/", **HTMX))
    assert "2026年居民票选项目" in near
    assert "<html" not in near
    assert "全部社区" in near
    assert "全部社区" not in text_of(sign().get("/budgeting/?all=1"))


@pytest.mark.parametrize("page", ["", "desk/", "list/"])
def test_pages_cost_no_more_queries_with_more_projects(
    sign, it, clock, page, django_assert_max_num_queries
):
    vote = factories.counted(it)
    client = sign()
    client.get(at(vote, page))
    with django_assert_max_num_queries(30):
        assert client.get(at(vote, page)).status_code == 200
    assert Mark.objects.count() == 10


def test_the_desk_in_english_holds_no_chinese_of_the_house(sign, it, clock):
    vote = factories.opened(it)
    shown = text_of(sign().get(at(vote, "desk/"), **EN))
    for word in ("What can be done now", "Publish the list", "Proposals are still taken."):
        assert word in shown, word
