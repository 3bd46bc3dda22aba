"""Projects of the cast's subdistrict secretary, brought to a state by the actions themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from liandong.duties.tests import factories as duties
from liandong.people.tests.factories import Cast
from liandong.projects import actions
from liandong.projects.actions import Proof
from liandong.projects.lifecycle import Kind
from liandong.projects.models import Plan, SecretaryProject, Target
from liandong.rulebook.models import Rule

MARCH = datetime(2026, 3, 2, 2, tzinfo=UTC)
APRIL = datetime(2026, 4, 10, 2, tzinfo=UTC)
JULY = datetime(2026, 7, 6, 2, tzinfo=UTC)
SECRETARY, LEAD, SUPPORT = "subdistrict_secretary", "subdistrict_officer", "department_officer"
ABOVE, DESK_ABOVE = "district_secretary", "district_dispatcher"
BUDGET = 20_000_000
STEPS = (("摸清底数", date(2026, 3, 31)), ("全部组建", date(2026, 6, 30)))


def world() -> Cast:
    it = duties.cast()
    Rule.objects.create(
        key="project.accept",
        value="15 work_day",
        amount=Decimal(15),
        unit="work_day",
        effective_from=date(2020, 1, 1),
        source="test",
        confidence="needs_local_confirmation",
        text="project.accept",
        text_en="project.accept",
    )
    return it


def pdf() -> ContentFile[bytes]:
    content = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << >>\n%%EOF\n"
    return ContentFile(content, name="paper.pdf")


def plan(it: Cast, **words: Any) -> Plan:
    made = Plan(
        title="老旧小区自治组织全覆盖",
        kind=Kind.GOVERNANCE,
        lead_id=it.post(LEAD).pk,
        cause="11个老旧小区没有业主委员会，物业无人监督。",
        measures="逐个小区派指导员，成立筹备组，依法选举。",
        benefit="居民有了自己的组织，物业收费和服务有人监督。",
        budget=BUDGET,
        money_source="区级财政",
        supports=(it.post(SUPPORT).pk,),
    )
    return replace(made, **words)


def target(**words: Any) -> Target:
    made = Target(
        indicator="有自治组织的老旧小区",
        unit="个",
        start=Decimal(4),
        target=Decimal(15),
        by=date(2026, 6, 30),
        base=Decimal(15),
    )
    return replace(made, **words)


def do(it: Cast, verb: str, project: SecretaryProject, role: str = SECRETARY, now=MARCH, **words):
    deed = getattr(actions, verb)
    return deed(project_id=project.pk, actor=it.actor(role), now=now, **words)


def drafted(it: Cast, role: str = SECRETARY, **words: Any) -> SecretaryProject:
    return actions.draft(
        secretary_id=it.post(role).pk,
        year=2026,
        plan=plan(it, **words),
        actor=it.actor(role),
        now=MARCH,
    )


def planned(it: Cast, role: str = SECRETARY, **words: Any) -> SecretaryProject:
    project = drafted(it, role, **words)
    do(it, "set_goal", project, role, target=target())
    for what, due_on in STEPS:
        do(it, "plan_milestone", project, role, what=what, due_on=due_on)
    return project


def claimed(it: Cast, role: str = SECRETARY, **words: Any) -> SecretaryProject:
    return do(it, "claim", planned(it, role, **words), role)


def running(it: Cast, role: str = SECRETARY, by: str = ABOVE, **words: Any) -> SecretaryProject:
    return do(it, "register", claimed(it, role, **words), by)


def reached(it: Cast, project: SecretaryProject, no: int, on: date, now=JULY, role=SECRETARY):
    milestone = project.milestones.get(no=no)
    words = {"milestone_id": milestone.pk, "on": on, "proof": Proof("台账已建")}
    return do(it, "reach", project, role, now, **words)


def ready(it: Cast, **words: Any) -> SecretaryProject:
    """The first milestone came on its day, the second four working days late."""
    project = running(it, **words)
    reached(it, project, 1, date(2026, 3, 31))
    reached(it, project, 2, date(2026, 7, 6))
    goal = project.goals.get()
    do(it, "measure", project, now=JULY, goal_id=goal.pk, actual=Decimal(14), on=JULY.date())
    return project


def done(it: Cast, **words: Any) -> SecretaryProject:
    return do(it, "claim_done", ready(it, **words), now=JULY, result="14个小区已成立。")


def accepted(it: Cast, **words: Any) -> SecretaryProject:
    return do(it, "accept", done(it, **words), DESK_ABOVE, JULY, findings="现场核对属实。")
