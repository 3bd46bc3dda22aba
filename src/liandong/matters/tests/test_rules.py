"""Who may do what, in which state: the truth tables."""

import pytest

from liandong.kernel.actor import RESIDENT, SYSTEM
from liandong.matters import rules
from liandong.matters.lifecycle import ENDED, MOVES, OPEN, STEP_OF, State, moves_from
from liandong.matters.models import Facts, Matter
from liandong.matters.tests import factories

pytestmark = pytest.mark.django_db
NONE = Facts()


@pytest.fixture
def it():
    return factories.world()


def who(it, role):
    return {"resident": RESIDENT, "system": SYSTEM}.get(role) or it.actor(role)


TABLE = [
    # verb, state, who may, who may not
    ("accept", "raised", ["grid_head", "grid_worker"], ["community_secretary", "resident"]),
    ("accept", "executing", [], ["grid_head", "department_officer"]),
    ("not_accept", "raised", ["grid_head"], ["hotline_clerk", "department_officer"]),
    ("settle", "raised", ["grid_head", "grid_worker"], ["community_secretary", "city_secretary"]),
    ("settle", "deciding", [], ["grid_head"]),
    ("deliberate", "raised", ["grid_head"], ["community_secretary"]),
    ("consult", "deliberating", ["grid_head"], ["department_officer", "resident"]),
    ("decide", "deciding", ["grid_head"], ["community_secretary"]),
    ("dispatch", "raised", ["grid_head"], ["department_officer", "district_dispatcher"]),
    ("dispatch", "deciding", [], ["grid_head"]),
    ("merge", "raised", ["grid_head"], ["department_officer"]),
    ("sign", "dispatched", ["department_officer"], ["grid_head", "callback_officer"]),
    ("return", "dispatched", ["department_officer"], ["grid_head"]),
    ("extend", "executing", ["department_officer"], ["grid_head"]),
    ("suspend", "executing", ["department_officer"], ["grid_head"]),
    ("resume", "suspended", ["department_officer"], ["grid_head"]),
    ("split", "executing", ["department_officer"], ["grid_head"]),
    ("reply", "executing", ["department_officer"], ["grid_head", "resident"]),
    ("reply", "dispatched", [], ["department_officer"]),
    ("transfer", "executing", ["grid_head"], ["department_officer"]),
    ("verify", "replied", ["grid_head", "community_secretary"], ["department_officer"]),
    ("evaluate", "evaluating", ["resident"], ["grid_head", "callback_officer"]),
    ("call_back", "evaluating", ["callback_officer"], ["grid_head", "resident"]),
    ("close", "evaluating", ["system"], ["callback_officer", "resident"]),
    ("ask_review", "executing", ["department_officer", "grid_head"], ["city_secretary"]),
    ("review", "executing", [], ["community_secretary"]),
    ("escalate", "executing", ["grid_head", "department_officer"], ["resident"]),
    ("escalate", "deciding", [], ["grid_head"]),
    ("hand_back", "escalated", ["community_secretary"], ["grid_head"]),
    ("withdraw", "executing", ["resident"], ["grid_head"]),
    ("withdraw", "closed", [], ["resident"]),
    ("take_up", "closed", [], ["resident", "grid_head"]),
    ("urge", "executing", ["resident", "grid_head", "community_secretary"], ["department_officer"]),
    ("urge", "closed", [], ["resident"]),
    ("supervise", "executing", ["community_secretary", "city_secretary"], ["department_officer"]),
    ("note", "executing", ["grid_head", "department_officer"], ["callback_officer"]),
    ("unmask", "executing", ["grid_head", "department_officer"], ["city_secretary"]),
    ("unmask", "evaluating", ["callback_officer", "grid_head"], ["city_secretary"]),
    ("unmask", "closed", ["grid_head"], ["callback_officer"]),
    ("publish", "raised", ["grid_head", "community_secretary"], ["department_officer"]),
]


@pytest.mark.parametrize(
    ("verb", "state", "who_may", "who_may_not"), TABLE, ids=[f"{v}-{s}" for v, s, *_ in TABLE]
)
def test_who_may(it, verb, state, who_may, who_may_not):
    matter = Matter.objects.select_related("desk", "lead").get(
        pk=factories.matter(it, State(state)).pk
    )
    rule = getattr(rules, f"may_{verb}")

    assert {role: bool(rule(who(it, role), matter, NONE)) for role in who_may} == dict.fromkeys(
        who_may, True
    )
    for role in who_may_not:
        verdict = rule(who(it, role), matter, NONE)
        assert not verdict, role
        assert str(verdict.reason).strip()


def test_facts_that_close_a_door(it):
    matter = Matter.objects.select_related("desk", "lead").get(
        pk=factories.matter(it, State.REPLIED).pk
    )
    grid_head, resident = it.actor("grid_head"), RESIDENT

    assert not rules.may_verify(grid_head, matter, Facts(handled=True))
    matter.state = State.EXECUTING
    officer = it.actor("department_officer")
    assert not rules.may_reply(officer, matter, Facts(open_parts=1))
    assert not rules.may_return(officer, matter, Facts(return_open=False))
    assert not rules.may_extend(officer, matter, Facts(late=True))
    assert rules.may_take_up(resident, matter, Facts(late=True))
    assert not rules.may_take_up(resident, matter, Facts(late=False))
    assert not rules.may_ask_review(officer, matter, Facts(reviewer_post_id=1))
    reviewer = it.actor("community_secretary")
    waiting = Facts(reviewer_post_id=reviewer.post_id, asked_by=officer.person_id)
    assert rules.may_review(reviewer, matter, waiting)
    assert not rules.may_review(officer, matter, waiting)


def test_evidence_is_asked_for_only_where_a_law_does(it):
    plain = factories.matter(it, State.EXECUTING)
    lawful = factories.category("illegal_building", evidence="required_by_law")

    assert rules.has_evidence(plain, NONE, 0)
    plain.category = lawful
    assert not rules.has_evidence(plain, NONE, 0)
    assert rules.has_evidence(plain, NONE, 1)
    assert rules.has_evidence(plain, Facts(photos_after=1), 0)


def test_only_a_district_or_city_desk_designates(it):
    matter = Matter.objects.select_related("desk").get(pk=factories.raised(it).pk)

    assert not rules.may_designate(matter, NONE, True)
    assert rules.may_designate(matter, NONE, False)
    matter.desk = it.cast.tree.district
    assert rules.may_designate(matter, NONE, True)


def test_the_city_is_the_top_of_the_ladder(it):
    matter = Matter.objects.select_related("desk").get(pk=factories.raised(it).pk)
    matter.desk, matter.tried = it.cast.tree.city, True

    assert not rules.may_escalate(it.actor("city_dispatcher"), matter, NONE)


def test_the_table_is_whole():
    assert {*OPEN, *ENDED} == set(State) == set(STEP_OF)
    for verb, (before, after) in MOVES.items():
        assert before <= set(State), verb
        assert after <= set(State), verb
        assert after, verb
    reachable = set().union(*(after for _before, after in MOVES.values()))
    assert reachable == set(State)
    for state in OPEN:
        assert moves_from(state), state
