"""A project is drawn up, claimed by its secretary, and registered: its baseline is frozen."""

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import F, Max

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.people.models import Post
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold, tell, watch
from liandong.projects.lifecycle import Kind, State
from liandong.projects.models import Goal, Milestone, Plan, SecretaryProject, Target


@action
def draft(
    *,
    secretary_id: int,
    year: int,
    plan: Plan,
    resolution_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> SecretaryProject:
    """Begin a secretary's project for a year, perhaps because a joint meeting decided on it."""
    secretary = Post.objects.select_related("place").get(pk=secretary_id)
    ensure(rules.may_draft(actor, secretary))
    if resolution_id is not None:
        waiting = {one.pk for one in queries.decided_for(secretary)}
        ensure(rules.was_decided(waiting, resolution_id))
    words = asdict(plan)
    supports = words.pop("supports")
    project = SecretaryProject.objects.create(
        secretary=secretary,
        year=year,
        resolution_id=resolution_id,
        drafted_by_id=actor.post,
        drafted_at=now,
        **words,
    )
    project.supports.set(supports)
    tell(
        "drafted",
        project,
        actor,
        now,
        year=year,
        resolution=resolution_id,
        kind=Kind(plan.kind),
        lead=plan.lead_id,
        budget=plan.budget,
        title=plan.title,
    )
    return project


@action
def revise(*, project_id: int, plan: Plan, actor: Actor, now: datetime) -> SecretaryProject:
    """Reword what is planned, before it is claimed."""
    project = hold(project_id)
    ensure(rules.may_revise(actor, project))
    words = asdict(plan)
    project.supports.set(words.pop("supports"))
    for name, value in words.items():
        setattr(project, name, value)
    project.save()
    tell(
        "revised",
        project,
        actor,
        now,
        kind=Kind(plan.kind),
        lead=plan.lead_id,
        budget=plan.budget,
        title=plan.title,
    )
    return project


@action
def set_goal(*, project_id: int, target: Target, actor: Actor, now: datetime) -> Goal:
    """Set a goal in numbers."""
    project = hold(project_id)
    ensure(rules.may_set_goal(actor, project))
    ensure(rules.moves(target.start, target.target))
    highest = project.goals.aggregate(no=Max("no"))["no"] or 0
    goal = Goal.objects.create(project=project, no=highest + 1, **asdict(target))
    tell("goal_set", project, actor, now, goal=goal.no, by=goal.by, indicator=goal.indicator)
    return goal


@action
def plan_milestone(
    *, project_id: int, what: str, due_on: date, actor: Actor, now: datetime
) -> Milestone:
    """Plan a milestone with its day."""
    project = hold(project_id)
    ensure(rules.may_plan_milestone(actor, project))
    milestone = _next(project, what, due_on)
    tell("milestone_planned", project, actor, now, milestone=milestone.no, due=due_on, what=what)
    return milestone


@action
def strike(
    *,
    project_id: int,
    goal_id: int | None = None,
    milestone_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> SecretaryProject:
    """Strike a goal or a milestone from a plan that is not frozen yet."""
    project = hold(project_id)
    ensure(rules.may_strike(actor, project, queries.facts(project)))
    if goal_id is not None:
        goal = Goal.objects.get(project=project, pk=goal_id)
        tell("struck", project, actor, now, what=goal.indicator)
        goal.delete()
    if milestone_id is not None:
        milestone = Milestone.objects.get(project=project, pk=milestone_id)
        tell("struck", project, actor, now, what=milestone.what)
        milestone.delete()
    return project


@action
def claim(*, project_id: int, actor: Actor, now: datetime) -> SecretaryProject:
    """Claim a project: from here on the secretary answers for it, and the plan is not reworded."""
    project = hold(project_id)
    facts = queries.facts(project)
    ensure(rules.may_claim(actor, project, facts))
    project.state, project.claimed_at, project.sent_back = State.CLAIMED, now, ""
    project.save(update_fields=["state", "claimed_at", "sent_back"])
    tell("claimed", project, actor, now, goals=facts.goals, milestones=facts.milestones)
    return project


@action
def send_back(*, project_id: int, reason: str, actor: Actor, now: datetime) -> SecretaryProject:
    """Send a project back to be improved."""
    project = hold(project_id)
    ensure(rules.may_send_back(actor, project))
    project.state, project.sent_back = State.DRAFT, reason
    project.save(update_fields=["state", "sent_back"])
    tell("sent_back", project, actor, now, reason=reason)
    return project


@action
def register(*, project_id: int, actor: Actor, now: datetime) -> SecretaryProject:
    """Register a claimed project: its baseline is frozen, and its dates run."""
    project = hold(project_id)
    facts = queries.facts(project)
    ensure(rules.may_register(actor, project, facts))
    project.state, project.registered_at = State.RUNNING, now
    project.registrar_id, project.baseline_budget = actor.post, project.budget
    project.save(update_fields=["state", "registered_at", "registrar", "baseline_budget"])
    project.goals.update(baseline_target=F("target"), baseline_by=F("by"))
    project.milestones.update(baseline_on=F("due_on"))
    for milestone in project.milestones.order_by("no"):
        milestone.project = project
        milestone.promise = watch(milestone, now)
        milestone.save(update_fields=["promise"])
    tell(
        "registered",
        project,
        actor,
        now,
        goals=facts.goals,
        milestones=facts.milestones,
        budget=project.budget,
    )
    return project


@within_action
def _next(project: SecretaryProject, what: str, due_on: date) -> Milestone:
    highest = project.milestones.aggregate(no=Max("no"))["no"] or 0
    return Milestone.objects.create(project=project, no=highest + 1, what=what, due_on=due_on)
