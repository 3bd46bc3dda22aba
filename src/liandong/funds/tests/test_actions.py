"""What happens to a fund is posted, summed and written down; what is refused leaves no trace."""

from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from liandong.funds import actions, queries
from liandong.funds.lifecycle import LineKind, Movement, State
from liandong.funds.models import Commitment, Fund, Line, Posting
from liandong.funds.tests import factories
from liandong.kernel.transactions import action
from liandong.kernel.verdict import Refused
from liandong.ledger.models import Entry
from liandong.people.tests.factories import NOON
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Rule

YEARS_END = datetime(2026, 12, 31, 4, tzinfo=UTC)


@pytest.fixture
def it(db):
    return factories.world()


def verbs() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def last() -> Entry:
    entry = Entry.objects.order_by("-id").first()
    assert entry is not None
    return entry


def sums(fund: Fund) -> dict[str, int]:
    fund = Fund.objects.get(pk=fund.pk)
    return {name: getattr(fund, name) for name in ("received", "planned", "committed", "paid")}


def refused(says: str, deed, **words) -> None:
    """It is refused with these words, and nothing is written."""
    before = (Entry.objects.count(), Posting.objects.count())
    with pytest.raises(Refused, match=says):
        deed(now=NOON, **words)
    assert (Entry.objects.count(), Posting.objects.count()) == before


def test_opening_says_what_is_owed_by_whom(it):
    fund = factories.fund(it, allotted=0)

    assert fund.standard == 26_000_000
    shares = {share.payer.name: share.owed for share in fund.shares.select_related("payer")}
    assert shares == {"奎文区": 15_600_000, "广文街道": 10_400_000}
    assert last().public["standard"] == 26_000_000
    assert fund.rule == Rule.objects.get(key="fund.standard")
    words = {"place_id": it.tree.community.pk, "year": 2026}
    refused("已经", actions.open_fund, actor=it.actor("subdistrict_officer"), **words)


def test_cents_that_do_not_divide_stay_owed(it):
    Rule.objects.filter(key="fund.standard").update(amount="100.01")
    rulebook.forget()
    fund = factories.fund(it, allotted=0)

    owed = list(fund.shares.order_by("id").values_list("owed", flat=True))
    assert owed == [6_000, 4_001]


def test_allotments_are_checked_against_the_standard(it):
    fund = factories.fund(it, allotted=20_000_000)
    statement = queries.statement(fund)

    assert statement.short == 6_000_000
    assert [(share.payer.name, share.short) for share in statement.owing] == [
        ("广文街道", 6_000_000)
    ]
    assert last().verb == "fund.allotted"
    factories.allot(it, statement.owing[0].pk, 6_000_000)
    assert queries.statement(queries.find(fund.place_id, 2026)).short == 0


def test_planning_sets_a_line_and_posts_the_difference(it):
    fund = factories.fund(it)
    factories.line(it, fund, 5_000_000)
    line = factories.line(it, fund, 3_000_000)

    assert line.planned == 3_000_000
    amounts = Posting.objects.filter(movement=Movement.PLANNED).order_by("id")
    assert list(amounts.values_list("amount", flat=True)) == [5_000_000, -2_000_000]
    assert sums(fund)["planned"] == 3_000_000
    secretary = it.actor("community_secretary")
    words = {"fund_id": fund.pk, "kind": LineKind.OFFICE, "name": "办公", "actor": secretary}
    refused("最多", actions.plan, planned=26_000_000, **words)
    assert not Line.objects.filter(name="办公").exists()


def test_spending_goes_from_proposal_to_receipt(it):
    line = factories.line(it)
    made = factories.approved(it, line)
    payment = factories.paid(it, made, 100_000, papers=[factories.paper()])
    keeper = it.actor("subdistrict_officer")
    done = actions.finish(commitment_id=made.pk, actor=keeper, now=NOON)

    assert done.state == State.FINISHED
    assert sums(line.fund) == {
        "received": 26_000_000,
        "planned": 10_000_000,
        "committed": 0,
        "paid": 100_000,
    }
    assert queries.recounted(line.fund) == sums(line.fund)
    line = Line.objects.get(pk=line.pk)
    assert (line.committed, line.paid, line.free) == (0, 100_000, 9_900_000)
    assert payment.receipts.get().mime == "application/pdf"
    assert verbs()[-6:] == [
        "fund.proposed",
        "fund.declared",
        "fund.approved",
        "fund.paid",
        "fund.receipt_added",
        "fund.finished",
    ]
    assert last().public["released"] == 20_000


def test_nothing_personal_is_public_in_the_ledger(it):
    made = factories.approved(it)
    public = [str(entry.public) for entry in queries.timeline(made)]
    assert not any("家具店" in text or "桌椅" in text for text in public)


