"""The desk: asking, looking at statements, paper, closing, and what comes of it."""

import re

import pytest
from django.core.management import call_command

from liandong.deliberation.models import Council
from liandong.opinions import queries
from liandong.opinions.lifecycle import State
from liandong.opinions.models import Answer, Conversation, Statement
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import LATE, OVER
from liandong.opinions.tests.pages import EN, at, do, post, text_of

# --- The desk ------------------------------------------------------------------------------------


def test_the_desk_lists_what_waits(client, it, running, sign):
    participant, _code = factories.joined(running)
    factories.suggested(participant)
    desk = text_of(sign().get("/opinions/desk/"))
    assert '<span class="pill pill-wait">1</span>' in desk
    assert "小区停车和充电怎么办" not in text_of(client.get("/opinions/desk/?state=closed"))
    assert "小区停车和充电怎么办" in text_of(client.get("/opinions/desk/?state=open"))
    assert "小区停车和充电怎么办" in text_of(client.get("/opinions/desk/?state=nonsense"))
    assert "发起征询" not in text_of(sign("grid_worker").get("/opinions/desk/"))


def test_a_secretary_asks(client, it, sign, clock):
    page = text_of(sign().get("/opinions/open/"))
    assert "樱园第一网格" in page
    assert ">Yingyuan grid 1</option>" in text_of(client.get("/opinions/open/", **EN))
    words = {
        "place": it.tree.community.pk,
        "question": "广场舞几点结束？",
        "opens_on": "2026-11-24",
        "closes_on": "2026-12-08",
        "seeds": "九点结束\n\n十点结束",
    }
    landed = post(client, "/opinions/open/", **words)
    made = Conversation.objects.get()
    assert landed.redirect_chain[-1][0] == at(made, "desk/")
    assert [one.text for one in queries.published(made)] == ["九点结束", "十点结束"]
    assert client.post("/opinions/open/", {**words, "seeds": "长" * 141}).status_code == 422
    numbered = client.post("/opinions/open/", {**words, "seeds": "九点\n打13812345678"})
    assert numbered.status_code == 422
    late = client.post("/opinions/open/", {**words, "opens_on": "2026-11-01", "key": "l"})
    assert late.status_code == 403
    assert "早于今天" in text_of(late)
    twice = {**words, "key": "twice"}
    client.post("/opinions/open/", twice)
    assert client.post("/opinions/open/", twice).url == "/opinions/desk/"
    assert Conversation.objects.count() == 2
    assert sign("grid_worker").get("/opinions/open/").status_code == 403
    assert sign("department_officer").get("/opinions/open/").status_code == 403


def test_a_statement_is_looked_at_in_every_way(client, it, running, sign):
    participant, _code = factories.joined(running)
    made = [factories.suggested(participant, f"观点{number}") for number in range(3)]
    file = text_of(sign().get(at(running, "desk/")))
    assert file.count(">审核</a>") == 3
    look = f"/opinions/statements/{made[0].pk}/"
    assert "不看是否中听" in text_of(client.get(look))
    wrong = client.post(f"{look}publish/", {"text": "打13812345678"})
    assert wrong.status_code == 422
    assert "打13812345678" in text_of(wrong)
    assert client.post(f"{look}refuse/", {"ground": "displeases"}).status_code == 422
    assert "已登记" in text_of(post(client, f"{look}publish/", text="观点零"))
    refuse = f"/opinions/statements/{made[1].pk}/refuse/"
    post(client, refuse, ground="off_topic")
    into = factories.statement(running, 1)
    post(client, f"/opinions/statements/{made[2].pk}/merge/", into=into.pk)
    standings = [Statement.objects.get(pk=one.pk).standing for one in made]
    assert standings == ["published", "refused", "merged"]
    file = text_of(client.get(at(running, "desk/")))
    for word in ("观点0", "9. ", "与问题无关", "→ 1."):
        assert word in file, word
    again = client.post(refuse, {"ground": "off_topic", "key": "x"})
    assert again.status_code == 403
    assert "已审核" in text_of(again)
    assert "已审核" in text_of(client.get(f"/opinions/statements/{made[1].pk}/"))
    assert client.get(refuse).status_code == 403
    assert client.get("/opinions/statements/999/").status_code == 404
    assert sign("grid_worker").get(look).status_code == 403


def test_questionnaires_are_printed_once_and_entered(client, it, running, sign):
    sign("grid_worker")
    assert do(client, running, "issue_codes", many=0).status_code == 422
    papers = do(client, running, "issue_codes", many=2)
    assert "no-store" in papers["Cache-Control"]
    codes = re.findall(r"<b>([A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4})</b>", text_of(papers))
    assert len(codes) == 2
    assert text_of(papers).count("☐") == 2 * 8 * 3
    fields = {f"s{no}": "1" for no in range(1, 8)}
    page = client.get(at(running, "desk/enter-paper/"))
    assert "8. 物业费可以适当提高" in text_of(page)
    landed = do(client, running, "enter_paper", code=codes[0], text="要有坡道", **fields)
    assert landed.redirect_chain[-1][0] == at(running, "desk/enter-paper/")
    assert Answer.objects.count() == 7
    again = do(client, running, "enter_paper", code=codes[0], **fields)
    assert again.status_code == 403
    assert "不得重复计入" in text_of(again)
    assert do(client, running, "enter_paper", code="X", **fields).status_code == 422
    assert do(client, running, "enter_paper", code=codes[1]).status_code == 422
    wrong = do(client, running, "enter_paper", code=codes[1], text="打13812345678", **fields)
    assert wrong.status_code == 422
    assert "请勿写电话" in text_of(wrong)


