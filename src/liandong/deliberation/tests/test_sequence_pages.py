"""Pages of 四议两公开: the desk from the proposal to the result, the public pages, and paper."""

from uuid import uuid4

import pytest

from liandong.ballots.models import Ballot
from liandong.deliberation.lifecycle import Course, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.deliberation.tests.factories import ASSEMBLY, DAY, NOON, fresh
from liandong.deliberation.tests.pages import ENGLISH, HTMX, text_of

pytestmark = pytest.mark.django_db
DESK = "/deliberation/four/desk/"
PUBLIC = "/deliberation/four/"


def address(sequence, page=""):
    return f"{DESK}{sequence.number}/{page}"


def moment(day):
    return (NOON + day * DAY).strftime("%Y-%m-%dT%H:%M")


def hands(day, **changes):
    return {
        "key": uuid4().hex,
        "held_at": moment(day),
        "text": "同意提议，请王大爷参加。",
        "evidence": "社区档案2026-12号",
        "entitled": 20,
        "present": 15,
        "votes_for": 12,
        "votes_against": 2,
        "abstentions": 1,
        **changes,
    }


def test_a_secretary_begins_once_and_lands_on_the_file(it, signed):
    client = signed()
    assert "还没有发起过" in text_of(client.get(DESK))
    assert "前一步未通过" in text_of(client.get(f"{DESK}new/"))
    typed = {"key": "a", "title": "改造活动室", "question": "是否改造？"}
    landed = client.post(f"{DESK}new/", typed, follow=True)
    sequence = Sequence.objects.get()
    assert landed.redirect_chain == [(address(sequence), 302)]
    assert "待党组织提议" in text_of(landed)
    assert client.post(f"{DESK}new/", typed).url == DESK
    assert Sequence.objects.count() == 1
    missing = client.post(
        f"{DESK}new/", {"key": "b", "title": "", "question": "是否？"}, headers=HTMX
    )
    assert missing.status_code == 422
    assert "是否？" in text_of(missing)
    assert "<html" not in text_of(missing)
    assert sequence.number in text_of(client.get(DESK))


def test_others_begin_none(it, signed, monkeypatch):
    assert signed("grid_head").get(f"{DESK}new/").status_code == 403
    client = signed()
    monkeypatch.setattr("liandong.places.queries.find", lambda _number: None)
    assert client.get(f"{DESK}new/").status_code == 404


def test_the_steps_are_written_down_in_order(it, signed):
    sequence = it.begun()
    it.now = NOON + 10 * DAY
    client = signed()
    asked = text_of(client.get(address(sequence, "hold/")))
    assert "党组织提议" in asked
    assert 'name="body"' not in asked
    for day in (1, 2, 3):
        landed = client.post(address(sequence, "hold/"), hands(day), follow=True)
        assert landed.redirect_chain == [(address(sequence), 302)]
    assert fresh(sequence).course == Course.RESOLVING
    assert 'name="body"' in text_of(client.get(address(sequence, "hold/")))
    client.post(address(sequence, "hold/"), hands(4, body=ASSEMBLY))
    assert fresh(sequence).course == Course.DISCLOSING
    shown = text_of(client.get(address(sequence)))
    assert "应到20人，实到15人" in shown
    assert "12 × 2 = 24 &gt; 15 = 15 × 1" in shown


def test_refusals_keep_what_was_typed(it, signed):
    sequence = it.begun()
    it.now = NOON + 10 * DAY
    client = signed()
    wrong = client.post(address(sequence, "hold/"), hands(1, votes_for=13), headers=HTMX)
    assert wrong.status_code == 403
    assert "之和须等于实到人数" in text_of(wrong)
    assert "社区档案2026-12号" in text_of(wrong)
    missing = client.post(address(sequence, "hold/"), hands(1, evidence=""))
    assert missing.status_code == 422
    early = client.get(address(sequence, "disclose/"))
    assert early.status_code == 403
    assert "目前的状态不能这样做" in text_of(early)
    assert signed("subdistrict_officer").get(address(sequence, "hold/")).status_code == 403
    assert not Step.objects.exists()


def test_one_press_is_one_step(it, signed):
    sequence = it.begun()
    it.now = NOON + 10 * DAY
    words = hands(1, votes_for=6, votes_against=9, abstentions=0, key="same")
    for _press in range(2):
        assert signed().post(address(sequence, "hold/"), words).status_code == 302
    assert Step.objects.count() == 1


