"""The map on its page and on paper, what it hides, and the files from which it is drawn again."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command

from liandong.opinions import queries
from liandong.opinions.models import Participant
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import NOON, OVER
from liandong.opinions.tests.pages import EN, at, text_of

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
    found = [re.match(r"[A-E] · (\d+) 人", line) for line in said]
    sizes = [int(one[1]) for one in found if one]
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
    for word in ("先划线。", "要充电", "25人参与", ">甲</text>", finished.digest):
        assert word in result, word


def test_the_result_on_paper_says_what_is_missing(client, it, clock):
    few = factories.closed(it, 3, compound="")
    shown = text_of(client.get(at(few, "result/")))
    assert "还差13人" in shown
    assert "樱园社区居民" in text_of(client.get(at(few, "notice/")))
