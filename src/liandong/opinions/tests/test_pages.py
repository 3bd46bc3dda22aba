"""The pages of conversations for everybody, and for who takes part."""

import re
from datetime import timedelta

import pytest

from liandong.opinions.lifecycle import Ground, Standing
from liandong.opinions.models import Answer, Participant, Statement
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import OVER
from liandong.opinions.tests.pages import EN, HTMX, at, post, text_of
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

# --- Everybody -----------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_appear(client, it):
    assert "还没有观点征询" in text_of(client.get("/opinions/"))
    english = text_of(client.get("/opinions/", **EN))
    assert "No conversation yet" in english


def test_the_list_pages_and_knows_the_own_place(client, it, sign):
    for _number in range(31):
        factories.opened(it)
    first = text_of(client.get("/opinions/"))
    assert "共31条" in first or "31" in first
    assert text_of(client.get("/opinions/?page=2")).count("小区停车和充电怎么办") == 1
    part = text_of(client.get("/opinions/", **HTMX))
    assert "<html" not in part
    elsewhere = text_of(sign("district_secretary").get("/opinions/"))
    assert "小区停车和充电怎么办" in elsewhere
    assert "全部社区" in elsewhere


def test_the_way_in_is_shown_only_in_its_days(client, running, clock):
    assert "参与" in text_of(client.get(at(running)))
    assert f'action="{at(running, "join/")}"' in text_of(client.get(at(running)))
    clock.at = OVER
    shown = text_of(client.get(at(running)))
    assert "正在录入最后的问卷" in shown
    assert "join/" not in shown


def test_before_the_first_day_the_day_is_said(client, it, clock):
    soon = factories.opened(it, opens_on=factories.FIRST + timedelta(days=2))
    assert "2026-11-26起可以表态" in text_of(client.get(at(soon)))
    assert client.post(at(soon, "join/"), {"key": "a"}).status_code == 403
    assert not Participant.objects.exists()


def test_a_resident_takes_part_one_statement_at_a_time(client, running):
    joined = client.post(at(running, "join/"), {"key": "a"})
    page = client.get(joined.url)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert "已表态0条，共8条" in text_of(page)
    for number in range(8):
        asked = re.search(r'name="statement" value="(\d+)"', text_of(page))[1]
        page = post(client, joined.url, statement=asked, vote=(-1, 0, 1)[number % 3])
    assert "全部完成，谢谢" in text_of(page)
    assert Answer.objects.count() == 8
    mine = text_of(client.get(f"{joined.url}answers/"))
    assert mine.count("更改") == 8
    assert "继续表态" in text_of(client.get(at(running))), "the browser knows the way back"


def test_a_press_that_comes_twice_joins_and_answers_once(client, running):
    joined = client.post(at(running, "join/"), {"key": "same"})
    assert client.post(at(running, "join/"), {"key": "same"}).url == at(running)
    assert Participant.objects.count() == 1
    first = factories.statement(running, 1)
    for _press in range(2):
        client.post(joined.url, {"statement": first.pk, "vote": 1, "key": "once"})
    assert Answer.objects.count() == 1


def test_an_answer_is_changed(client, running):
    participant, code = factories.joined(running)
    factories.answer(participant, 3, 1)
    page = text_of(client.get(f"/opinions/own/{code}/?statement=3"))
    assert "您之前的表态： 同意" in page
    third = factories.statement(running, 3)
    landed = post(client, f"/opinions/own/{code}/", statement=third.pk, vote=-1, again=1)
    assert landed.redirect_chain[-1][0] == f"/opinions/own/{code}/answers/"
    assert Answer.objects.get().vote == -1


def test_a_wrong_answer_is_422_and_a_late_one_403(client, running, clock):
    _participant, code = factories.joined(running)
    first = factories.statement(running, 1)
    wrong = client.post(f"/opinions/own/{code}/", {"statement": first.pk, "vote": 5})
    assert wrong.status_code == 422
    clock.at = OVER
    late = client.post(f"/opinions/own/{code}/", {"statement": first.pk, "vote": 1, "key": "k"})
    assert late.status_code == 403
    assert "不是表态时间" in text_of(late)
    assert "不是表态时间" in text_of(client.get(f"/opinions/own/{code}/say/"))
    assert not Answer.objects.exists()


