"""An action plan is drawn up, signed by each department and adopted: its text is frozen."""

from datetime import date, datetime

from django.db.models import Max

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.places.models import Place
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold_plan, tell_plan
from liandong.projects.lifecycle import PlanState
from liandong.projects.models import ActionPlan, FrozenTask, PlanDepartment


@action
def draft_plan(
    *,
    place_id: int,
    title: str,
    purpose: str,
    first_year: int,
    last_year: int,
    actor: Actor,
    now: datetime,
) -> ActionPlan:
    """Begin an action plan of several departments for some years."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_draft_plan(actor, place))
    plan = ActionPlan.objects.create(
        place=place,
        title=title,
        purpose=purpose,
        first_year=first_year,
        last_year=last_year,
        drafted_by_id=actor.post,
        drafted_at=now,
    )
    tell_plan(
        "drafted",
        plan,
        actor,
        now,
        first_year=first_year,
        last_year=last_year,
        title=title,
    )
    return plan


@action
def revise_plan(
    *, plan_id: int, title: str, purpose: str, actor: Actor, now: datetime
) -> ActionPlan:
    """Reword title and purpose before the plan goes to the departments."""
    plan = hold_plan(plan_id)
    ensure(rules.may_revise_plan(actor, plan, queries.plan_facts(plan)))
    plan.title, plan.purpose = title, purpose
    plan.save(update_fields=["title", "purpose"])
    tell_plan("revised", plan, actor, now, title=title)
    return plan


@action
def include(*, plan_id: int, organisation_id: int, actor: Actor, now: datetime) -> PlanDepartment:
    """Take a department of the plan's place in; the first one leads."""
    plan = hold_plan(plan_id)
    ensure(rules.may_include(actor, plan, queries.plan_facts(plan)))
    organisation = queries.organisations_for(plan).get(pk=organisation_id)
    highest = plan.departments.aggregate(no=Max("no"))["no"] or 0
    made = PlanDepartment.objects.create(plan=plan, organisation=organisation, no=highest + 1)
    tell_plan(
        "included",
        plan,
        actor,
        now,
        organisation=organisation.pk,
        department=queries.name_of_body(made),
    )
    return made


@action
def leave_out(*, plan_id: int, department_id: int, actor: Actor, now: datetime) -> ActionPlan:
    """Take a department out that has no task."""
    plan = hold_plan(plan_id)
    ensure(rules.may_leave_out(actor, plan, queries.plan_facts(plan)))
    idle = {one.pk: one for one in queries.idle_departments(plan)}
    department = idle[department_id]
    tell_plan(
        "left_out",
        plan,
        actor,
        now,
        organisation=department.organisation_id,
        department=queries.name_of_body(department),
    )
    department.delete()
    return plan


@action
def circulate(*, plan_id: int, actor: Actor, now: datetime) -> ActionPlan:
    """Send the plan to its departments to be countersigned; every signature is asked anew."""
    plan = hold_plan(plan_id)
    facts = queries.plan_facts(plan)
    ensure(rules.may_circulate(actor, plan, facts))
    plan.state, plan.objection = PlanState.CIRCULATED, ""
    plan.save(update_fields=["state", "objection"])
    plan.departments.update(signed_by=None, signed_at=None)
    many = len(facts.takes_part)
    tell_plan("circulated", plan, actor, now, departments=many, tasks=facts.tasks)
    return plan


@action
def countersign(*, plan_id: int, actor: Actor, now: datetime) -> ActionPlan:
    """A department signs the plan by its officer."""
    plan = hold_plan(plan_id)
    ensure(rules.may_countersign(actor, plan, queries.plan_facts(plan)))
    departments = plan.departments.select_related("organisation")
    department = departments.get(organisation_id=actor.organisation_id or 0)
    department.signed_by_id, department.signed_at = actor.post, now
    department.save(update_fields=["signed_by", "signed_at"])
    tell_plan(
        "countersigned",
        plan,
        actor,
        now,
        organisation=department.organisation_id,
        department=queries.name_of_body(
            department,
        ),
    )
    return plan


@action
def object_to(*, plan_id: int, reason: str, actor: Actor, now: datetime) -> ActionPlan:
    """A department does not sign, and says why: the plan is drawn up again."""
    plan = hold_plan(plan_id)
    ensure(rules.may_object_to(actor, plan, queries.plan_facts(plan)))
    plan.state, plan.objection = PlanState.DRAFT, reason
    plan.save(update_fields=["state", "objection"])
    tell_plan("objected", plan, actor, now, organisation=actor.organisation_id, reason=reason)
    return plan


@action
def adopt(*, plan_id: int, number: str, issued_on: date, actor: Actor, now: datetime) -> ActionPlan:
    """Adopt a plan that every department signed: what each task says is frozen."""
    plan = hold_plan(plan_id)
    facts = queries.plan_facts(plan)
    ensure(rules.may_adopt(actor, plan, facts))
    ensure(rules.was_issued(issued_on, day_of(now)))
    plan.state, plan.adopted_at, plan.adopter_id = PlanState.ADOPTED, now, actor.post
    plan.number, plan.issued_on = number, issued_on
    plan.save(update_fields=["state", "adopted_at", "adopter", "number", "issued_on"])
    _freeze(plan)
    tell_plan(
        "adopted",
        plan,
        actor,
        now,
        departments=len(facts.takes_part),
        tasks=facts.tasks,
        issued_on=issued_on,
        number=number,
    )
    return plan


@action
def close_plan(*, plan_id: int, review: str, actor: Actor, now: datetime) -> ActionPlan:
    """Close a plan, and say what came of it."""
    plan = hold_plan(plan_id)
    facts = queries.plan_facts(plan)
    ensure(rules.may_close_plan(actor, plan, facts, day_of(now)))
    plan.state, plan.review, plan.closed_at = PlanState.CLOSED, review, now
    plan.save(update_fields=["state", "review", "closed_at"])
    tell_plan("closed", plan, actor, now, tasks=facts.tasks, undone=facts.undone, review=review)
    return plan


@action
def withdraw_plan(*, plan_id: int, reason: str, actor: Actor, now: datetime) -> ActionPlan:
    """Withdraw a plan that was not adopted, with a reason."""
    plan = hold_plan(plan_id)
    ensure(rules.may_withdraw_plan(actor, plan, queries.plan_facts(plan)))
    plan.state, plan.withdrawn_because = PlanState.WITHDRAWN, reason
    plan.save(update_fields=["state", "withdrawn_because"])
    tell_plan("withdrawn", plan, actor, now, reason=reason)
    return plan


@within_action
def _freeze(plan: ActionPlan) -> None:
    """Copy what each task says, and for which others it waits."""
    for task in plan.tasks.order_by("no"):
        frozen = FrozenTask.objects.create(
            task=task,
            what=task.what,
            indicator=task.indicator,
            unit=task.unit,
            target=task.target,
            year=task.year,
            quarter=task.quarter,
        )
        frozen.waited_for.set(task.waits.values_list("on", flat=True))
