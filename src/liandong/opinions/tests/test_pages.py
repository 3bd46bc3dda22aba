"""The pages of conversations, for everybody, for who takes part and for the desk."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from liandong.deliberation.models import Council
from liandong.opinions import queries
from liandong.opinions.lifecycle import Ground, Standing, State
from liandong.opinions.models import Answer, Conversation, Participant, Statement
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import LATE, NOON, OVER
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

EN = {"HTTP_ACCEPT_LANGUAGE": "en"}
HTMX = {"HTTP_HX_REQUEST": "true"}


def text_of(response) -> str:
    return response.content.decode()


def at(conversation, page="") -> str:
    return f"/opinions/{conversation.pk}/{page}"


def post(client, url, **fields):
    return client.post(url, {"key": uuid4().hex, **fields}, follow=True)


def do(client, conversation, verb, **fields):
    return post(client, at(conversation, f"desk/{verb.replace('_', '-')}/"), **fields)


@pytest.fixture
def running(it, clock):
    return factories.opened(it)


@pytest.fixture
def finished(it, clock):
    clock.at = OVER
    return factories.closed(it)


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


# --- The map -------------------------------------------------------------------------------------


def test_the_map_names_groups_what_unites_and_what_divides(client, it, clock):
    conversation = factories.with_camps(it)
    assert "几分钟内绘出观点图" in text_of(client.get(at(conversation)))
    factories.drawn(conversation)
    clock.at = NOON + timedelta(minutes=7)
    shown = text_of(client.get(at(conversation)))
    for word in ("7 分钟前", "25人中有25人", "各组均：同意", "甲", "乙", "13人", "12人"):
        assert word in shown, word
    assert "同意100% (12/12)" in shown or "12" in shown
    english = text_of(client.get(at(conversation), **EN))
    for word in ("Who thinks alike", "What unites", "What divides", "all groups: agree"):
        assert word in english, word
    drawing = client.get(at(conversation, "map.svg"))
    assert drawing["Content-Type"] == "image/svg+xml"
    assert ">甲</text>" in text_of(drawing)
    assert ">A</text>" in text_of(client.get(at(conversation, "map.svg"), **EN))


@pytest.mark.parametrize(
    ("size", "says"),
    [(2, "满5人参与后显示票数"), (5, "还差9人"), (9, "还差1人")],
)
def test_too_few_show_no_groups_and_say_how_many_are_missing(client, it, clock, size, says):
    conversation = factories.with_camps(it, size)
    factories.drawn(conversation)
    shown = text_of(client.get(at(conversation)))
    assert says in shown if size != 2 else "看法相近的人" not in shown
    assert "看法相近的人" not in shown
    assert client.get(at(conversation, "map.svg")).status_code == 404


def test_where_all_think_alike_there_are_no_groups(client, it, clock):
    conversation = factories.opened(it)
    for _person in range(22):
        factories.on_paper(it, conversation, (1,) * 8)
    factories.drawn(conversation)
    assert "没有形成5人以上" in text_of(client.get(at(conversation)))


def test_of_four_people_nothing_is_counted_and_nothing_published(client, it, clock):
    conversation = factories.opened(it)
    for _person in range(4):
        factories.on_paper(it, conversation, (1,) * 8)
    factories.do(it, "close", OVER, conversation_id=conversation.pk)
    shown = text_of(client.get(at(conversation)))
    assert "满5人参与后显示票数" in shown
    assert "参与者不足五人" in shown
    assert client.get(at(conversation, "votes.csv")).status_code == 404
    assert client.get(at(conversation, "statements.csv")).status_code == 404


def test_a_cell_that_would_tell_of_one_person_is_hidden_with_the_others(client, it, clock):
    conversation = factories.with_camps(it)
    odd = list(Participant.objects.order_by("id"))[:4]
    participant, _code = factories.joined(conversation)
    made = factories.suggested(participant)
    factories.do(it, "publish", statement_id=made.pk, text="只有四人看到")
    for one in odd:
        factories.answer(one, 9, 1)
    last = factories.drawn(conversation)
    line = next(line for line in last.result["statements"] if line["no"] == 9)
    assert (line["seen"], line["agree"], line["groups"]) == (4, None, None)
    assert 9 not in [*last.result["consensus"], *last.result["divisive"]]
    assert "不显示" in text_of(client.get(at(conversation)))

    for one in Participant.objects.order_by("id")[4:6]:
        factories.answer(one, 9, -1)
    line = next(
        line for line in factories.drawn(conversation).result["statements"] if line["no"] == 9
    )
    assert (line["seen"], line["agree"], line["disagree"]) == (6, 4, 2)
    assert line["groups"] is None, "the other group has nobody who answered"


def test_tables_for_spreadsheets(client, finished):
    table = text_of(client.get(at(finished, "counts.csv")))
    assert table.splitlines()[0].lstrip("\ufeff").startswith("序号,观点,")
    assert "甲 同意" in table
    assert len(table.splitlines()) == 9
    assert client.get(at(finished, "counts.xlsx")).content[:2] == b"PK"
    assert client.get(at(finished, "counts.pdf")).status_code == 404


def test_without_a_map_there_is_no_table(client, running):
    assert client.get(at(running, "counts.csv")).status_code == 404
    assert client.get(at(running, "votes.csv")).status_code == 404
    assert client.get(at(running, "result/")).status_code == 404
    assert client.get("/opinions/999/").status_code == 404


def test_anybody_draws_the_same_groups_from_the_published_files(client, finished, tmp_path, capsys):
    shown = text_of(client.get(at(finished)))
    command = re.search(r"liandong (plan opinions [^<]+)</code>", shown)[1].split()
    files = {}
    for page in ("votes.csv", "statements.csv"):
        response = client.get(at(finished, page))
        name = re.search(r'filename="([^"]+)"', response["Content-Disposition"])[1]
        files[name] = tmp_path / name
        files[name].write_bytes(response.content)
    words = [str(files.get(word, word)) for word in command]
    call_command(*words, "--language", "zh-hans")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "25 人参与，8 条观点，200 次表态"
    last = queries.drawing(finished)
    sizes = [
        int(re.search(r"(\d+)人", line)[1]) for line in said if re.match(r"[A-E] · \d+人", line)
    ]
    assert sizes == [group["size"] for group in last.result["groups"]]
    unite, divide = said.index("共识"), said.index("分歧")
    texts = {one.no: one.text for one in queries.published(finished)}
    named = [line.strip().split("  (")[0] for line in said[unite + 1 : divide - 1]]
    assert named == [texts[no] for no in last.result["consensus"]]
    counts = said.index("同意／不同意／略过")
    named = [line.strip().split("  (")[0] for line in said[divide + 1 : counts - 1]]
    assert named == [texts[no] for no in last.result["divisive"]]
    counted = {line.split("  ")[2]: line.split("  ")[1] for line in said[counts + 1 : -1]}
    for line in last.result["statements"]:
        told = f"{line['agree']} / {line['disagree']} / {line['passed']}"
        assert counted[texts[line["no"]]] == told

    (votes,) = [path for name, path in files.items() if "votes" in name]
    assert queries.digest(votes.read_text("utf-8")) == finished.digest
    assert finished.digest in shown


# --- Paper ---------------------------------------------------------------------------------------


def test_papers_for_the_board_are_chinese_and_open(client, it, finished):
    words = {"conversation_id": finished.pk}
    factories.do(it, "name_groups", OVER, names=["要充电", ""], **words)
    factories.do(it, "conclude", OVER, answer="先划线。", **words)
    notice = text_of(client.get(at(finished, "notice/"), **EN))
    for word in ("观点征询", "樱园小区居民", "扫描二维码", "<svg"):
        assert word in notice, word
    result = text_of(client.get(at(finished, "result/"), **EN))
    for word in ("先划线。", "要充电", "25人参与", finished.digest):
        assert word in result, word


def test_the_result_on_paper_says_what_is_missing(client, it, clock):
    few = factories.closed(it, 3, compound="")
    shown = text_of(client.get(at(few, "result/")))
    assert "还差13人" in shown
    assert "樱园社区居民" in text_of(client.get(at(few, "notice/")))


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
    assert client.get(refuse).status_code == 405
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
    client.logout()
    assert "就此召开议事会" not in text_of(client.get(at(conversation)))


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
    assert "没有可办理的事" in text_of(client.get(at(running, "desk/")))


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
