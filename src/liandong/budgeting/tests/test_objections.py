"""Objections to a counted budget vote: within their days, decided above, recount or annulment."""

from datetime import timedelta
from uuid import uuid4

import pytest

from liandong.budgeting import actions, queries, rules
from liandong.budgeting.lifecycle import State
from liandong.budgeting.models import BudgetVote, Objection
from liandong.budgeting.tests import factories
from liandong.budgeting.tests.factories import COUNTING, SETTLING
from liandong.kernel.actor import RESIDENT
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry

pytestmark = pytest.mark.django_db
ABOVE = "subdistrict_officer"
LATER = COUNTING + timedelta(days=2)
END = COUNTING + timedelta(days=5)


def objected(vote, now=COUNTING + timedelta(days=1)):
    return actions.object_to(
        vote_id=vote.pk, text="三号票录错了", name="王大爷", actor=RESIDENT, now=now
    )


def decided(it, objection, *, upheld, role=ABOVE, now=LATER):
    return actions.decide_objection(
        objection_id=objection.pk, upheld=upheld, answer="已核对。", actor=it.actor(role), now=now
    )


def fresh(vote):
    return BudgetVote.objects.get(pk=vote.pk)


@pytest.mark.parametrize(
    ("now", "allowed"),
    [(COUNTING, True), (END - timedelta(seconds=1), True), (END, False)],
)
def test_anybody_objects_within_the_published_days(it, now, allowed):
    vote = factories.counted(it)
    assert queries.objections_end(vote, now) == END
    assert bool(rules.may_object(vote, now, END)) is allowed


@pytest.mark.parametrize("state", State)
def test_only_a_counted_result_is_objected_to(it, state):
    assert bool(rules.may_object(BudgetVote(state=state), COUNTING, END)) is (
        state == State.COUNTED
    )
    assert not rules.may_object(BudgetVote(state=state), COUNTING, None)


def test_an_objection_is_written_down_and_its_words_are_not_public(it):
    vote = factories.counted(it)
    objected(vote)
    entry = Entry.objects.get(verb="budget.objected")
    assert "王大爷" not in str(entry.public)
    assert "三号" not in str(entry.public)
    with pytest.raises(Refused):
        objected(vote, now=END)
    assert Objection.objects.count() == 1


def test_nothing_is_settled_while_an_objection_is_undecided(it):
    vote = factories.counted(it)
    objection = objected(vote)
    with pytest.raises(Refused):
        factories.do(it, "settle", vote, SETTLING)
    decided(it, objection, upheld=False)
    assert factories.do(it, "settle", vote, SETTLING).state == State.SETTLED


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(ABOVE, True), ("community_secretary", False), ("community_worker", False)],
)
def test_the_subdistrict_decides_once_and_never_who_counted(it, role, allowed):
    vote = factories.counted(it)
    objection = objected(vote)
    assert bool(rules.may_decide_objection(it.actor(role), fresh(vote), objection)) is allowed
    vote = fresh(vote)
    vote.counted_by_id = it.actor(role).post
    assert not rules.may_decide_objection(it.actor(role), vote, objection)


def test_decided_is_decided(it):
    vote = factories.counted(it)
    objection = decided(it, objected(vote), upheld=False)
    entry = Entry.objects.get(verb="budget.objection_decided")
    assert entry.public["upheld"] is False
    with pytest.raises(Refused):
        decided(it, objection, upheld=True)


def test_a_right_objection_asks_for_a_recount_and_its_days_begin_anew(it):
    vote = factories.counted(it)
    with pytest.raises(Refused):
        factories.do(it, "recount", vote, LATER, role=ABOVE)
    decided(it, objected(vote), upheld=True)
    with pytest.raises(Refused):
        factories.do(it, "settle", vote, SETTLING)
    with pytest.raises(Refused):
        factories.do(it, "recount", vote, LATER + timedelta(hours=1))
    again = LATER + timedelta(hours=1)
    recounted = factories.do(it, "recount", vote, again, role=ABOVE)
    assert (recounted.counts, recounted.counted_at) == (2, again)
    assert recounted.digest == vote.digest
    entry = Entry.objects.get(verb="budget.recounted")
    assert entry.public["count"] == 2
    assert queries.facts(recounted, again).upheld == 0
    with pytest.raises(Refused):
        factories.do(it, "settle", vote, again + timedelta(days=5, seconds=-1))
    settled = factories.do(it, "settle", vote, again + timedelta(days=5))
    assert settled.state == State.SETTLED


def test_or_for_annulment(it):
    vote = factories.counted(it)
    decided(it, objected(vote), upheld=True)
    done = factories.do(it, "cancel", vote, LATER, role=ABOVE, reason="票箱一度无人看管。")
    assert done.state == State.CANCELLED


# --- Pages ---


def text_of(response):
    return response.content.decode()


def post(client, address, **data):
    return client.post(address, {"key": uuid4().hex, **data}, follow=True)


def test_from_the_public_page_to_the_answer(it, client, clock, sign):
    vote = factories.counted(it)
    clock.at = COUNTING + timedelta(days=1)
    page = f"/budgeting/{vote.pk}/"
    address = f"{page}object/"
    assert address in text_of(client.get(page))
    assert client.get(address).status_code == 200
    missing = post(client, address, text="", name="王大爷")
    assert missing.status_code == 422
    assert "王大爷" in text_of(missing)
    landed = post(client, address, text="三号票录错了", name="王大爷")
    assert landed.redirect_chain == [(page, 302)]
    assert "尚未处理" in text_of(landed)
    assert "三号票" not in text_of(landed)
    objection = Objection.objects.get()
    decide = f"/budgeting/objections/{objection.pk}/decide/"
    assert sign().get(decide).status_code == 403
    desk = sign(ABOVE)
    file = f"{page}desk/"
    assert "三号票录错了" in text_of(desk.get(file))
    asked = text_of(desk.get(decide))
    assert "三号票录错了" in asked
    landed = post(desk, decide, upheld="yes", answer="重新核对。")
    assert landed.redirect_chain == [(file, 302)]
    clock.at += timedelta(hours=1)
    assert post(desk, f"{file}recount/").redirect_chain == [(file, 302)]
    assert fresh(vote).counts == 2
    assert "第 2 次计票" in text_of(desk.get(page))
    assert "重新核对" in text_of(desk.get(page))
    assert "异议截止" in text_of(desk.get(f"{page}result/"))
    assert desk.get("/budgeting/objections/999/decide/").status_code == 404


def test_after_its_days_the_page_says_so(it, client, clock):
    vote = factories.counted(it)
    clock.at = END
    address = f"/budgeting/{vote.pk}/object/"
    assert client.get(address).status_code == 403
    assert post(client, address, text="晚了").status_code == 403
    assert not Objection.objects.exists()


def test_nobody_objects_by_the_dozen(it, client, clock):
    vote = factories.counted(it)
    clock.at = COUNTING
    address = f"/budgeting/{vote.pk}/object/"
    for number in range(5):
        assert post(client, address, text=f"异议{number}").status_code == 200
    assert post(client, address, text="还有").status_code == 429
