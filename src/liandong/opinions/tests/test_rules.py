"""Truth tables: who may do what to a conversation and its statements, and when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.opinions import rules
from liandong.opinions.lifecycle import MOVES, STATEMENT_MOVES, Standing, State
from liandong.opinions.models import Conversation, Facts, Limits, Statement
from liandong.opinions.tests import factories
from liandong.opinions.tests.factories import FIRST, LAST, PLAN

COMMUNITY = {"community_secretary", "community_worker"}
ABOVE = {"subdistrict_officer", "subdistrict_secretary"}
LEADERS = COMMUNITY | ABOVE
HELPERS = LEADERS | {"grid_head", "grid_worker"}
DAY = timedelta(days=1)
GROUPS = Facts(groups=2, paper_days=3)


@pytest.fixture
def it(db):
    return factories.world()


def conversation_of(it, state=State.OPEN, place="community") -> Conversation:
    where = getattr(it.tree, place)
    return Conversation(pk=1, place=where, state=state, opens_on=FIRST, closes_on=LAST)


def statement_of(conversation, standing=Standing.WAITING, no=None, pk=7) -> Statement:
    return Statement(pk=pk, conversation=conversation, standing=standing, no=no)


def allowed(it, rule) -> set[str]:
    """The roles of the cast to whom a rule says yes."""
    others = ["department_officer", "district_dispatcher", "city_secretary", "audit_admin"]
    return {role for role in [*HELPERS, *others] if rule(it.actor(role))}


def test_each_deed_belongs_to_its_posts(it):
    running, closed = conversation_of(it), conversation_of(it, State.CLOSED)
    waiting = statement_of(running)
    table = [
        (LEADERS, lambda who: rules.may_open_somewhere(who)),
        (LEADERS, lambda who: rules.may_open(who, it.tree.community)),
        (LEADERS, lambda who: rules.may_open(who, it.tree.grid)),
        (ABOVE, lambda who: rules.may_open(who, it.tree.subdistrict)),
        (set(), lambda who: rules.may_open(who, it.tree.building)),
        (set(), lambda who: rules.may_open(who, it.tree.elsewhere)),
        (HELPERS, lambda who: rules.may_see(who, running)),
        (LEADERS, lambda who: rules.may_lead(who, running)),
        (LEADERS, lambda who: rules.may_moderate(who, running)),
        (LEADERS, lambda who: rules.may_publish(who, running, waiting, "路灯")),
        (LEADERS, lambda who: rules.may_refuse(who, running, waiting)),
        (HELPERS, lambda who: rules.may_issue_codes(who, running)),
        (HELPERS, lambda who: rules.may_enter_papers(who, running)),
        (HELPERS, lambda who: rules.may_enter_paper(who, running, 0)),
        (set(), lambda who: rules.may_enter_paper(who, running, 1)),
        (set(), lambda who: rules.may_draw(who, running)),
        (LEADERS, lambda who: rules.may_close(who, running, LAST + DAY, 3)),
        (
            LEADERS & {"community_secretary", "subdistrict_secretary"},
            lambda who: rules.may_cancel(who, running),
        ),
        (LEADERS, lambda who: rules.may_name_groups(who, closed, GROUPS)),
        (set(), lambda who: rules.may_name_groups(who, closed, Facts())),
        (LEADERS, lambda who: rules.may_conclude(who, closed)),
    ]
    for number, (roles, rule) in enumerate(table):
        assert allowed(it, rule) == roles, f"line {number}"


def test_a_subdistrict_that_asks_leads_and_all_below_help(it):
    wide = conversation_of(it, place="subdistrict")
    assert allowed(it, lambda who: rules.may_lead(who, wide)) == ABOVE
    assert allowed(it, lambda who: rules.may_see(who, wide)) == HELPERS


@pytest.mark.parametrize("state", State)
def test_a_deed_has_its_states(it, state):
    one = conversation_of(it, state)
    secretary = it.actor("community_secretary")
    found = {
        "moderate": rules.may_moderate(secretary, one),
        "issue_codes": rules.may_issue_codes(secretary, one),
        "enter_paper": rules.may_enter_papers(secretary, one),
        "draw": rules.may_draw(SYSTEM, one),
        "close": rules.may_close(secretary, one, LAST + DAY, 3),
        "cancel": rules.may_cancel(secretary, one),
        "name_groups": rules.may_name_groups(secretary, one, GROUPS),
        "conclude": rules.may_conclude(secretary, one),
        "answer": rules.may_take_part(one, FIRST),
    }
    assert {verb: bool(verdict) for verb, verdict in found.items()} == {
        verb: state in MOVES[verb][0] for verb in found
    }


@pytest.mark.parametrize("standing", Standing)
def test_a_statement_has_its_ways(it, standing):
    running = conversation_of(it)
    one, into = statement_of(running, standing), statement_of(running, Standing.PUBLISHED, 1, 8)
    secretary = it.actor("community_secretary")
    found = {
        "publish": rules.may_publish(secretary, running, one, "路灯"),
        "refuse": rules.may_refuse(secretary, running, one),
        "merge": rules.may_merge(secretary, running, one, into),
    }
    assert {verb: bool(verdict) for verb, verdict in found.items()} == {
        verb: standing in STATEMENT_MOVES[verb][0] for verb in found
    }
    numbered = statement_of(running, standing, 3)
    may = rules.may_answer(running, numbered, FIRST)
    assert bool(may) == (standing in {Standing.PUBLISHED, Standing.WAITING})


@pytest.mark.parametrize(
    ("day", "may"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
)
def test_answers_have_their_days(it, day, may):
    running = conversation_of(it)
    assert bool(rules.may_take_part(running, day)) is may
    limits = Limits(size=9, own=2)
    words = {"own": 0, "spoken": 0, "limits": limits}
    assert bool(rules.may_suggest(RESIDENT, running, day, **words)) is may
    worker = it.actor("grid_worker")
    assert rules.may_suggest(worker, running, day, **words), "from paper until the close"


@pytest.mark.parametrize(
    ("own", "spoken", "may"), [(0, 0, True), (1, 8, True), (2, 2, False), (0, 9, False)]
)
def test_statements_have_their_limits(it, own, spoken, may):
    running, limits = conversation_of(it), Limits(size=9, own=2)
    found = rules.may_suggest(RESIDENT, running, FIRST, own=own, spoken=spoken, limits=limits)
    assert bool(found) is may


@pytest.mark.parametrize(
    ("role", "days", "may"),
    [
        ("system", 0, False),
        ("system", 3, False),
        ("system", 4, True),
        ("community_secretary", 0, False),
        ("community_secretary", 1, True),
        ("grid_worker", 1, False),
    ],
)
def test_closing_waits_for_the_last_day_and_the_house_for_the_papers(it, role, days, may):
    actor = SYSTEM if role == "system" else it.actor(role)
    found = rules.may_close(actor, conversation_of(it), LAST + days * DAY, 3)
    assert bool(found) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("路灯太暗", True),
        ("车位要1000个", True),
        ("2026年完工", True),
        ("打13812345678", False),
        ("0536-8000001", False),
        ("370702199001011234", False),
        ("3号楼2单元501", False),
        ("501室", False),
    ],
)
def test_numbers_that_tell_who_somebody_is_are_refused(text, may):
    assert bool(rules.says_no_numbers(text)) is may


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ({}, True),
        ({"closes_on": FIRST}, True),
        ({"closes_on": FIRST + 92 * DAY}, True),
        ({"closes_on": FIRST + 93 * DAY}, False),
        ({"closes_on": FIRST - DAY}, False),
        ({"opens_on": FIRST - DAY}, False),
        ({"seeds": ("一", "二")}, True),
        ({"seeds": ("一",)}, False),
        ({"seeds": ("一", "一")}, False),
        ({"seeds": tuple("一二三四五六七八九")}, False),
    ],
)
def test_what_is_asked_fits(words, may):
    assert bool(rules.fits(replace(PLAN, **words), FIRST, 8)) is may


def test_a_council_needs_a_named_statement_of_a_closed_conversation(it):
    closed = conversation_of(it, State.CLOSED)
    secretary = it.actor("community_secretary")
    one = statement_of(closed, Standing.PUBLISHED, 4)
    assert rules.may_call_council(secretary, closed, one, {4})
    assert not rules.may_call_council(secretary, closed, one, {5})
    assert not rules.may_call_council(it.actor("grid_worker"), closed, one, {4})
    assert not rules.may_call_council(secretary, conversation_of(it), one, {4})
    one.council_id = 3
    assert not rules.may_call_council(secretary, closed, one, {4})


def test_the_sentence_names_what_is_wrong(it):
    verdict = rules.may_close(SYSTEM, conversation_of(it), LAST, 3)
    assert str(verdict.reason) == "截止日结束前仍可表态。"