def test_the_assembly_votes_by_ballot(it, signed):
    sequence = it.at_assembly()
    it.now = NOON + 5 * DAY
    client = signed()
    asked = text_of(client.get(address(sequence, "put-to-ballot/")))
    assert "改造活动室" in asked
    assert "owners_assembly" not in asked
    typed = {
        "key": "a",
        "body": ASSEMBLY,
        "base": "resident_reps",
        "title": "改造活动室",
        "question": "是否改造？",
        "explanation": "",
        "opens_at": moment(25),
        "closes_at": moment(28),
        "secrecy": "secret",
    }
    landed = text_of(client.post(address(sequence, "put-to-ballot/"), typed, follow=True))
    ballot = Ballot.objects.get()
    assert ballot.number in landed
    assert client.get(address(sequence, "put-to-ballot/")).status_code == 403
    assert "正在表决" in text_of(client.get(address(sequence)))


def test_disclosed_and_carried_out(it, signed):
    sequence = it.resolved()
    it.now = NOON + 6 * DAY
    client = signed()
    assert client.get(f"{PUBLIC}{sequence.number}/").status_code == 404
    assert client.get(f"{PUBLIC}{sequence.number}/disclosure/").status_code == 404
    words = {"key": "a", "text": "同意改造活动室。", "evidence": "公告栏"}
    client.post(address(sequence, "disclose/"), words)
    waiting = text_of(client.get(address(sequence)))
    assert "公示期未满" in waiting
    assert "已经公示" in waiting
    it.now = NOON + 15 * DAY
    signed()
    client.post(address(sequence, "end-disclosure/"), {"key": "b", "objections": "没有异议。"})
    assert fresh(sequence).course == Course.CARRYING_OUT
    assert "没有异议。" in text_of(client.get(f"{PUBLIC}{sequence.number}/"))


def test_it_ends_without_a_decision(it, signed):
    sequence = it.begun()
    words = {"key": "a", "reason": "资金另有安排"}
    landed = text_of(signed().post(address(sequence, "end/"), words, follow=True))
    assert "资金另有安排" in landed
    assert "此环节没有可办理的事" in landed


def test_only_what_was_disclosed_is_public(client, it):
    assert "还没有公开的决议" in text_of(client.get(PUBLIC))
    sequence = it.disclose(it.resolved(), 6)
    listed = text_of(client.get(PUBLIC, headers=HTMX))
    assert sequence.number in listed
    assert "<html" not in listed
    text = text_of(client.get(f"{PUBLIC}{sequence.number}/"))
    for words in ("同意改造活动室。", "应到20人，实到15人", 'class="proof"', "公示至"):
        assert words in text
    assert "社区档案2026-12号" not in text
    assert "同意提议。" not in text
    english = text_of(client.get(f"{PUBLIC}{sequence.number}/", headers=ENGLISH))
    assert "Disclosed until" in english


def test_paper_is_chinese(it, signed):
    sequence = it.disclose(it.resolved(), 6)
    it.now = NOON + 7 * DAY
    client = signed()
    record = text_of(client.get(address(sequence, "print/"), headers=ENGLISH))
    for words in ("“四议两公开”记录", "社区档案2026-12号", "党员大会审议", "尚未公开"):
        assert words in record
    paper = text_of(client.get(f"{PUBLIC}{sequence.number}/disclosure/", headers=ENGLISH))
    assert "决议公开" in paper
    assert "樱园社区居民代表会议" in paper
    assert signed("grid_worker").get(address(sequence, "print/")).status_code == 403
    assert client.get(f"{DESK}26000000000000/print/").status_code == 404


def test_texts_of_the_steps_are_for_the_community(it, signed):
    sequence = it.at_assembly()
    assert "社区档案2026-12号" in text_of(signed().get(address(sequence)))
    others = signed("grid_worker").get(address(sequence))
    assert others.status_code == 200
    assert "社区档案2026-12号" not in text_of(others)
    assert signed("system_admin").get(address(sequence)).status_code == 404


def test_the_rules_show_the_six_steps(client, it):
    text = text_of(client.get("/deliberation/rules/"))
    assert "有表决权的党员半数以上到会" in text
    for phase in Phase:
        assert str(phase.label) in text


def test_the_file_asks_a_fixed_number_of_times(it, signed, django_assert_max_num_queries):
    sequence = it.begun()
    for day in range(1, 6):
        it.held(sequence, Phase.PROPOSE, day, 20, 12, 6, 6, 0)
    it.held(sequence, Phase.PROPOSE, 6)
    client = signed()
    with django_assert_max_num_queries(22):
        assert client.get(address(sequence)).status_code == 200
