"""Truth tables: who may do what to an arena, and when."""

import pytest

from liandong.kernel.actor import RESIDENT
from liandong.projects import rules
from liandong.projects.lifecycle import ARENA_MOVES, ArenaState, FollowUp
from liandong.projects.models import Arena, ArenaFacts, Entrant, Ticket
from liandong.projects.tests import factories

pytestmark = pytest.mark.django_db
OWN = {"district_secretary", "district_dispatcher"}
ABOVE = {"city_secretary", "city_dispatcher", "hotline_clerk"}
READY = ArenaFacts(groups=(3,), fewest=3, least=3, used=9, slips=9)


def arena_of(it, state) -> Arena:
    return Arena(place=it.tree.district, state=state, year=2026)


def allowed(it, rule) -> set[str]:
    return {role for role in it.posts if rule(it.actor(role))}


def test_each_deed_belongs_to_its_posts(it):
    opened, fixed = arena_of(it, ArenaState.OPENED), arena_of(it, ArenaState.FIXED)
    drawn, voting = arena_of(it, ArenaState.DRAWN), arena_of(it, ArenaState.VOTING)
    counted = arena_of(it, ArenaState.COUNTED)
    readers = OWN | {"department_officer", "callback_officer"}
    table = [
        (OWN, lambda who: rules.may_open_arena(who, it.tree.district)),
        (set(), lambda who: rules.may_open_arena(who, it.tree.community)),
        (set(), lambda who: rules.may_open_arena(who, None)),
        (readers | ABOVE, lambda who: rules.may_see_arena(who, opened)),
        (OWN, lambda who: rules.may_add_entrant(who, opened)),
        (OWN, lambda who: rules.may_remove_entrant(who, opened)),
        (OWN, lambda who: rules.may_fix(who, opened, READY)),
        (OWN, lambda who: rules.may_issue_tickets(who, fixed)),
        (OWN, lambda who: rules.may_draw(who, fixed)),
        (OWN, lambda who: rules.may_open_rating(who, drawn, READY)),
        (readers, lambda who: rules.may_enter_tickets(who, voting)),
        (readers, lambda who: rules.may_enter_ticket(who, voting, Ticket(), [])),
        (OWN, lambda who: rules.may_count(who, voting, READY)),
        (OWN, lambda who: rules.may_explain(who, counted)),
        ({"district_secretary"}, lambda who: rules.may_follow_up(who, counted)),
        (OWN, lambda who: rules.may_cancel(who, drawn)),
    ]
    for number, (expected, rule) in enumerate(table):
        assert allowed(it, rule) == expected, f"line {number}"
        assert not rule(RESIDENT), f"line {number}"


def test_each_deed_has_its_states(it):
    who = it.actor("district_secretary")
    asked = {
        "add_entrant": lambda one: rules.may_add_entrant(who, one),
        "remove_entrant": lambda one: rules.may_remove_entrant(who, one),
        "fix": lambda one: rules.may_fix(who, one, READY),
        "issue_tickets": lambda one: rules.may_issue_tickets(who, one),
        "draw": lambda one: rules.may_draw(who, one),
        "open_rating": lambda one: rules.may_open_rating(who, one, READY),
        "rate": lambda one: rules.may_rate(one, Ticket()),
        "enter_ticket": lambda one: rules.may_enter_tickets(who, one),
        "count": lambda one: rules.may_count(who, one, READY),
        "explain": lambda one: rules.may_explain(who, one),
        "follow_up": lambda one: rules.may_follow_up(who, one),
        "cancel": lambda one: rules.may_cancel(who, one),
    }
    for verb, rule in asked.items():
        states = {state for state in ArenaState if rule(arena_of(it, state))}
        assert states == ARENA_MOVES[verb][0], verb


def test_numbers_hold_the_steps(it):
    who = it.actor("district_secretary")
    for groups, fits in (((), False), ((2,), True), ((3, 1), False), ((2, 2), True)):
        facts = ArenaFacts(groups=groups)
        assert bool(rules.may_fix(who, arena_of(it, ArenaState.OPENED), facts)) is fits
    for fewest, fits in ((2, False), (3, True)):
        facts = ArenaFacts(fewest=fewest, least=3)
        assert bool(rules.may_open_rating(who, arena_of(it, ArenaState.DRAWN), facts)) is fits
    voting = arena_of(it, ArenaState.VOTING)
    for facts, fits in (
        (ArenaFacts(used=2, slips=2), True),
        (ArenaFacts(used=2, slips=3), False),
        (ArenaFacts(used=3, slips=2), False),
        (ArenaFacts(used=2, slips=2, unsettled=1), False),
    ):
        assert bool(rules.may_count(who, voting, facts)) is fits


def test_a_ticket_is_used_once_and_read_by_different_people(it):
    voting = arena_of(it, ArenaState.VOTING)
    assert rules.may_rate(voting, Ticket())
    assert not rules.may_rate(voting, Ticket(channel="paper"))
    assert not rules.may_rate(voting, Ticket(), read=True)
    who = it.actor("district_dispatcher")
    assert not rules.may_enter_ticket(who, voting, Ticket(channel="online"), [])
    assert not rules.may_enter_ticket(who, voting, Ticket(), [who.person])
    assert rules.may_enter_ticket(who, voting, Ticket(), [who.person + 1])
    assert not rules.may_enter_ticket(it.actor("grid_head"), voting, Ticket(), [])


def test_marks_name_entrants_and_grades_that_there_are():
    assert rules.marks_fit({}, [1, 2])
    assert rules.marks_fit({"1": "good", "2": "poor"}, [1, 2])
    assert not rules.marks_fit({"3": "good"}, [1, 2])
    assert not rules.marks_fit({"1": "excellent"}, [1, 2])


def test_what_follows_is_decided_once_for_each(it):
    who, arena = it.actor("district_secretary"), arena_of(it, ArenaState.EXPLAINED)
    assert rules.may_follow_up(who, arena, Entrant())
    assert not rules.may_follow_up(who, arena, Entrant(follow_up=FollowUp.NONE))


def test_comparable_is_registered_in_the_same_year_and_directly_below(it):
    arena = arena_of(it, ArenaState.OPENED)
    below = factories.running(it)
    assert rules.is_comparable(arena, below)
    arena.year = 2025
    assert not rules.is_comparable(arena, below)
    arena.year, arena.place = 2026, it.tree.city
    assert not rules.is_comparable(arena, below)
    arena.place = it.tree.district
    assert not rules.is_comparable(arena, factories.claimed(it))
