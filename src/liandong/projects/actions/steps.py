"""What the actions of the room share: a project held fast, its entries, its milestones' dates."""

from datetime import datetime
from typing import Any

from liandong.duties.actions import Terms, give_date
from liandong.duties.models import Promise
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record
from liandong.projects.models import (
    ActionPlan,
    Arena,
    Milestone,
    PlanTask,
    SecretaryProject,
)

MILESTONE = "project.milestone"
ACCEPT = "project.accept"


@within_action
def hold(project_id: int) -> SecretaryProject:
    """The project, held until the end of this action."""
    projects = SecretaryProject.objects.select_for_update(of=("self",))
    return projects.select_related("secretary__place", "lead", "promise").get(pk=project_id)


@within_action
def tell(verb: str, project: SecretaryProject, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done to a project, at its secretary's place."""
    place = project.secretary.place
    record(f"project.{verb}", subject=project, actor=actor, at=now, place=place, **details)


@within_action
def watch(milestone: Milestone, now: datetime) -> Promise:
    """The date that the clock watches: the end of the milestone's day, held by the lead."""
    project = milestone.project
    terms = Terms(MILESTONE, project.lead, project.secretary.place)
    due_at = last_moment(milestone.due_on)
    return give_date(subject=milestone, terms=terms, due_at=due_at, now=now)


@within_action
def hold_arena(arena_id: int) -> Arena:
    """The arena, held until the end of this action."""
    arenas = Arena.objects.select_for_update(of=("self",))
    return arenas.select_related("place").get(pk=arena_id)


@within_action
def tell_arena(verb: str, arena: Arena, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done to an arena, at its place."""
    record(f"arena.{verb}", subject=arena, actor=actor, at=now, place=arena.place, **details)


@within_action
def hold_plan(plan_id: int) -> ActionPlan:
    """The action plan, held until the end of this action."""
    plans = ActionPlan.objects.select_for_update(of=("self",))
    return plans.select_related("place").get(pk=plan_id)


@within_action
def hold_task(task_id: int) -> PlanTask:
    """A task of an action plan, with its plan held: what is done to tasks of one plan queues up."""
    plan = hold_plan(PlanTask.objects.values_list("plan_id", flat=True).get(pk=task_id))
    tasks = PlanTask.objects.select_related("department__organisation", "frozen")
    task = tasks.get(pk=task_id)
    task.plan = plan
    return task


@within_action
def tell_plan(verb: str, plan: ActionPlan, actor: Actor, now: datetime, **details: Any) -> None:
    """Write down what was done to an action plan, at its place."""
    record(f"action_plan.{verb}", subject=plan, actor=actor, at=now, place=plan.place, **details)
