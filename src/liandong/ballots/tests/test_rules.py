"""Who may do what, and the right body: the truth tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liandong.ballots import queries, rules
from liandong.ballots.lifecycle import MOVES, State
from liandong.ballots.models import Ballot, Objection, RuleSet
from liandong.ballots.tests import factories
from liandong.ballots.tests.factories import CLOSES, COUNTING, OPENS, VOTING, World, proposal
from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.people.tests.factories import NOON, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def it():
    return World()


def subject(it, code, on=TODAY):
    return queries.subject_called(code, it.place, on)


@pytest.mark.parametrize(
    ("code", "body", "base", "allowed"),
    [
        ("use_maintenance_fund", "owners_assembly", "owners", True),
        ("use_maintenance_fund", "residents_assembly", "adults", False),
        ("use_maintenance_fund", "owners_committee", "members", False),
        ("use_maintenance_fund", "owners_assembly", "households", False),
        ("raise_maintenance_fund", "residents_committee", "members", False),
        ("dwelling_to_business", "interested_owners", "owners", True),
        ("dwelling_to_business", "owners_assembly", "owners", False),
        ("committee_matter", "owners_committee", "members", True),
        ("committee_allowance", "owners_assembly", "owners", True),
        ("important_common", "residents_assembly", "adults", True),
        ("important_common", "residents_assembly", "households", True),
        ("important_common", "residents_assembly", "owners", False),
        ("important_common", "residents_representatives_assembly", "resident_reps", True),
        ("important_common", "residents_committee", "members", False),
        ("committee_daily", "residents_committee", "members", True),
        ("committee_daily", "owners_assembly", "owners", False),
    ],
)
def test_the_right_body_decides_and_the_wrong_one_is_refused(it, code, body, base, allowed):
    draft = replace(proposal(), body=body, base=base)
    verdict = rules.right_body(subject(it, code), draft, TODAY)
    assert bool(verdict) is allowed


def test_the_refusal_names_the_article_and_the_body(it):
    draft = replace(proposal(), body="residents_assembly", base="adults")
    verdict = rules.right_body(subject(it, "use_maintenance_fund"), draft, TODAY)
    assert "第二百七十八条第一款第（五）项" in str(verdict.reason)
    assert "业主大会" in str(verdict.reason)


def test_a_rule_set_binds_only_on_its_days(it):
    old = RuleSet.objects.get(code="residents_vote/2018")
    daily = old.subjects.get(code="committee_daily")
    draft = replace(proposal(), body="residents_committee", base="members")
    assert rules.right_body(daily, draft, date(2025, 12, 31))
    assert "2026-01-01" in str(rules.right_body(daily, draft, date(2026, 1, 1)).reason)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ({"secrecy": "secret"}, False),
        ({"silence_counts": True, "silence_clause": ""}, False),
        ({"silence_counts": True, "silence_clause": " "}, False),
        ({"silence_counts": True, "silence_clause": factories.CLAUSE}, True),
    ],
)
def test_owners_vote_openly_and_silence_needs_its_clause(it, words, allowed):
    draft = replace(proposal(), **words)
    assert bool(rules.right_body(subject(it, "use_maintenance_fund"), draft, TODAY)) is allowed


@pytest.mark.parametrize(
    ("code", "body", "base"),
    [
        ("dwelling_to_business", "interested_owners", "owners"),
        ("committee_matter", "owners_committee", "members"),
    ],
)
def test_silence_is_no_consent_where_all_or_the_members_must_sign(it, code, body, base):
    draft = replace(proposal(), body=body, base=base)
    assert rules.right_body(subject(it, code), draft, TODAY)
    silent = replace(draft, silence_counts=True, silence_clause=factories.CLAUSE)
    assert not rules.right_body(subject(it, code), silent, TODAY)


def test_a_body_has_limits_of_its_own(it):
    committee = queries.frozen_terms(subject(it, "committee_matter"), "owners_committee")
    assembly = queries.frozen_terms(subject(it, "use_maintenance_fund"), "owners_assembly")
    said = {
        key: (committee["limits"][key]["value"], assembly["limits"][key]["value"])
        for key in ("notice", "proxies", "silence", "city_system", "objections")
    }
    assert said == {
        "notice": (5, 15),
        "proxies": (0, 3),
        "silence": (0, 1),
        "city_system": (0, 1),
        "objections": (5, 5),
    }


def test_residents_may_vote_in_secret_and_their_silence_counts_for_nothing(it):
    draft = replace(proposal(), body="residents_assembly", base="adults", secrecy="secret")
    assert rules.right_body(subject(it, "important_common"), draft, TODAY)
    silent = replace(draft, silence_counts=True, silence_clause=factories.CLAUSE)
    assert not rules.right_body(subject(it, "important_common"), silent, TODAY)


def test_the_nearest_and_newest_set_governs(it):
    def governing(place, on):
        return [one.code for one in queries.governing(place, on)]

    here = it.place
    assert governing(here, date(2026, 11, 24)) == ["owners_vote/weifang", "residents_vote/2026"]
    assert governing(here, date(2025, 12, 31)) == ["owners_vote/weifang", "residents_vote/2018"]
    assert governing(here, date(2022, 2, 28)) == ["owners_vote/shandong", "residents_vote/2018"]
    assert governing(here, date(2021, 6, 1)) == ["owners_vote/national", "residents_vote/2018"]


def who(it, role):
    return {"resident": RESIDENT, "system": SYSTEM}.get(role) or it.actor(role)


@pytest.mark.parametrize(
    ("role", "convene", "help_"),
    [
        ("community_secretary", True, True),
        ("community_worker", True, True),
        ("subdistrict_officer", True, True),
        ("grid_head", False, True),
        ("grid_worker", False, True),
        ("department_officer", False, False),
        ("system_admin", False, False),
        ("audit_admin", False, False),
        ("city_secretary", False, False),
        ("resident", False, False),
    ],
)
def test_who_convenes_and_who_helps(it, role, convene, help_):
    ballot = it.draft()
    assert bool(rules.may_convene(who(it, role), it.place)) is convene
    assert bool(rules.may_help(who(it, role), ballot)) is help_
    assert bool(rules.may_see_roll(who(it, role), ballot)) is help_


def test_a_secretary_of_another_place_convenes_nothing_here(it):
    assert not rules.may_convene(it.actor(), it.cast.tree.elsewhere)


@pytest.mark.parametrize("state", State)
def test_every_deed_is_bound_to_its_states(it, state):
    ballot = Ballot(**{**vars_of(it.owners()), "state": state})
    actor = it.actor()
    asked = {
        "enter_roll": rules.may_enter_roll(actor, ballot),
        "publish": rules.may_publish(actor, ballot, 5, date(2026, 12, 10), date(2026, 12, 9)),
        "correct_roll": rules.may_correct_roll(actor, ballot),
        "deliver": rules.may_deliver(actor, ballot),
        "issue_codes": rules.may_issue_codes(actor, ballot),
        "print_papers": rules.may_print_papers(actor, ballot),
        "appoint_proxy": rules.may_appoint_proxy(
            actor, ballot, held=0, voted=False, represented=False
        ),
        "open": rules.may_open(actor, ballot, OPENS, 0),
        "close": rules.may_close(actor, ballot, CLOSES, everybody=False),
        "count": rules.may_count(actor, ballot, 0, 5, 5),
        "recount": rules.may_recount(actor, ballot, None, (0, 5, 5)),
        "confirm": rules.may_confirm(actor, ballot, COUNTING, COUNTING - DAY, 0),
        "annul": rules.may_annul(it.actor("subdistrict_officer"), ballot),
    }
    for verb, verdict in asked.items():
        assert bool(verdict) is (state in MOVES[verb][0]), verb


def vars_of(ballot):
    return {field.attname: getattr(ballot, field.attname) for field in Ballot._meta.fields}


@pytest.mark.parametrize(
    ("opening", "allowed"), [(date(2026, 12, 8), False), (date(2026, 12, 9), True)]
)
def test_fifteen_days_of_notice(it, opening, allowed):
    ballot = it.owners()
    earliest = queries.earliest_opening(ballot, TODAY)
    verdict = rules.may_publish(it.actor(), ballot, 5, opening, earliest)
    assert bool(verdict) is allowed
    if not allowed:
        assert "第三十二条" in str(verdict.reason)


def test_an_empty_roll_is_not_published(it):
    assert not rules.may_publish(it.actor(), it.draft(), 0, date(2026, 12, 20), TODAY)


@pytest.mark.parametrize(("held", "allowed"), [(0, True), (2, True), (3, False)])
def test_one_holder_stands_for_three_owners(it, held, allowed):
    ballot = it.published(it.owners())
    words = {"voted": False, "represented": False}
    assert bool(rules.may_appoint_proxy(it.actor(), ballot, held=held, **words)) is allowed


def test_proxies_are_refused_to_residents_and_to_who_voted_or_has_one(it):
    ballot = it.published(it.residents())
    assert not rules.may_appoint_proxy(it.actor(), ballot, held=0, voted=False, represented=False)
    owners = it.published(it.owners())
    assert not rules.may_appoint_proxy(it.actor(), owners, held=0, voted=True, represented=False)
    assert not rules.may_appoint_proxy(it.actor(), owners, held=0, voted=False, represented=True)


@pytest.mark.parametrize(
    ("now", "undecided", "allowed"),
    [
        (OPENS, 0, True),
        (OPENS - timedelta(seconds=1), 0, False),
        (OPENS, 1, False),
        (CLOSES, 0, False),
    ],
)
def test_voting_begins_when_the_notice_says(it, now, undecided, allowed):
    ballot = it.published(it.owners())
    assert bool(rules.may_open(it.actor(), ballot, now, undecided)) is allowed


@pytest.mark.parametrize(
    ("now", "everybody", "allowed"),
    [(CLOSES, False, True), (CLOSES - timedelta(seconds=1), False, False), (VOTING, True, True)],
)
def test_voting_ends_when_the_notice_says_or_all_have_voted(it, now, everybody, allowed):
    ballot = it.opened(it.owners())
    assert bool(rules.may_close(it.actor(), ballot, now, everybody=everybody)) is allowed


@pytest.mark.parametrize(
    ("now", "voted", "allowed"),
    [
        (VOTING, False, True),
        (VOTING, True, False),
        (CLOSES, False, False),
        (OPENS - timedelta(seconds=1), False, False),
    ],
)
def test_a_code_votes_once_and_in_time(it, now, voted, allowed):
    ballot = it.opened(it.owners())
    one = factories.voter(ballot, 1)
    assert bool(rules.may_cast(ballot, one, now, voted=voted)) is allowed
    one.code_until = VOTING
    assert not rules.may_cast(ballot, one, VOTING, voted=False)


def test_counting_waits_for_every_paper_and_never_counts_more_than_came(it):
    ballot = Ballot(**{**vars_of(it.owners()), "state": State.CLOSED})
    assert not rules.may_count(it.actor(), ballot, 1, 5, 5)
    assert not rules.may_count(it.actor(), ballot, 0, 6, 5)
    assert rules.may_count(it.actor(), ballot, 0, 5, 5)


def test_another_post_counts_again_and_decides_on_the_count(it):
    ballot = Ballot(**{**vars_of(it.owners()), "state": State.COUNTED})
    me, other = it.actor(), it.actor("community_worker")
    assert not rules.may_recount(me, ballot, me.post_id, (0, 5, 5))
    assert rules.may_recount(other, ballot, me.post_id, (0, 5, 5))
    objection = Objection(ballot=ballot, about="result")
    assert not rules.may_decide_objection(me, ballot, objection, me.post_id)
    assert rules.may_decide_objection(other, ballot, objection, me.post_id)
    objection.upheld = False
    assert not rules.may_decide_objection(other, ballot, objection, me.post_id)
    roll = Objection(ballot=ballot, about="roll")
    assert not rules.may_decide_objection(other, ballot, roll, None)
    assert not rules.may_decide_objection(it.actor("grid_head"), ballot, roll, None)


@pytest.mark.parametrize(
    ("now", "undecided", "allowed"),
    [(NOON + DAY, 0, True), (NOON + DAY, 1, False), (NOON - DAY, 0, False)],
)
def test_a_result_stands_after_the_time_for_objections(it, now, undecided, allowed):
    ballot = Ballot(**{**vars_of(it.owners()), "state": State.COUNTED})
    assert bool(rules.may_confirm(it.actor(), ballot, now, NOON, undecided)) is allowed
    assert not rules.may_confirm(it.actor(), ballot, now, None, 0)


@pytest.mark.parametrize(
    ("about", "state", "until", "allowed"),
    [
        ("roll", State.NOTICED, None, True),
        ("roll", State.OPEN, None, False),
        ("result", State.COUNTED, NOON + DAY, True),
        ("result", State.COUNTED, NOON, False),
        ("result", State.CONFIRMED, NOON + DAY, False),
        ("result", State.COUNTED, None, False),
    ],
)
def test_anybody_may_object_in_its_time(it, about, state, until, allowed):
    ballot = Ballot(**{**vars_of(it.owners()), "state": state})
    assert bool(rules.may_object(ballot, about, NOON, until)) is allowed


@pytest.mark.parametrize(
    ("state", "role", "allowed"),
    [
        (State.NOTICED, "community_secretary", True),
        (State.OPEN, "community_secretary", False),
        (State.CONFIRMED, "subdistrict_officer", True),
        (State.CONFIRMED, "district_secretary", True),
        (State.COUNTED, "city_secretary", False),
        (State.ANNULLED, "subdistrict_officer", False),
    ],
)
def test_who_may_annul(it, state, role, allowed):
    ballot = Ballot(**{**vars_of(it.owners()), "state": state})
    assert bool(rules.may_annul(it.actor(role), ballot)) is allowed


def test_papers_only_ballots_have_no_codes(it):
    ballot = it.published(it.owners(online=False))
    assert not rules.may_issue_codes(it.actor(), ballot)


def test_blank_papers_are_handed_out_in_secret_ballots_only(it):
    secret = it.opened(it.residents())
    assert rules.may_hand_out(it.actor("grid_head"), secret, voted=False)
    assert not rules.may_hand_out(it.actor("grid_head"), secret, voted=True)
    assert not rules.may_hand_out(RESIDENT, secret, voted=False)
    assert not rules.may_hand_out(it.actor(), it.opened(it.owners()), voted=False)
    closed = Ballot(**{**vars_of(secret), "state": State.CLOSED})
    assert not rules.may_hand_out(it.actor(), closed, voted=False)


def test_only_the_system_loads_rule_sets(it):
    assert rules.may_load(SYSTEM)
    assert rules.may_load(it.actor("system_admin"))
    assert not rules.may_load(it.actor())


def test_a_vote_that_ends_before_it_begins_is_refused(it):
    draft = replace(proposal(), closes_at=OPENS)
    found = subject(it, "use_maintenance_fund")
    assert not rules.may_draft(it.actor(), it.place, found, draft, TODAY)
    assert not rules.may_draft(RESIDENT, it.place, found, proposal(), TODAY)
