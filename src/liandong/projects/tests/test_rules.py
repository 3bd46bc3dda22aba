"""Truth tables: who may do what to a project, and in which state."""

from datetime import date
from decimal import Decimal

import pytest

from liandong.kernel.actor import RESIDENT
from liandong.people.models import Person
from liandong.projects import rules
from liandong.projects.lifecycle import MOVES, State
from liandong.projects.models import Expense, Facts, Goal, Milestone, SecretaryProject
from liandong.projects.tests.factories import ABOVE, DESK_ABOVE, LEAD, SECRETARY, SUPPORT

pytestmark = pytest.mark.django_db
ABOVE_ALL = {"district_secretary", "city_secretary"}
DESKS_ABOVE = {"district_dispatcher", "city_dispatcher"}
OWN = {SECRETARY, LEAD}
HANDS = {SECRETARY, LEAD, SUPPORT}


def project_of(it, state=State.RUNNING, role=SECRETARY, lead=LEAD, **fields) -> SecretaryProject:
    words = {"budget": 100, "spent": 10, **fields}
    return SecretaryProject(secretary=it.post(role), lead=it.post(lead), state=state, **words)


def facts_of(it, *roles, **numbers) -> Facts:
    hands = frozenset(it.post(role).pk for role in roles or (LEAD, SUPPORT))
    numbers = {"goals": 1, "milestones": 2, "waiting": 1, **numbers}
    return Facts(hands=hands, **numbers)


def allowed(it, rule) -> set[str]:
    """The roles of the cast to whom a rule says yes."""
    return {role for role in it.posts if rule(it.actor(role))}


def test_each_deed_belongs_to_its_posts(it):
    draft, claimed = project_of(it, State.DRAFT), project_of(it, State.CLAIMED)
    running, said = project_of(it), project_of(it, State.DONE_CLAIMED)
    facts, ready = facts_of(it), facts_of(it, waiting=0)
    hands = facts.hands
    above = ABOVE_ALL | DESKS_ABOVE | {"audit_admin"}
    table = [
        (HANDS | above, lambda who: rules.may_see(who, running, hands)),
        (OWN, lambda who: rules.may_draft(who, it.post(SECRETARY))),
        (set(), lambda who: rules.may_draft(who, it.post(LEAD))),
        (OWN, lambda who: rules.may_revise(who, draft)),
        (OWN, lambda who: rules.may_set_goal(who, draft)),
        (OWN, lambda who: rules.may_plan_milestone(who, draft)),
        (OWN, lambda who: rules.may_strike(who, draft, facts)),
        ({SECRETARY}, lambda who: rules.may_claim(who, draft, facts)),
        (ABOVE_ALL, lambda who: rules.may_send_back(who, claimed)),
        (ABOVE_ALL, lambda who: rules.may_register(who, claimed, facts)),
        (HANDS, lambda who: rules.may_reach(who, running, facts)),
        (HANDS, lambda who: rules.may_measure(who, running, facts)),
        (HANDS, lambda who: rules.may_spend(who, running, facts)),
        (HANDS, lambda who: rules.may_take_back(who, running, facts)),
        (HANDS, lambda who: rules.may_add_evidence(who, running, facts)),
        (OWN, lambda who: rules.may_amend(who, running)),
        (OWN, lambda who: rules.may_claim_done(who, running, ready)),
        (ABOVE_ALL | DESKS_ABOVE, lambda who: rules.may_accept(who, said, facts)),
        (ABOVE_ALL | DESKS_ABOVE, lambda who: rules.may_refuse(who, said, facts)),
        (OWN, lambda who: rules.may_review(who, project_of(it, State.ACCEPTED))),
        (
            ABOVE_ALL | DESKS_ABOVE,
            lambda who: rules.may_close(who, project_of(it, State.REVIEWED), facts),
        ),
        (ABOVE_ALL | {SECRETARY}, lambda who: rules.may_end(who, claimed)),
        (ABOVE_ALL, lambda who: rules.may_end(who, running)),
    ]
    for number, (expected, rule) in enumerate(table):
        assert allowed(it, rule) == expected, f"line {number}"
        assert not rule(RESIDENT), f"line {number}"


def test_the_page_for_a_new_project_opens_to_secretaries_and_desks(it):
    desks = {"subdistrict_officer", "district_dispatcher", "city_dispatcher"}
    secretaries = {f"{level}_secretary" for level in ("community", "subdistrict", "district")}
    expected = desks | secretaries | {"city_secretary"}
    assert allowed(it, rules.may_draft_somewhere) == expected


def test_each_deed_has_its_states(it):
    facts, ready = facts_of(it), facts_of(it, waiting=0)
    secretary, above = it.actor(SECRETARY), it.actor(ABOVE)
    asked = {
        "revise": lambda one: rules.may_revise(secretary, one),
        "claim": lambda one: rules.may_claim(secretary, one, facts),
        "send_back": lambda one: rules.may_send_back(above, one),
        "register": lambda one: rules.may_register(above, one, facts),
        "reach": lambda one: rules.may_reach(secretary, one, facts),
        "measure": lambda one: rules.may_measure(secretary, one, facts),
        "spend": lambda one: rules.may_spend(secretary, one, facts),
        "take_back": lambda one: rules.may_take_back(secretary, one, facts),
        "add_evidence": lambda one: rules.may_add_evidence(secretary, one, facts),
        "amend_goal": lambda one: rules.may_amend(secretary, one),
        "claim_done": lambda one: rules.may_claim_done(secretary, one, ready),
        "accept": lambda one: rules.may_accept(above, one, facts),
        "refuse": lambda one: rules.may_refuse(above, one, facts),
        "review": lambda one: rules.may_review(secretary, one),
        "close": lambda one: rules.may_close(above, one, facts),
        "end": lambda one: rules.may_end(above, one),
    }
    for verb, rule in asked.items():
        states = {state for state in State if rule(project_of(it, state))}
        assert states == MOVES[verb][0], verb


