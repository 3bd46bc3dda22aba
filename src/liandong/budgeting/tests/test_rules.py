"""Truth tables: who may do what to a budget vote, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liandong.budgeting import rules
from liandong.budgeting.lifecycle import Marking, Standing, State
from liandong.budgeting.models import BudgetVote, Facts, Paper, Voter
from liandong.budgeting.tests import factories
from liandong.budgeting.tests.factories import BUDGET, COLLECTING, TERMS
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Fund, Line
from liandong.kernel.actor import RESIDENT

CONVENER = {"community_secretary"}
COMMUNITY = CONVENER | {"community_worker"}
HELPERS = COMMUNITY | {"grid_head", "grid_worker"}
ABOVE = {"subdistrict_officer", "subdistrict_secretary"}
BEGIN, END = TERMS.voting_from, TERMS.voting_until
READY = Facts(listed=2, entitled=3, marks=3, slips=3, notice_days=7, posted_days=5)


def vote_of(it, state=State.COLLECTING, **fields) -> BudgetVote:
    fields = {"budget": BUDGET, "marking": Marking.APPROVAL, "most": 0, **fields}
    days = {name: getattr(TERMS, name) for name in ("proposals_until", "voting_from")}
    return BudgetVote(
        place=it.tree.community, state=state, voting_until=END, counted_at=END, **days, **fields
    )


def line_of(it, **fields) -> Line:
    fund = Fund(place=it.tree.community, year=2026, standard=BUDGET, received=BUDGET)
    return Line(**{"fund": fund, "kind": LineKind.VOTED, "planned": BUDGET, **fields})


def allowed(it, rule) -> set[str]:
    """The roles of the cast to whom a rule says yes."""
    roles = [*HELPERS, *ABOVE, "department_officer", "district_dispatcher", "city_secretary"]
    return {role for role in roles if rule(it.actor(role))}


def test_each_deed_belongs_to_its_posts(it):
    collecting, listed = vote_of(it), vote_of(it, State.LISTED)
    voting, counted = vote_of(it, State.VOTING), vote_of(it, State.COUNTED)
    late = END + timedelta(days=6)
    table = [
        (CONVENER, lambda who: rules.may_open_somewhere(who)),
        (CONVENER, lambda who: rules.may_open(who, line_of(it))),
        (HELPERS | ABOVE, lambda who: rules.may_see(who, collecting)),
        (COMMUNITY, lambda who: rules.may_assess(who, collecting)),
        (
            CONVENER,
            lambda who: rules.may_publish_list(who, collecting, READY, TERMS.proposals_until),
        ),
        (COMMUNITY, lambda who: rules.may_enter_roll(who, collecting)),
        (COMMUNITY, lambda who: rules.may_print_papers(who, listed, READY)),
        (COMMUNITY, lambda who: rules.may_issue_codes(who, voting, READY)),
        (CONVENER, lambda who: rules.may_open_voting(who, listed, READY, BEGIN)),
        (HELPERS, lambda who: rules.may_hand_out(who, voting, BEGIN, voted=False)),
        (HELPERS, lambda who: rules.may_enter_paper(who, voting, Paper(), [])),
        (CONVENER, lambda who: rules.may_count(who, voting, READY, END)),
        (CONVENER, lambda who: rules.may_settle(who, counted, READY, late)),
        (CONVENER | ABOVE, lambda who: rules.may_cancel(who, collecting)),
        (ABOVE, lambda who: rules.may_cancel(who, voting)),
    ]
    for expected, rule in table:
        assert allowed(it, rule) == expected


def test_no_deed_at_the_wrong_step(it):
    who = it.actor("community_secretary")
    early, settled = vote_of(it), vote_of(it, State.SETTLED)
    for verdict in (
        rules.may_assess(who, settled),
        rules.may_publish_list(who, settled, READY, END),
        rules.may_enter_roll(who, settled),
        rules.may_print_papers(who, early, READY),
        rules.may_issue_codes(who, early, READY),
        rules.may_open_voting(who, early, READY, BEGIN),
        rules.may_hand_out(who, early, BEGIN, voted=False),
        rules.may_enter_papers(who, early),
        rules.may_count(who, early, READY, END),
        rules.may_settle(who, early, READY, END),
        rules.may_cancel(who, settled),
    ):
        assert not verdict


def test_the_money_must_be_spent_by_vote_and_in_an_open_year(it):
    who = it.actor("community_secretary")
    assert not rules.may_open(who, line_of(it, kind=LineKind.SERVICE))
    closed = line_of(it)
    closed.fund.closed_at = COLLECTING
    assert not rules.may_open(who, closed)


@pytest.mark.parametrize(
    ("change", "reserved", "fits"),
    [
        ({}, 0, True),
        ({}, 1, False),
        ({"budget": BUDGET - 1}, 1, True),
        ({"budget": BUDGET + 1}, 0, False),
        ({"proposals_until": COLLECTING}, 0, False),
        ({"voting_from": TERMS.proposals_until + timedelta(days=7)}, 0, True),
        ({"voting_from": TERMS.proposals_until + timedelta(days=7, seconds=-1)}, 0, False),
        ({"voting_until": BEGIN}, 0, False),
        ({"marking": Marking.POINTS}, 0, False),
        ({"marking": Marking.POINTS, "most": 5}, 0, True),
    ],
)
def test_what_is_chosen_fits_the_money_and_the_days(it, change, reserved, fits):
    terms = replace(TERMS, **change)
    assert bool(rules.fits(terms, line_of(it), reserved, COLLECTING, 7)) is fits


def test_only_what_came_can_be_voted_on(it):
    line = line_of(it)
    line.fund.received = BUDGET - 1
    assert not rules.fits(TERMS, line, 0, COLLECTING, 7)


@pytest.mark.parametrize(
    ("at", "facts", "allowed"),
    [
        (TERMS.proposals_until, READY, True),
        (TERMS.proposals_until - timedelta(seconds=1), READY, False),
        (TERMS.proposals_until, replace(READY, undecided=1), False),
        (TERMS.proposals_until, replace(READY, listed=1), False),
        (BEGIN - timedelta(days=7), READY, True),
        (BEGIN - timedelta(days=7) + timedelta(seconds=1), READY, False),
    ],
)
def test_the_list_is_published_whole_and_in_time(it, at, facts, allowed):
    who = it.actor("community_secretary")
    assert bool(rules.may_publish_list(who, vote_of(it), facts, at)) is allowed


@pytest.mark.parametrize(
    ("at", "voted", "allowed"),
    [
        (BEGIN, False, True),
        (BEGIN - timedelta(seconds=1), False, False),
        (END - timedelta(seconds=1), False, True),
        (END, False, False),
        (BEGIN, True, False),
    ],
)
def test_voting_has_a_first_and_a_last_moment(it, at, voted, allowed):
    voting = vote_of(it, State.VOTING)
    assert bool(rules.may_cast(voting, Voter(), at, voted=voted)) is allowed
    who = it.actor("grid_worker")
    in_time = at < END and not voted
    assert bool(rules.may_hand_out(who, voting, at, voted=voted)) is in_time


@pytest.mark.parametrize(
    ("terms", "marks", "fit"),
    [
        ({}, {}, True),
        ({}, {"1": 1, "2": 1, "3": 1}, True),
        ({}, {"4": 1}, False),
        ({"most": 2}, {"1": 1, "2": 1}, True),
        ({"most": 2}, {"1": 1, "2": 1, "3": 1}, False),
        ({"most": 5, "marking": Marking.POINTS}, {"1": 3, "2": 2}, True),
        ({"most": 5, "marking": Marking.POINTS}, {"1": 3, "2": 3}, False),
    ],
)
def test_marks_stay_within_the_rule(it, terms, marks, fit):
    assert bool(rules.marks_fit(vote_of(it, **terms), marks, [1, 2, 3])) is fit


@pytest.mark.parametrize(
    ("at", "facts", "allowed"),
    [
        (END, READY, True),
        (END - timedelta(seconds=1), READY, False),
        (END, replace(READY, unsettled=1), False),
        (END, replace(READY, slips=4), False),
        (END, replace(READY, marks=4), True),
        (END, replace(READY, slips=0), False),
    ],
)
def test_the_count_waits_for_the_last_hour_and_every_paper(it, at, facts, allowed):
    who = it.actor("community_secretary")
    assert bool(rules.may_count(who, vote_of(it, State.VOTING), facts, at)) is allowed


@pytest.mark.parametrize(("days", "allowed"), [(5, True), (4, False)])
def test_the_result_is_posted_first(it, days, allowed):
    who = it.actor("community_secretary")
    at = END + timedelta(days=days)
    assert bool(rules.may_settle(who, vote_of(it, State.COUNTED), READY, at)) is allowed


def test_papers_are_looked_at_by_different_people(it):
    who, voting = it.actor("community_worker"), vote_of(it, State.VOTING)
    assert rules.may_enter_paper(who, voting, Paper(), [who.person_id + 1])
    assert not rules.may_enter_paper(who, voting, Paper(), [who.person_id])
    assert not rules.may_enter_paper(who, voting, Paper(settled=True), [])


@pytest.mark.parametrize(
    ("standing", "cost", "allowed"),
    [
        (Standing.FEASIBLE, BUDGET, True),
        (Standing.FEASIBLE, BUDGET + 1, False),
        (Standing.FEASIBLE, None, False),
        (Standing.REFUSED, None, True),
    ],
)
def test_what_can_be_done_has_a_cost_within_the_sum(it, standing, cost, allowed):
    found = factories.found(standing=standing, cost=cost)
    assert bool(rules.assessed(vote_of(it), found)) is allowed


def test_without_a_roll_nothing_is_printed_and_no_vote_begins(it):
    who, nobody = it.actor("community_secretary"), replace(READY, entitled=0)
    listed = vote_of(it, State.LISTED)
    assert not rules.may_print_papers(who, listed, nobody)
    assert not rules.may_issue_codes(who, listed, nobody)
    assert not rules.may_open_voting(who, listed, nobody, BEGIN)
    assert not rules.may_open_voting(who, listed, READY, BEGIN - timedelta(seconds=1))


def test_proposals_are_anybodys_until_their_last_moment(it):
    assert rules.may_propose(vote_of(it), COLLECTING)
    assert not rules.may_propose(vote_of(it), TERMS.proposals_until)
    assert not rules.may_propose(vote_of(it, State.LISTED), COLLECTING)
    assert not rules.may_see(RESIDENT, vote_of(it))
