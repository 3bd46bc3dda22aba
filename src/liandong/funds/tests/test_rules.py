"""Who may do what to a fund: truth tables by role, state, declaration and threshold."""

from dataclasses import replace
from datetime import date

import pytest

from liandong.funds import queries, rules
from liandong.funds.lifecycle import State
from liandong.funds.models import Commitment, Facts, Fund
from liandong.funds.tests import factories
from liandong.people.tests.factories import CAST, NOON

ROLES = list(CAST)
FACTS = Facts(declared=False, decision_above=500_000, people=3)


@pytest.fixture
def it(db):
    return factories.world()


def who_may(it, rule) -> set[str]:
    return {str(role.value) for role in ROLES if rule(it.actor(role.value))}


def commitment(it, **fields) -> Commitment:
    made = queries.commitment(factories.proposed(it).pk)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def test_each_deed_belongs_to_its_posts(it):
    made = commitment(it)
    fund = made.line.fund
    paying = replace(FACTS, people=2)
    at_work = commitment_at(made, State.APPROVED)
    keepers = {"subdistrict_officer", "subdistrict_secretary"}
    community = {"community_secretary", "community_worker"}

    assert who_may(it, lambda a: rules.may_allot(a, fund)) == keepers
    assert who_may(it, lambda a: rules.may_plan(a, fund)) == {"community_secretary"}
    assert who_may(it, lambda a: rules.may_propose(a, fund)) == community
    assert who_may(it, lambda a: rules.may_attach_decision(a, made, FACTS)) == community
    approvers = {"community_secretary", "subdistrict_secretary"}
    assert who_may(it, lambda a: rules.may_approve(a, made, FACTS)) == approvers
    assert who_may(it, lambda a: rules.may_reject(a, made, FACTS)) == approvers
    undeclared = replace(FACTS, declared=None)
    assert who_may(it, lambda a: rules.may_declare(a, made, undeclared)) == approvers
    assert who_may(it, lambda a: rules.may_pay(a, at_work, paying)) == keepers
    assert who_may(it, lambda a: rules.may_finish(a, at_work, FACTS)) == keepers | community
    overseers = (
        keepers
        | community
        | {
            "district_dispatcher",
            "district_secretary",
            "city_dispatcher",
            "city_secretary",
        }
    )
    assert who_may(it, lambda a: rules.may_see(a, fund)) == overseers
    day = date(2026, 12, 31)
    assert who_may(it, lambda a: rules.may_close(a, fund, FACTS, day, 0)) == keepers


def commitment_at(made: Commitment, state: State) -> Commitment:
    other = Commitment.objects.select_related("line__fund__place", "decision").get(pk=made.pk)
    other.state = state
    return other


def test_a_fund_is_opened_once_for_a_community_by_its_keeper(it):
    keeper, place, today = it.actor("subdistrict_officer"), it.tree.community, date(2026, 11, 24)

    def may(actor=keeper, where=place, year=2026, opened=False):
        return bool(rules.may_open(actor, where, year, today, opened=opened))

    assert may()
    assert may(year=2027)
    assert may(year=2025)
    assert not may(year=2028)
    assert not may(year=2024)
    assert not may(opened=True)
    assert not may(where=it.tree.grid)
    assert not may(actor=it.actor("community_secretary"))


@pytest.mark.parametrize(
    ("amount", "decided", "allowed"),
    [
        (499_999, None, True),
        (500_000, None, False),
        (500_000, True, True),
        (500_000, False, False),
        (499_999, False, False),
    ],
)
def test_from_the_threshold_on_a_decision_is_needed(it, amount, decided, allowed):
    made = commitment(it, amount=amount)
    if decided is not None:
        factories_decide(it, made, decided)
    verdict = rules.may_approve(it.actor("community_secretary"), made, FACTS)

    assert bool(verdict) is allowed


def factories_decide(it, made, agreed):
    done = factories.actions.attach_decision(
        commitment_id=made.pk,
        ruling=factories.ruling(agreed),
        actor=it.actor("community_worker"),
        now=NOON,
    )
    made.decision = done.decision


@pytest.mark.parametrize(
    ("declared", "says"),
    [(None, "先声明"), (True, "声明存在利害关系"), (False, "")],
)
def test_nobody_approves_without_declaring_or_with_an_interest(it, declared, says):
    facts = replace(FACTS, declared=declared)
    verdict = rules.may_approve(it.actor("community_secretary"), commitment(it), facts)

    assert bool(verdict) is (declared is False)
    assert says in str(verdict.reason or "")


