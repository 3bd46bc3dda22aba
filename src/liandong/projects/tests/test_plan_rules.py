"""Truth tables: who may do what to an action plan and its tasks, and in which state."""

from datetime import date

import pytest

from liandong.kernel.actor import RESIDENT
from liandong.projects import rules
from liandong.projects.lifecycle import PLAN_MOVES, PlanState
from liandong.projects.models import ActionPlan, PlanDepartment, PlanFacts, PlanTask, QuarterReport
from liandong.projects.tests import plans
from liandong.projects.tests.plans import DESK, Q1, SECRETARY

pytestmark = pytest.mark.django_db
OFFICERS = {"organisation", "civil_affairs", "finance"}
KEEPERS = {DESK, SECRETARY, "organisation"}
ABOVE = {"city_secretary", "city_dispatcher", "audit_admin"}


@pytest.fixture
def all_(it):
    return plans.departments(it)


def plan_of(all_, state=PlanState.ADOPTED, **fields) -> ActionPlan:
    words = {"first_year": 2026, "last_year": 2028, **fields}
    return ActionPlan(place=all_.it.tree.district, state=state, **words)


def task_of(all_, plan, **fields) -> PlanTask:
    body = all_.actor("civil_affairs").organisation_id
    department = PlanDepartment(plan=plan, organisation_id=body, no=2)
    return PlanTask(plan=plan, department=department, no=1, **fields)


def facts_of(all_, **words) -> PlanFacts:
    bodies = frozenset(all_.actor(role).organisation_id for role in OFFICERS)
    leads = all_.actor("organisation").organisation_id
    return PlanFacts(**{"leads": leads, "takes_part": bodies, "tasks": 3, "undone": 3, **words})


def allowed(all_, rule) -> set[str]:
    roles = {*all_.it.posts, *all_.officers}
    return {role for role in roles if rule(all_.actor(role))}


def test_each_deed_belongs_to_its_posts(all_):
    draft, sent = plan_of(all_, PlanState.DRAFT), plan_of(all_, PlanState.CIRCULATED)
    running, district = plan_of(all_), all_.it.tree.district
    facts = facts_of(all_)
    idle, unsigned = facts_of(all_, idle=1), facts_of(all_, unsigned=facts.takes_part)
    done, task = facts_of(all_, undone=0), task_of(all_, running)
    blocked = QuarterReport(state="blocked", unblocker_id=all_.actor("finance").post_id)
    asked = {all_.actor("grid_head").post_id}
    seers = OFFICERS | {DESK, SECRETARY} | ABOVE
    table = [
        ({DESK, SECRETARY}, lambda who: rules.may_draft_plan(who, district)),
        (set(), lambda who: rules.may_draft_plan(who, all_.it.tree.community)),
        (seers, lambda who: rules.may_see_plan(who, running, facts)),
        (seers | {"grid_head"}, lambda who: rules.may_see_task(who, task, facts, asked)),
        (KEEPERS, lambda who: rules.may_revise_plan(who, draft, facts)),
        (KEEPERS, lambda who: rules.may_include(who, draft, facts)),
        (KEEPERS, lambda who: rules.may_leave_out(who, draft, idle)),
        (set(), lambda who: rules.may_leave_out(who, draft, facts)),
        (KEEPERS, lambda who: rules.may_plan_task(who, running, facts)),
        ({DESK, SECRETARY}, lambda who: rules.may_include(who, draft, PlanFacts())),
        (set(), lambda who: rules.may_plan_task(who, draft, PlanFacts())),
        (KEEPERS, lambda who: rules.may_reword_task(who, task, facts, told="late")),
        (set(), lambda who: rules.may_reword_task(who, task, facts, told="done")),
        (KEEPERS, lambda who: rules.may_drop_task(who, task, facts)),
        (KEEPERS, lambda who: rules.may_wait_for(who, task, facts)),
        (set(), lambda who: rules.may_wait_for(who, task, facts_of(all_, tasks=1))),
        (KEEPERS, lambda who: rules.may_stop_waiting(who, task, facts, 1)),
        (set(), lambda who: rules.may_stop_waiting(who, task, facts, 0)),
        (KEEPERS, lambda who: rules.may_circulate(who, draft, facts)),
        (set(), lambda who: rules.may_circulate(who, draft, idle)),
        (set(), lambda who: rules.may_circulate(who, draft, PlanFacts(takes_part=frozenset({1})))),
        (OFFICERS, lambda who: rules.may_countersign(who, sent, unsigned)),
        (set(), lambda who: rules.may_countersign(who, sent, facts)),
        (OFFICERS, lambda who: rules.may_object_to(who, sent, unsigned)),
        (set(), lambda who: rules.may_object_to(who, sent, facts)),
        ({SECRETARY}, lambda who: rules.may_adopt(who, sent, facts)),
        (set(), lambda who: rules.may_adopt(who, sent, unsigned)),
        ({"civil_affairs"}, lambda who: rules.may_tell_quarter(who, task, [Q1])),
        (set(), lambda who: rules.may_tell_quarter(who, task, [])),
        (set(), lambda who: rules.may_tell_quarter(who, task, [Q1], told="done")),
        (KEEPERS, lambda who: rules.may_take_back_quarter(who, task, facts, 1)),
        (set(), lambda who: rules.may_take_back_quarter(who, task, facts, 0)),
        ({"finance"}, lambda who: rules.may_unblock(who, running, blocked)),
        (set(), lambda who: rules.may_unblock(who, running, None)),
        ({SECRETARY}, lambda who: rules.may_close_plan(who, running, done)),
        (set(), lambda who: rules.may_close_plan(who, running, facts, date(2028, 12, 31))),
        ({SECRETARY}, lambda who: rules.may_close_plan(who, running, facts, date(2029, 1, 1))),
        (KEEPERS, lambda who: rules.may_withdraw_plan(who, sent, facts)),
    ]
    for number, (who, rule) in enumerate(table):
        assert allowed(all_, rule) == who, number
        assert not rule(RESIDENT), number


def test_a_deed_is_possible_in_the_states_of_the_table_and_in_no_other(all_):
    for verb, (before, _after) in PLAN_MOVES.items():
        for state in PlanState:
            at = rules.plan_is_at(verb, plan_of(all_, state))
            assert bool(at) == (state in before), (verb, state)
    for state in set(PlanState) - {PlanState.ADOPTED}:
        plan = plan_of(all_, state)
        assert not rules.may_unblock(all_.actor("finance"), plan, None)
        assert not rules.may_tell_quarter(all_.actor("finance"), task_of(all_, plan), [Q1])
