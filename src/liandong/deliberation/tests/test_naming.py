"""Names in what is published: compared with roll and council, confirmed or taken out."""

from uuid import uuid4

import pytest

from liandong.ballots import actions as ballots
from liandong.ballots.queries import Voice
from liandong.deliberation import queries
from liandong.deliberation.actions import Guest, Plan, draft_council, invite
from liandong.deliberation.models import Step
from liandong.deliberation.tests.factories import DAY, NOON, fresh
from liandong.deliberation.tests.pages import do, text_of
from liandong.kernel.transactions import action

pytestmark = pytest.mark.django_db
DESK = "/deliberation/four/desk/"


@action
def council_on(*, sequence, actor, now):
    """A council that was called on the same matter."""
    about = f"deliberation.sequence:{sequence.pk}"
    plan = Plan(topic="活动室", scope="community")
    return draft_council(about=about, place=sequence.place, plan=plan, actor=actor, now=now)


def disclose(client, sequence, text, **more):
    typed = {"key": uuid4().hex, "text": text, "evidence": "公告栏", **more}
    return client.post(f"{DESK}{sequence.number}/disclose/", typed, follow=True)


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("同意改造。", ["钱卫东"], []),
        ("钱卫东不同意。", ["钱卫东"], ["钱卫东"]),
        ("钱卫东不同意。", [], []),
        ("王大爷不同意，3号楼2单元501室。", [], ["王大爷", "3号楼2单元501室"]),
        ("东边不同意。", ["东"], []),
    ],
)
def test_what_names_somebody(text, known, found):
    assert queries.names_in(text, known) == found


def test_a_disclosure_is_compared_with_roll_and_council(it, signed):
    sequence = it.resolved()
    it.now = NOON + 8 * DAY
    council = council_on(sequence=sequence, actor=it.actor(), now=NOON)
    guests = (Guest("周海燕", "resident"), Guest("樱园物业", "property_firm"))
    invite(council_id=council.pk, guests=guests, actor=it.actor(), now=NOON)
    assert queries.names_about(sequence) == ["周海燕"]
    client = signed()
    warned = disclose(client, sequence, "周海燕等同意改造，樱园物业施工。")
    assert warned.status_code == 422
    shown = text_of(warned)
    assert "辨认出个人：周海燕。" in shown
    assert "周海燕等同意改造" in shown
    assert 'name="looked"' in shown
    assert not Step.objects.filter(sequence=sequence, phase="disclose_decision").exists()
    asked = text_of(client.get(f"{DESK}{sequence.number}/disclose/"))
    assert 'name="looked"' not in asked
    disclose(client, sequence, "周海燕等同意改造，樱园物业施工。", looked="on")
    assert fresh(sequence).course == "disclosing"
    assert Step.objects.get(sequence=sequence, phase="disclose_decision").text.startswith("周海燕")


def test_the_roll_of_its_ballot_is_known_by_single_names(it):
    sequence = it.at_assembly()
    ballot = it.ballot(sequence)
    roll = [Voice("孙志远、李梅", "", False, ()), Voice("开发公司", "", True, ())]
    ballots.enter_roll(ballot_id=ballot.pk, voices=roll, actor=it.actor(), now=NOON)
    assert queries.names_about(sequence) == ["孙志远", "李梅"]


def test_without_names_nothing_is_asked(it, signed):
    sequence = it.resolved()
    it.now = NOON + 8 * DAY
    disclose(signed(), sequence, "代表会议同意改造活动室。")
    assert Step.objects.filter(sequence=sequence, phase="disclose_decision").exists()


def test_a_posted_result_is_warned_of_names_with_titles(it, signed):
    council = it.concluded()
    it.now = NOON + 5 * DAY
    client = signed()
    typed = {"consensus": "按赵师傅的办法试行。", "dissent": ""}
    warned = do(client, council, "post", **typed)
    assert warned.status_code == 422
    assert "赵师傅" in text_of(warned)
    assert fresh(council).state == "concluded"
    do(client, council, "post", **typed, looked="on")
    assert fresh(council).state == "posted"