def test_a_proposal_commits_nothing_and_can_be_rejected(it):
    made = factories.proposed(it)
    assert sums(made.line.fund)["committed"] == 0

    secretary = it.actor("community_secretary")
    done = actions.reject(commitment_id=made.pk, reason="先修旧的", actor=secretary, now=NOON)
    assert (done.state, done.reason) == (State.REJECTED, "先修旧的")
    assert last().verb == "fund.rejected"


def test_whoever_declares_an_interest_cannot_approve_and_the_secretary_above_can(it):
    made = factories.proposed(it)
    factories.declared(it, made, conflicted=True)
    words = {"commitment_id": made.pk}
    refused("利害关系", actions.approve, actor=it.actor("community_secretary"), **words)
    factories.declared(it, made, "subdistrict_secretary")
    done = actions.approve(actor=it.actor("subdistrict_secretary"), now=NOON, **words)
    assert done.state == State.APPROVED
    refused("审批", actions.pay, actor=it.actor("subdistrict_secretary"), **_payment(made))


def _payment(made: Commitment, amount: int = 1_000) -> dict:
    return {"commitment_id": made.pk, "amount": amount, "day": factories.DAY, "reference": ""}


def test_large_spending_waits_for_its_decision(it):
    made = factories.proposed(it, amount=500_000)
    factories.declared(it, made)
    secretary = it.actor("community_secretary")
    refused("决定", actions.approve, commitment_id=made.pk, actor=secretary)
    actions.attach_decision(
        commitment_id=made.pk,
        ruling=factories.ruling(),
        actor=it.actor("community_worker"),
        now=NOON,
    )
    done = actions.approve(commitment_id=made.pk, actor=secretary, now=NOON)
    assert done.decision is not None
    assert done.decision.about == f"funds.commitment:{made.pk}"
    assert "decision.recorded" in verbs()


def test_a_line_and_a_fund_are_never_overspent(it):
    line = factories.line(it, planned=150_000)
    first, second = factories.proposed(it, line), factories.proposed(it, line)
    for made in (first, second):
        factories.declared(it, made)
    secretary = it.actor("community_secretary")
    actions.approve(commitment_id=first.pk, actor=secretary, now=NOON)
    refused("300.00", actions.approve, commitment_id=second.pk, actor=secretary)
    words = {"line_id": line.pk, "spending": factories.spending(30_001)}
    refused("300.00", actions.propose, actor=secretary, **words)
    keeper = it.actor("subdistrict_officer")
    refused("尚未支付", actions.pay, actor=keeper, **_payment(first, 120_001))


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        (Line, {"paid": 10_000_001}),
        (Line, {"committed": -1}),
        (Fund, {"paid": 26_000_001}),
        (Fund, {"committed": -1}),
    ],
)
def test_the_database_itself_refuses_what_would_fall_below_nothing(it, table, fields):
    line = factories.line(it)
    key = {Line: line.pk, Fund: line.fund_id}[table]
    with pytest.raises(IntegrityError):
        table.objects.filter(pk=key).update(**fields)


def test_a_payment_is_reversed_by_another_posting_and_never_edited(it):
    made = factories.approved(it)
    payment = factories.paid(it, made)
    keeper = it.actor("subdistrict_officer")
    back = actions.reverse(posting_id=payment.pk, reason="付错账户", actor=keeper, now=NOON)

    assert (back.amount, back.reverses_id) == (-120_000, payment.pk)
    assert Posting.objects.get(pk=payment.pk).amount == 120_000
    assert sums(made.line.fund)["paid"] == 0
    assert sums(made.line.fund)["committed"] == 120_000
    assert Commitment.objects.get(pk=made.pk).unpaid == 120_000
    assert last().verb == "fund.reversed"
    refused("已经", actions.reverse, posting_id=payment.pk, reason="再", actor=keeper)
    refused("只有", actions.reverse, posting_id=back.pk, reason="再", actor=keeper)
    assert queries.recounted(made.line.fund) == sums(made.line.fund)


def test_a_reversal_after_the_end_sets_the_money_free(it):
    made = factories.approved(it)
    payment = factories.paid(it, made, papers=[factories.paper()])
    keeper = it.actor("subdistrict_officer")
    actions.finish(commitment_id=made.pk, actor=keeper, now=NOON)
    actions.reverse(posting_id=payment.pk, reason="退款", actor=keeper, now=NOON)

    assert sums(made.line.fund)["committed"] == 0
    assert sums(made.line.fund)["paid"] == 0
    assert queries.recounted(made.line.fund) == sums(made.line.fund)


def test_an_allotment_is_reversed_unless_it_is_spent(it):
    fund = factories.fund(it, allotted=150_000)
    line = factories.line(it, fund)
    allotment = fund.postings.get(movement=Movement.ALLOTTED)
    factories.approved(it, line)
    keeper = it.actor("subdistrict_officer")
    words = {"posting_id": allotment.pk, "reason": "记错", "actor": keeper}
    refused("已经", actions.reverse, **words)