def test_from_closing_to_what_comes_of_it(client, it, clock, sign):
    call_command("import_procedures", verbosity=0)
    conversation = factories.with_camps(it)
    sign()
    early = do(client, conversation, "close")
    assert early.status_code == 403
    assert "截止日结束前" in text_of(client.get(at(conversation, "desk/")))
    clock.at = OVER
    sign()
    assert "征询已结束" in text_of(do(client, conversation, "close"))
    assert do(client, conversation, "close").status_code == 403
    assert client.get(at(conversation, "desk/close/")).status_code == 403
    groups = text_of(client.get(at(conversation, "desk/name-groups/")))
    assert "甲组" in groups
    do(client, conversation, "name_groups", name_甲="保绿地", name_乙="要充电")
    assert "甲 保绿地" in text_of(client.get(at(conversation)))
    assert 'value="保绿地"' in text_of(client.get(at(conversation, "desk/name-groups/")))
    assert do(client, conversation, "conclude", answer="").status_code == 422
    do(client, conversation, "conclude", answer="先划停车线。")
    shown = text_of(client.get(at(conversation)))
    assert "先划停车线。" in shown
    call = re.search(r"/opinions/statements/\d+/council/", shown)[0]
    page = text_of(client.get(call))
    assert "来自观点征询“小区停车和充电怎么办？”" in page
    assert client.post(call, {"explanation": ""}).status_code == 422
    landed = post(client, call, explanation="请大家议一议。")
    council = Council.objects.get()
    assert landed.redirect_chain[-1][0] == f"/deliberation/desk/{council.number}/"
    assert "就此议题的议事会正在筹备" in text_of(client.get(at(conversation)))
    assert client.get(call).status_code == 403


def test_who_does_not_lead_calls_no_council(client, finished, sign):
    assert "就此召开议事会" not in text_of(client.get(at(finished)))
    assert "就此召开议事会" in text_of(sign().get(at(finished)))


def test_a_council_that_the_rules_refuse_is_refused_with_their_sentence(client, it, clock, sign):
    conversation = factories.closed(it)
    no = queries.drawing(conversation).result["divisive"][0]
    call = f"/opinions/statements/{factories.statement(conversation, no).pk}/council/"
    refused = sign().post(call, {"explanation": "议", "key": "k"})
    assert refused.status_code == 403
    assert "议事规则" in text_of(refused)
    assert client.get("/opinions/statements/999/council/").status_code == 404


def test_an_announced_council_is_linked(client, it, finished, sign):
    call_command("import_procedures", verbosity=0)
    no = queries.drawing(finished).result["divisive"][0]
    words = {"statement_id": factories.statement(finished, no).pk, "explanation": "议"}
    council = factories.do(it, "call_council", OVER, **words)
    Council.objects.update(state="noticed")
    assert f'href="/deliberation/{council.number}/"' in text_of(client.get(at(finished)))


def test_an_end_without_a_result_is_told_to_everybody(client, it, running, sign):
    sign()
    do(client, running, "cancel", reason="问题问错了")
    shown = text_of(client.get(at(running)))
    assert "问题问错了" in shown
    assert "目前情况" not in shown
    assert "此环节没有" in text_of(client.get(at(running, "desk/")))


def test_the_own_answers_stay_readable_after_the_end(client, running, clock):
    joined = client.post(at(running, "join/"), {"key": "a"})
    clock.at = LATE
    Conversation.objects.update(state=State.CLOSED, closed_at=LATE)
    assert "查看我的表态" in text_of(client.get(at(running)))
    assert "不是表态时间" in text_of(client.get(joined.url))
    assert "社区尚未答复" in text_of(client.get(at(running)))


@pytest.mark.parametrize("role", ["department_officer", "city_secretary"])
def test_the_desk_is_closed_to_other_posts(client, it, running, sign, role):
    assert sign(role).get(at(running, "desk/")).status_code == 403
    assert client.get(at(running, "desk/issue-codes/")).status_code == 403


@pytest.mark.parametrize("page", ["/opinions/desk/", "/opinions/open/", "/opinions/1/desk/"])
def test_the_desk_asks_who_comes(client, it, page):
    assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    ("page", "most"), [("/opinions/", 6), ("/opinions/desk/", 9), ("{at}", 14), ("{at}desk/", 18)]
)
def test_pages_ask_little_of_the_database(
    client, finished, sign, django_assert_max_num_queries, page, most
):
    url = page.format(at=at(finished))
    sign().get(url)
    with django_assert_max_num_queries(most):
        client.get(url)


def test_a_statement_is_asked_with_few_queries(client, it, clock, django_assert_max_num_queries):
    conversation = factories.with_camps(it)
    factories.drawn(conversation)
    _participant, code = factories.joined(conversation)
    with django_assert_max_num_queries(5):
        client.get(f"/opinions/own/{code}/")