def test_a_statement_of_ones_own_is_seen_by_its_author_with_what_became_of_it(client, it, running):
    participant, code = factories.joined(running)
    say = f"/opinions/own/{code}/say/"
    assert client.post(say, {"text": ""}).status_code == 422
    numbered = client.post(say, {"text": "打13812345678找我"})
    assert numbered.status_code == 422
    assert "请勿写电话号码" in text_of(numbered)
    assert "打13812345678找我" in text_of(numbered), "what was typed is kept"
    assert client.post(say, {"text": "长" * 141}).status_code == 422
    landed = post(client, say, text="路灯太暗了\n！！")
    assert "审核后公布" in text_of(landed)
    assert "待审核" in text_of(landed)
    made = Statement.objects.get(author=participant)
    assert made.original == "路灯太暗了 ！！"
    assert "路灯太暗了" not in text_of(client.get(at(running)))
    factories.do(it, "publish", statement_id=made.pk, text="路灯太暗")
    mine = text_of(client.get(f"/opinions/own/{code}/answers/"))
    assert "公布为：" in mine
    assert "路灯太暗</span>" in mine
    for number in range(4):
        factories.suggested(participant, f"观点{number}")
    full = client.post(say, {"text": "再来一条", "key": "z"})
    assert full.status_code == 403
    assert "最多提出5条" in text_of(full)


def test_the_author_reads_why_it_was_refused_or_merged(client, it, running):
    participant, code = factories.joined(running)
    one, two = factories.suggested(participant, "骂人"), factories.suggested(participant, "重复")
    factories.do(it, "refuse", statement_id=one.pk, ground=Ground.ABUSIVE)
    into = factories.statement(running, 2)
    factories.do(it, "merge", statement_id=two.pk, into_id=into.pk)
    mine = text_of(client.get(f"/opinions/own/{code}/answers/"))
    assert "侮辱或威胁他人" in mine
    assert "另一条： 2." in mine
    assert into.text in mine
    shown = text_of(client.get(at(running)))
    assert "侮辱或威胁他人: 1" in shown
    assert "骂人" not in shown


def test_a_code_is_typed_and_tries_are_limited(client, running, it):
    (code,) = factories.do(it, "issue_codes", conversation_id=running.pk, many=1)
    assert "问卷上的参与码" in text_of(client.get("/opinions/own/"))
    typed = client.post("/opinions/own/", {"code": f"{code[:4].lower()} {code[4:]}"})
    assert typed.url == f"/opinions/own/{code}/"
    assert client.get("/opinions/own/NOBODY/").status_code == 404
    assert client.post("/opinions/own/", {"code": "NOBODY"}).status_code == 422
    said = [client.post("/opinions/own/", {"code": "X"}).status_code for _try in range(30)]
    assert said[-1] == 429
    for page in ("", "answers/", "say/"):
        assert client.get(f"/opinions/own/NOBODY/{page}").status_code == 429


@pytest.mark.parametrize("key", ["opinion.per_hour", "opinion.answers"])
def test_joining_and_answering_have_a_limit_an_hour(client, running, key):
    _participant, code = factories.joined(running)
    first = factories.statement(running, 1)
    own = f"/opinions/own/{code}/"
    Rule.objects.filter(key=key).update(amount=3)
    rulebook.forget()
    deeds = {
        "opinion.per_hour": lambda: post(client, at(running, "join/")),
        "opinion.answers": lambda: post(client, own, statement=first.pk, vote=1),
    }
    said = [deeds[key]().status_code for _try in range(4)]
    assert said == [200, 200, 200, 429]


def test_when_nothing_is_published_it_says_so(client, it, running):
    _participant, code = factories.joined(running)
    Statement.objects.update(standing=Standing.REFUSED, ground=Ground.OFF_TOPIC)
    assert "目前没有观点" in text_of(client.get(f"/opinions/own/{code}/"))
    assert "还没有表态" in text_of(client.get(f"/opinions/own/{code}/answers/"))