def test_a_wrong_allotment_is_taken_back(it):
    fund = factories.fund(it, allotted=150_000)
    allotment = fund.postings.get(movement=Movement.ALLOTTED)
    keeper = it.actor("subdistrict_officer")
    actions.reverse(posting_id=allotment.pk, reason="记错", actor=keeper, now=NOON)

    assert sums(fund)["received"] == 0
    assert fund.shares.order_by("id").first().came == 0


def test_what_residents_voted_is_committed_at_once(it):
    line = factories.line(it, name="居民票选项目", kind=LineKind.VOTED)

    @action
    def settle(*, actor, now):
        return actions.commit_voted(
            line_id=line.pk,
            spending=factories.spending(900_000),
            about="budgeting.vote:1",
            actor=actor,
            now=now,
        )

    made = settle(actor=it.actor("community_secretary"), now=NOON)
    assert (made.state, made.decided, made.proposed_by_id) == (State.APPROVED, True, None)
    assert list(queries.committed_for("budgeting.vote:1")) == [made]
    assert factories.paid(it, made, 900_000).amount == 900_000


def test_closing_carries_over_what_the_rule_lets(it):
    fund = factories.fund(it)
    line = factories.line(it, fund)
    made = factories.approved(it, line)
    factories.paid(it, made, papers=[factories.paper()])
    keeper = it.actor("subdistrict_officer")
    words = {"fund_id": fund.pk, "actor": keeper}
    refused("最后一日", actions.close, **words)
    with pytest.raises(Refused, match="尚未办结"):
        actions.close(now=YEARS_END, **words)
    actions.finish(commitment_id=made.pk, actor=keeper, now=NOON)
    following = factories.fund(it, 2027, allotted=0)
    closed = actions.close(now=YEARS_END, **words)

    assert closed.carried_out == 25_880_000
    assert sums(following)["received"] == 25_880_000
    assert queries.statement(queries.find(fund.place_id, 2027)).carried_in == 25_880_000
    assert last().public["carried"] == 25_880_000


def test_the_next_year_opens_with_what_was_carried(it):
    Rule.objects.filter(key="fund.carry_over").update(amount="0.5")
    rulebook.forget()
    fund = factories.fund(it, allotted=333)
    keeper = it.actor("subdistrict_officer")
    actions.close(fund_id=fund.pk, actor=keeper, now=YEARS_END)
    following = factories.fund(it, 2027, allotted=0)

    assert following.received == 166
    assert queries.statement(following).short == factories.STANDARD


def test_a_late_receipt_is_still_taken(it):
    payment = factories.paid(it)
    assert queries.overdue_receipts(payment.fund, YEARS_END) == [payment]
    worker = it.actor("community_worker")
    words = {"posting_id": payment.pk, "papers": (factories.paper(),)}
    actions.add_receipt(actor=worker, now=NOON, **words)
    assert queries.overdue_receipts(payment.fund, YEARS_END) == []
    refused("由社区", actions.add_receipt, actor=it.actor("grid_head"), **words)


def at_one_instant(deed, *words) -> int:
    """Do a deed from several threads at once; how many of them succeed."""
    start, done = Barrier(len(words)), []

    def do(given) -> None:
        start.wait()
        with suppress(Refused):
            done.append(deed(now=NOON, **given))
        connection.close()

    threads = [Thread(target=do, args=[given]) for given in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_the_same_instant_cannot_both_have_the_last_money():
    it = factories.world()
    line = factories.line(it, planned=150_000)
    both = [factories.proposed(it, line), factories.proposed(it, line)]
    for made in both:
        factories.declared(it, made)
    secretary = it.actor("community_secretary")
    words = [{"commitment_id": made.pk, "actor": secretary} for made in both]
    assert at_one_instant(actions.approve, *words) == 1
    states = sorted(Commitment.objects.values_list("state", flat=True))
    assert states == [State.APPROVED, State.PROPOSED]
    assert sums(line.fund)["committed"] == 120_000
    assert queries.recounted(line.fund) == sums(line.fund)


@pytest.mark.django_db(transaction=True)
def test_two_payments_at_the_same_instant_cannot_pay_one_commitment_twice():
    it = factories.world()
    made = factories.approved(it)
    words = {
        "commitment_id": made.pk,
        "amount": 70_000,
        "day": factories.DAY,
        "reference": "转账",
        "actor": it.actor("subdistrict_officer"),
    }
    assert at_one_instant(actions.pay, words, words, words) == 1
    fund = made.line.fund
    assert sums(fund)["paid"] == 70_000
    assert sums(fund)["committed"] == 50_000
    assert queries.recounted(fund) == sums(fund)
