"""A frozen plan is amended: each change keeps what it said before, with a reason."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max

from liandong.duties.actions import supersede, void
from liandong.duties.queries.periods import last_moment
from liandong.kernel.actor import Actor
from liandong.kernel.money import shown
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.projects import rules
from liandong.projects.actions.steps import hold, tell, watch
from liandong.projects.lifecycle import Change
from liandong.projects.models import Amendment, Goal, Milestone, SecretaryProject


@action
def move_milestone(
    *,
    project_id: int,
    milestone_id: int,
    due_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Amendment:
    """Give a milestone another day; its slip stays counted from the frozen one."""
    project = _held(project_id, actor)
    milestone = project.milestones.select_related("promise").get(pk=milestone_id)
    ensure(rules.is_planned(milestone))
    before, milestone.due_on, due_at = milestone.due_on, due_on, last_moment(due_on)
    assert milestone.promise is not None, "a milestone of a running project has its date"
    milestone.promise = supersede(promise=milestone.promise, due_at=due_at, reason=reason, now=now)
    milestone.save(update_fields=["due_on", "promise"])
    said = (milestone.what, before.isoformat(), due_on.isoformat())
    return _amend(project, Change.MOVED, said, reason, actor, now)


@action
def add_milestone(
    *, project_id: int, what: str, due_on: date, reason: str, actor: Actor, now: datetime
) -> Amendment:
    """Add a milestone that the frozen plan did not have."""
    project = _held(project_id, actor)
    highest = project.milestones.aggregate(no=Max("no"))["no"] or 0
    milestone = Milestone(project=project, no=highest + 1, what=what, due_on=due_on)
    milestone.save()
    milestone.promise = watch(milestone, now)
    milestone.save(update_fields=["promise"])
    said = (what, "", due_on.isoformat())
    return _amend(project, Change.ADDED, said, reason, actor, now)


@action
def drop_milestone(
    *, project_id: int, milestone_id: int, reason: str, actor: Actor, now: datetime
) -> Amendment:
    """Give a milestone up; it stays in the plan, crossed out, with its reason."""
    project = _held(project_id, actor)
    milestone = project.milestones.select_related("promise").get(pk=milestone_id)
    ensure(rules.is_planned(milestone))
    milestone.dropped_because = reason
    milestone.save(update_fields=["dropped_because"])
    void(promise=milestone.promise, now=now)
    said = (milestone.what, milestone.due_on.isoformat(), "")
    return _amend(project, Change.DROPPED, said, reason, actor, now)


@action
def amend_goal(
    *,
    project_id: int,
    goal_id: int,
    target: Decimal,
    by: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Amendment:
    """Set a goal higher or lower, sooner or later; the frozen one stays beside it."""
    project = _held(project_id, actor)
    goal = project.goals.get(pk=goal_id)
    ensure(rules.within_its_base(goal, target))
    ensure(rules.moves(goal.start, target))
    before = _said(goal)
    goal.target, goal.by = target, by
    goal.save(update_fields=["target", "by"])
    said = (goal.indicator, before, _said(goal))
    return _amend(project, Change.GOAL, said, reason, actor, now)


@action
def amend_budget(
    *, project_id: int, budget: int, reason: str, actor: Actor, now: datetime
) -> Amendment:
    """Give another budget, never less than what was spent."""
    project = _held(project_id, actor)
    ensure(rules.covers_what_was_spent(project, budget))
    said = ("", shown(project.budget), shown(budget))
    project.budget = budget
    project.save(update_fields=["budget"])
    return _amend(project, Change.BUDGET, said, reason, actor, now)


@action
def amend_measures(
    *, project_id: int, measures: str, reason: str, actor: Actor, now: datetime
) -> Amendment:
    """Take other measures towards the same goals."""
    project = _held(project_id, actor)
    said = ("", project.measures, measures)
    project.measures = measures
    project.save(update_fields=["measures"])
    return _amend(project, Change.MEASURES, said, reason, actor, now)


@within_action
def _held(project_id: int, actor: Actor) -> SecretaryProject:
    project = hold(project_id)
    ensure(rules.may_amend(actor, project))
    return project


@within_action
def _amend(
    project: SecretaryProject,
    change: Change,
    said: tuple[str, str, str],
    reason: str,
    actor: Actor,
    now: datetime,
) -> Amendment:
    what, before, after = said
    made = Amendment.objects.create(
        project=project,
        change=change,
        what=what,
        before=before,
        after=after,
        reason=reason,
        post_id=actor.post,
        at=now,
    )
    many = project.amendments.count()
    tell(
        "amended",
        project,
        actor,
        now,
        change=change,
        number=many,
        what=made.what,
        before=made.before,
        after=made.after,
        reason=reason,
    )
    return made


def _said(goal: Goal) -> str:
    return f"{goal.target.normalize():f} {goal.unit}, {goal.by.isoformat()}"