def test_three_different_people_or_two_as_the_rule_says(it):
    made = commitment(it, proposed_by_id=it.person("community_secretary").pk)
    secretary = it.actor("community_secretary")
    assert not rules.may_approve(secretary, made, FACTS)
    assert rules.may_approve(secretary, made, replace(FACTS, people=2))

    keeper = it.actor("subdistrict_secretary")
    at_work = commitment_at(made, State.APPROVED)
    at_work.approved_by_id = keeper.person_id
    assert not rules.may_pay(keeper, at_work, replace(FACTS, people=2))
    at_work.approved_by_id = None
    at_work.proposed_by_id = keeper.person_id
    assert not rules.may_pay(keeper, at_work, FACTS)
    assert rules.may_pay(keeper, at_work, replace(FACTS, people=2))


@pytest.mark.parametrize("amount", [9_999_999, 10_000_000, 10_000_001])
def test_a_line_bears_its_last_cent_and_no_more(it, amount):
    line = factories.line(it)
    line.fund = Fund.objects.get(pk=line.fund_id)

    assert bool(rules.can_bear(line, amount)) is (amount <= 10_000_000)


def test_a_fund_bears_only_what_was_allotted(it):
    fund = factories.fund(it, allotted=5_000_000)
    line = factories.line(it, fund)
    line.fund = Fund.objects.get(pk=fund.pk)

    assert rules.can_bear(line, 5_000_000)
    assert "50,000.00" in str(rules.can_bear(line, 5_000_001).reason)


def test_lines_plan_up_to_the_standard(it):
    fund = factories.fund(it, allotted=0)
    assert rules.fits_plan(fund, None, factories.STANDARD)
    assert not rules.fits_plan(fund, None, factories.STANDARD + 1)
    line = factories.line(it, fund)
    line.committed = 300
    assert not rules.fits_plan(Fund.objects.get(pk=fund.pk), line, 299)
    assert rules.fits_plan(Fund.objects.get(pk=fund.pk), line, 300)


def test_a_year_is_closed_on_its_last_day_with_nothing_open(it):
    fund, keeper = factories.fund(it), it.actor("subdistrict_officer")
    last = date(2026, 12, 31)

    assert rules.may_close(keeper, fund, FACTS, last, 0)
    assert not rules.may_close(keeper, fund, FACTS, date(2026, 12, 30), 0)
    assert not rules.may_close(keeper, fund, FACTS, last, 1)
    assert not rules.may_close(keeper, fund, replace(FACTS, unreceipted=1), last, 0)


def test_what_is_not_at_that_step_is_refused(it):
    made, actor = commitment(it), it.actor("community_secretary")
    ended = commitment_at(made, State.FINISHED)
    for rule in (rules.may_approve, rules.may_reject, rules.may_declare, rules.may_attach_decision):
        assert not rule(actor, ended, FACTS)
    assert not rules.may_pay(it.actor("subdistrict_officer"), made, FACTS)
    assert not rules.may_finish(actor, made, FACTS)
    assert not rules.may_declare(actor, made, FACTS)
    at_work = commitment_at(made, State.APPROVED)
    assert not rules.may_finish(actor, at_work, replace(FACTS, unreceipted=1))
    assert not rules.may_finish(it.actor("grid_head"), at_work, FACTS)
    at_work.paid = at_work.amount
    assert not rules.may_pay(it.actor("subdistrict_officer"), at_work, FACTS)


def test_nothing_moves_in_a_closed_year(it):
    made = commitment(it)
    fund = made.line.fund
    fund.closed_at = NOON
    keeper, secretary = it.actor("subdistrict_officer"), it.actor("community_secretary")

    assert not rules.may_allot(keeper, fund)
    assert not rules.may_plan(secretary, fund)
    assert not rules.may_propose(secretary, fund)
    assert not rules.may_approve(secretary, made, FACTS)
    assert not rules.may_close(keeper, fund, FACTS, date(2027, 1, 1), 0)


def test_receipts_belong_to_payments_and_are_added_by_those_concerned(it):
    payment = factories.paid(it)
    allotment = payment.fund.postings.filter(movement="allotted").first()

    assert who_may(it, lambda a: rules.may_add_receipt(a, payment)) == {
        "community_secretary",
        "community_worker",
        "subdistrict_officer",
        "subdistrict_secretary",
    }
    assert not rules.may_add_receipt(it.actor("community_secretary"), allotment)
