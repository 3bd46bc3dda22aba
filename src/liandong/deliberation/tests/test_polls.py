"""Quick polls: two to six answers, once a household, shown only where they tell of nobody."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from liandong.deliberation import actions, queries, rules, tasks
from liandong.deliberation.lifecycle import Poll
from liandong.deliberation.models import GridPoll, PollOption, PollSlip
from liandong.deliberation.rules import Question
from liandong.deliberation.tests.factories import DAY, NOON, fresh
from liandong.deliberation.tests.pages import ENGLISH, HTMX, text_of
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
CLOSES = NOON + 5 * DAY
ASKED = Question("晾衣架装在哪里？", ("南侧", "北侧", "不装"), 12, CLOSES, "下月施工。")
PUBLIC, DESK = "/deliberation/polls/", "/deliberation/polls/desk/"


@pytest.fixture
def poll(it):
    grid = it.cast.tree.grid
    return actions.ask(place_id=grid.pk, asked=ASKED, actor=it.actor("grid_head"), now=NOON)


def slips(it, poll):
    return actions.issue_slips(poll_id=poll.pk, actor=it.actor("grid_head"), now=NOON)


def answer(poll, code, option, now=NOON):
    slip = queries.slip_with(code)
    return actions.answer(slip_id=slip.pk, option=option, actor=RESIDENT, now=now)


def answered(it, poll, count):
    codes = slips(it, poll)
    for no in range(1, count + 1):
        answer(poll, codes[no], no % 2 + 1)
    return codes


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ({}, True),
        ({"options": ("甲", "乙")}, True),
        ({"options": ("甲",)}, False),
        ({"options": tuple("甲乙丙丁戊己")}, True),
        ({"options": tuple("甲乙丙丁戊己庚")}, False),
        ({"options": ("甲", "甲")}, False),
        ({"closes_at": NOON}, False),
        ({"closes_at": NOON + 60 * DAY}, True),
        ({"closes_at": NOON + 61 * DAY}, False),
        ({"question": "问13812345678？"}, False),
    ],
)
def test_what_may_be_asked(it, words, allowed):
    grid = it.cast.tree.grid
    asked = replace(ASKED, **words)
    assert bool(rules.may_ask(it.actor("grid_head"), grid, asked, NOON)) is allowed


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("grid_head", True),
        ("community_secretary", True),
        ("grid_worker", False),
        ("subdistrict_officer", False),
    ],
)
def test_the_grids_head_asks_and_the_community_above(it, role, allowed):
    grid = it.cast.tree.grid
    assert bool(rules.may_ask_at(it.actor(role), grid)) is allowed
    assert not rules.may_ask_at(it.actor(role), it.place)


def test_asking_is_written_down_with_its_households(it, poll):
    assert (poll.households, poll.stand, poll.fewest) == (12, Poll.OPEN, 10)
    assert [one.text for one in queries.answers_of(poll).options] == list(ASKED.options)
    assert Entry.objects.get(verb="poll.asked").public["households"] == 12


def test_a_slip_answers_once_and_nothing_joins_it_with_the_answer(it, poll):
    codes = slips(it, poll)
    assert sorted(codes) == list(range(1, 13))
    answer(poll, codes[1], 2)
    with pytest.raises(Refused):
        answer(poll, codes[1], 1)
    assert [one.count for one in queries.answers_of(poll).options] == [0, 1, 0]
    fields = {field.name for field in PollSlip._meta.get_fields()}
    assert fields == {"id", "poll", "no", "code_hash", "channel"}
    assert "option" not in str(Entry.objects.get(verb="poll.answered").public)
    assert queries.slip_with("short") is None


def test_printing_again_replaces_only_what_was_not_used(it, poll):
    codes = slips(it, poll)
    answer(poll, codes[1], 1)
    again = slips(it, poll)
    assert 1 not in again
    assert PollSlip.objects.filter(poll=poll).count() == 12
    assert queries.slip_with(codes[2]) is None
    with pytest.raises(Refused):
        answer(poll, codes[1], 1)


def test_paper_and_code_are_one_household(it, poll):
    codes = slips(it, poll)
    slip = queries.slip_numbered(poll, 3)
    worker = it.actor("community_worker")
    actions.enter_answer(slip_id=slip.pk, option=1, actor=worker, now=NOON)
    with pytest.raises(Refused):
        answer(poll, codes[3], 1)
    with pytest.raises(Refused):
        actions.enter_answer(slip_id=slip.pk, option=1, actor=worker, now=NOON)
    other = queries.slip_numbered(poll, 4)
    with pytest.raises(Refused):
        actions.enter_answer(
            slip_id=other.pk, option=1, actor=it.actor("subdistrict_officer"), now=NOON
        )
    assert queries.answers_of(poll).on_paper == 1


@pytest.mark.parametrize(("count", "shown"), [(9, False), (10, True)])
def test_too_few_answers_show_only_their_number(it, client, poll, count, shown):
    answered(it, poll, count)
    assert not queries.answers_of(poll).shown
    it.now = CLOSES
    assert tasks.close_polls.call() == 1
    assert tasks.close_polls.call() == 0
    closed = fresh(poll)
    assert queries.answers_of(closed).shown is shown
    for page in ("", "result/"):
        text = text_of(client.get(f"{PUBLIC}{poll.number}/{page}"))
        assert f"12户中已有{count}户答复" in text
        assert ("占答复户数" in text) is shown
        assert ("不公布各选项" in text) is not shown


def test_it_closes_at_its_time_or_when_everybody_answered(it, poll):
    head = it.actor("grid_head")
    with pytest.raises(Refused):
        actions.close_poll(poll_id=poll.pk, actor=SYSTEM, now=CLOSES - timedelta(seconds=1))
    codes = answered(it, poll, 12)
    actions.close_poll(poll_id=poll.pk, actor=head, now=NOON)
    with pytest.raises(Refused):
        actions.close_poll(poll_id=poll.pk, actor=head, now=CLOSES)
    with pytest.raises(Refused):
        slips(it, poll)
    assert codes


def test_after_its_time_nobody_answers(it, poll):
    codes = slips(it, poll)
    with pytest.raises(Refused):
        answer(poll, codes[1], 1, now=CLOSES)
    answer(poll, codes[1], 1, now=CLOSES - timedelta(seconds=1))


def test_stopping_says_why_and_shows_no_answers(it, client, poll):
    answered(it, poll, 12)
    head = it.actor("grid_head")
    with pytest.raises(Refused):
        actions.stop_poll(poll_id=poll.pk, reason="问13812345678", actor=head, now=NOON)
    actions.stop_poll(poll_id=poll.pk, reason="选项写错了。", actor=head, now=NOON)
    text = text_of(client.get(f"{PUBLIC}{poll.number}/"))
    assert "选项写错了" in text
    assert "占答复户数" not in text


# --- Pages ---


def do(client, poll, slug, **data):
    address = f"{DESK}{poll.number}/{slug}/"
    return client.post(address, {"key": uuid4().hex, **data}, follow=True)


def test_a_grid_head_asks_on_the_page(it, signed):
    client = signed("grid_head")
    assert "还没有征询" in text_of(client.get(DESK))
    grid = it.cast.tree.grid
    asked = text_of(client.get(f"{DESK}new/"))
    assert "只征询意见，不作决定" in asked
    typed = {
        "key": "a",
        "place": grid.pk,
        "question": "晾衣架装在哪里？",
        "why": "下月施工。",
        "options": "南侧\n北侧",
        "households": 20,
        "closes_at": CLOSES.strftime("%Y-%m-%dT%H:%M"),
    }
    landed = client.post(f"{DESK}new/", typed, follow=True)
    poll = GridPoll.objects.get()
    assert landed.redirect_chain == [(f"{DESK}{poll.number}/", 302)]
    assert client.post(f"{DESK}new/", typed).url == DESK
    assert client.post(f"{DESK}new/", {**typed, "options": "长" * 61}).status_code == 422
    refused = client.post(f"{DESK}new/", {**typed, "key": "b", "options": "南侧"})
    assert refused.status_code == 403
    assert "晾衣架" in text_of(refused)
    assert GridPoll.objects.count() == 1
    assert poll.number in text_of(client.get(DESK))


def test_others_ask_none(it, signed, monkeypatch):
    assert signed("subdistrict_officer").get(f"{DESK}new/").status_code == 403
    client = signed("community_secretary")
    assert it.cast.tree.grid.name in text_of(client.get(f"{DESK}new/"))
    monkeypatch.setattr("liandong.places.queries.find", lambda _number: None)
    assert client.get(f"{DESK}new/").status_code == 403
    assert client.get(f"{DESK}000/").status_code == 404


def test_slips_are_printed_and_answered_on_a_phone(it, signed, client, poll):
    printed = text_of(do(signed("grid_head"), poll, "issue-slips"))
    codes = re.findall(r'receipt-number">([^<]+)<', printed)
    assert len(codes) == 12
    client.logout()
    assert client.post(f"{PUBLIC}answer/", {"code": "错"}).status_code == 422
    found = client.post(f"{PUBLIC}answer/", {"code": codes[0].lower()}, follow=True)
    assert "南侧" in text_of(found)
    address = found.redirect_chain[0][0]
    assert client.post(address, {"key": "a"}).status_code == 422
    done = client.post(address, {"key": "b", "option": 1}, follow=True)
    assert "您家已经答复" in text_of(done)
    assert client.post(address, {"key": "c", "option": 2}).status_code == 403
    assert PollOption.objects.get(poll=poll, no=1).count == 1
    for _time in range(30):
        client.get(f"{PUBLIC}answer/ABCDEFGHJK/")
    assert client.get(f"{PUBLIC}answer/ABCDEFGHJK/").status_code == 429
    assert client.post(f"{PUBLIC}answer/", {"code": "x"}).status_code == 429


def test_the_desk_enters_paper_and_ends_it(it, signed, poll):
    slips(it, poll)
    client = signed("community_worker")
    assert "只征询意见" in text_of(client.get(f"{DESK}{poll.number}/"))
    assert "录入序号" in text_of(client.get(f"{DESK}{poll.number}/enter-answer/"))
    landed = do(client, poll, "enter-answer", no=5, option=2)
    assert landed.redirect_chain == [(f"{DESK}{poll.number}/enter-answer/", 302)]
    assert do(client, poll, "enter-answer", no=5, option=2).status_code == 403
    assert do(client, poll, "enter-answer", no=99, option=2).status_code == 422
    assert do(client, poll, "close").status_code == 403
    stopped = do(client, poll, "stop", reason="写错了。")
    assert "写错了" in text_of(stopped)


@pytest.mark.parametrize("headers", [{}, ENGLISH, HTMX])
def test_everybody_reads_what_is_asked(it, client, poll, headers):
    listed = text_of(client.get(PUBLIC, headers=headers))
    assert "晾衣架" in listed
    shown = text_of(client.get(f"{PUBLIC}{poll.number}/", headers=headers))
    assert "南侧" in shown
    assert client.get(f"{PUBLIC}000/").status_code == 404
    assert list(queries.visible_polls(RESIDENT)) == []