@pytest.mark.parametrize(
    ("numbers", "rule"),
    [
        ({"goals": 0}, lambda who, it, facts: rules.may_claim(who, it(State.DRAFT), facts)),
        ({"milestones": 0}, lambda who, it, facts: rules.may_claim(who, it(State.DRAFT), facts)),
        (
            {"goals": 0, "milestones": 0},
            lambda who, it, facts: rules.may_strike(who, it(State.DRAFT), facts),
        ),
        ({"waiting": 0}, lambda who, it, facts: rules.may_reach(who, it(), facts)),
        ({"waiting": 2}, lambda who, it, facts: rules.may_add_evidence(who, it(), facts)),
        ({}, lambda who, it, facts: rules.may_spend(who, it(budget=0, spent=0), facts)),
        ({}, lambda who, it, facts: rules.may_take_back(who, it(spent=0), facts)),
        ({"waiting": 1}, lambda who, it, facts: rules.may_claim_done(who, it(), facts)),
        (
            {"waiting": 0, "unmeasured": 1},
            lambda who, it, facts: rules.may_claim_done(who, it(), facts),
        ),
    ],
)
def test_what_is_missing_is_said(it, numbers, rule):
    def made(state=State.RUNNING, **fields):
        return project_of(it, state, **fields)

    assert not rule(it.actor(SECRETARY), made, facts_of(it, **numbers))


def test_whoever_leads_or_supports_never_judges(it):
    said = project_of(it, State.DONE_CLAIMED, lead=ABOVE)
    assert not rules.may_accept(it.actor(ABOVE), said, facts_of(it, ABOVE))
    assert rules.may_accept(it.actor(DESK_ABOVE), said, facts_of(it, ABOVE))
    claimed = project_of(it, State.CLAIMED, lead=ABOVE)
    assert not rules.may_register(it.actor(ABOVE), claimed, facts_of(it, ABOVE))
    assert rules.may_register(it.actor("city_secretary"), claimed, facts_of(it, ABOVE))
    person = Person.objects.get(pk=it.actor(DESK_ABOVE).person_id)
    by_hand = project_of(it, State.DONE_CLAIMED, done_claimed_by=person)
    assert not rules.may_accept(it.actor(DESK_ABOVE), by_hand, facts_of(it))


def test_the_highest_secretary_registers_and_ends_the_own_but_never_accepts_it(it):
    city, lead = "city_secretary", "district_secretary"
    facts = facts_of(it, lead)
    claimed = project_of(it, State.CLAIMED, city, lead)
    assert allowed(it, lambda who: rules.may_register(who, claimed, facts)) == {city}
    said = project_of(it, State.DONE_CLAIMED, city, lead)
    assert allowed(it, lambda who: rules.may_accept(who, said, facts)) == {"city_dispatcher"}
    running = project_of(it, State.RUNNING, city, lead)
    assert allowed(it, lambda who: rules.may_end(who, running)) == {city}


def test_numbers_hold_each_other(it):
    project = project_of(it)
    for amount, fits in ((90, True), (91, False)):
        assert bool(rules.spends_within(project, amount)) is fits
    for budget, fits in ((10, True), (9, False)):
        assert bool(rules.covers_what_was_spent(project, budget)) is fits
    for base, number, fits in ((None, 99, True), (15, 15, True), (15, 16, False)):
        goal = Goal(base=None if base is None else Decimal(base))
        assert bool(rules.within_its_base(goal, Decimal(number))) is fits
    for start, target, is_one in ((4, 15, True), (15, 4, True), (4, 4, False)):
        assert bool(rules.moves(Decimal(start), Decimal(target))) is is_one


def test_days_and_lines_say_whether_they_still_count():
    today = date(2026, 7, 6)
    assert rules.is_not_ahead(today, today)
    assert not rules.is_not_ahead(date(2026, 7, 7), today)
    assert rules.is_planned(Milestone())
    assert not rules.is_planned(Milestone(reached_on=today))
    assert not rules.is_planned(Milestone(dropped_because="并入"))
    assert rules.still_counts(Expense(amount=1), taken_back=False)
    assert not rules.still_counts(Expense(amount=1), taken_back=True)
    assert not rules.still_counts(Expense(amount=-1, takes_back_id=1), taken_back=False)


def test_a_goal_is_met_in_its_own_direction():
    for start, target, actual, met in ((4, 15, 15, True), (4, 15, 14, False), (9, 2, 2, True)):
        goal = Goal(start=Decimal(start), target=Decimal(target), actual=Decimal(actual))
        assert goal.met is met
    assert not Goal(start=Decimal(9), target=Decimal(2)).met
    assert not Goal(start=Decimal(9), target=Decimal(2), actual=Decimal(3)).met
