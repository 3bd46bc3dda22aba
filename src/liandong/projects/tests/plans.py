"""An action plan of three of the district's departments, brought to a state by the actions."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from liandong.kernel.actor import Actor
from liandong.people.models import OrganisationKind, RoleKind
from liandong.people.queries import actor_of
from liandong.people.tests import factories as people
from liandong.people.tests.factories import Cast
from liandong.projects import actions
from liandong.projects.lifecycle import Told
from liandong.projects.models import ActionPlan, PlanTask, Quarter, Report, Task
from liandong.rulebook.models import Rule

JANUARY = datetime(2026, 1, 20, 2, tzinfo=UTC)
LATE_MARCH = datetime(2026, 3, 20, 2, tzinfo=UTC)
JUNE = datetime(2026, 6, 20, 2, tzinfo=UTC)
AUGUST = datetime(2026, 8, 10, 2, tzinfo=UTC)
DESK, SECRETARY, LEAD = "district_dispatcher", "district_secretary", "organisation"
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)


@dataclass(frozen=True)
class Departments:
    """The officers of the plan's departments: the leading one, civil affairs, finance."""

    it: Cast
    officers: dict[str, Actor]

    def actor(self, role: str) -> Actor:
        return self.officers.get(role) or self.it.actor(role)


def departments(it: Cast) -> Departments:
    rule()
    officers = {}
    bodies = (
        ("organisation", "奎文区委组织部", OrganisationKind.PARTY_ORGANISATION),
        ("civil_affairs", "奎文区民政局", OrganisationKind.DEPARTMENT),
        ("finance", "奎文区财政局", OrganisationKind.DEPARTMENT),
    )
    for code, name, kind in bodies:
        body = people.organisation(it.tree.district, code, name, kind)
        post = people.post(
            RoleKind.DEPARTMENT_OFFICER, it.tree.district, body, title=f"{name}经办岗"
        )
        person = people.person(code)
        people.appoint(post, person)
        officers[code] = actor_of(person, post)
    return Departments(it, officers)


def rule() -> None:
    Rule.objects.create(
        key="action_plan.tell_before",
        value="20 day",
        amount=Decimal(20),
        unit="day",
        effective_from=date(2020, 1, 1),
        source="test",
        confidence="needs_local_confirmation",
        text="action_plan.tell_before",
        text_en="action_plan.tell_before",
    )


def task(**words: Any) -> Task:
    made = Task("组建党建工作办公室", "党建工作办公室", "个", Decimal(11), 2026, 2)
    return replace(made, **words)


def do(
    all_: Departments, verb: str, thing: Any, role: str = DESK, now: datetime = JANUARY, **words
):
    deed = getattr(actions, verb)
    key = {"task_id": thing.pk} if isinstance(thing, PlanTask) else {"plan_id": thing.pk}
    return deed(**key, actor=all_.actor(role), now=now, **words)


def drafted(all_: Departments) -> ActionPlan:
    return actions.draft_plan(
        place_id=all_.it.tree.district.pk,
        title="城市基层党建全域提升攻坚三年行动实施方案",
        purpose="七部门协同推进城市基层党建各项重点任务。",
        first_year=2026,
        last_year=2028,
        actor=all_.actor(DESK),
        now=JANUARY,
    )


def planned(all_: Departments) -> ActionPlan:
    """Task 1 of the leading department, 2 of civil affairs waits for it, 3 of finance for 2."""
    plan = drafted(all_)
    for role in all_.officers:
        do(all_, "include", plan, organisation_id=all_.actor(role).organisation_id)
    whats = ("组建党建工作办公室", "落实社区工作者薪酬", "安排社区工作经费")
    for department, what in zip(plan.departments.order_by("no"), whats, strict=True):
        words = {"department_id": department.pk, "task": task(what=what)}
        do(all_, "plan_task", plan, **words)
    one, two, three = plan.tasks.order_by("no")
    do(all_, "wait_for", two, on_id=one.pk)
    do(all_, "wait_for", three, on_id=two.pk)
    return plan


def circulated(all_: Departments) -> ActionPlan:
    return do(all_, "circulate", planned(all_))


def signed(all_: Departments) -> ActionPlan:
    plan = circulated(all_)
    for role in all_.officers:
        do(all_, "countersign", plan, role)
    return plan


def adopted(all_: Departments) -> ActionPlan:
    words = {"number": "奎组发〔2026〕3号", "issued_on": date(2026, 1, 15)}
    return do(all_, "adopt", signed(all_), SECRETARY, **words)


def told(all_: Departments, task_no: int, plan: ActionPlan, state: Told, **words: Any):
    """What the officer of the task's department tells; the first quarter unless another."""
    found = plan.tasks.get(no=task_no)
    role = list(all_.officers)[task_no - 1]
    quarter, now = words.pop("quarter", Q1), words.pop("now", LATE_MARCH)
    report = Report(state, "按计划推进。", **words)
    return do(all_, "tell_quarter", found, role, now, quarter=quarter, report=report)


def blocked(all_: Departments, plan: ActionPlan, task_no: int = 1, by: str = SECRETARY):
    """A task is blocked, and a post is asked to unblock it."""
    words = {"blocker": "编制没有核定", "unblocker_id": all_.actor(by).post_id}
    return told(all_, task_no, plan, Told.BLOCKED, **words)
