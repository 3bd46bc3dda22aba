"""A project is carried out: milestones are reached, goals measured, money spent."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from liandong.duties.actions import end as end_promise
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.papers import Paper
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold, tell
from liandong.projects.models import Evidence, Expense, Goal, Milestone


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a milestone was reached. `shown`: everybody may open the papers."""

    words: str
    papers: tuple[Paper, ...] = ()
    shown: bool = False


@action
def reach(
    *,
    project_id: int,
    milestone_id: int,
    on: date,
    proof: Proof,
    actor: Actor,
    now: datetime,
) -> Milestone:
    """Write down that a milestone was reached, on which day and what shows it."""
    project = hold(project_id)
    ensure(rules.may_reach(actor, project, queries.facts(project)))
    ensure(rules.is_not_ahead(on, day_of(now)))
    milestone = project.milestones.select_related("promise").get(pk=milestone_id)
    ensure(rules.is_planned(milestone))
    milestone.reached_on, milestone.words = on, proof.words
    milestone.save(update_fields=["reached_on", "words"])
    end_promise(promise=milestone.promise, now=now)
    _keep(milestone, proof, now)
    slip = queries.slip(milestone.baseline_on, on)
    tell(
        "reached",
        project,
        actor,
        now,
        milestone=milestone.no,
        on=on,
        slip=slip,
        papers=len(proof.papers),
        words=proof.words,
    )
    return milestone


@action
def add_evidence(
    *,
    project_id: int,
    milestone_id: int,
    proof: Proof,
    actor: Actor,
    now: datetime,
) -> Milestone:
    """Add papers or photos to a milestone that was reached."""
    project = hold(project_id)
    ensure(rules.may_add_evidence(actor, project, queries.facts(project)))
    milestone = project.milestones.get(pk=milestone_id, reached_on__isnull=False)
    _keep(milestone, proof, now)
    tell(
        "evidence_added",
        project,
        actor,
        now,
        milestone=milestone.no,
        papers=len(proof.papers),
        words=proof.words,
    )
    return milestone


@action
def measure(
    *, project_id: int, goal_id: int, actual: Decimal, on: date, actor: Actor, now: datetime
) -> Goal:
    """Write down how far a goal is; zero is a number like any other."""
    project = hold(project_id)
    ensure(rules.may_measure(actor, project, queries.facts(project)))
    ensure(rules.is_not_ahead(on, day_of(now)))
    goal = project.goals.get(pk=goal_id)
    ensure(rules.within_its_base(goal, actual))
    goal.actual, goal.measured_on = actual, on
    goal.save(update_fields=["actual", "measured_on"])
    tell("measured", project, actor, now, goal=goal.no, on=on, actual=f"{actual.normalize():f}")
    return goal


@action
def spend(
    *, project_id: int, amount: int, on: date, what: str, actor: Actor, now: datetime
) -> Expense:
    """Write down money that was spent, within the budget."""
    project = hold(project_id)
    ensure(rules.may_spend(actor, project, queries.facts(project)))
    ensure(rules.spends_within(project, amount))
    ensure(rules.is_not_ahead(on, day_of(now)))
    expense = Expense.objects.create(
        project=project, amount=amount, on=on, what=what, post_id=actor.post, at=now
    )
    project.spent += amount
    project.save(update_fields=["spent"])
    tell("spent", project, actor, now, amount=amount, on=on, what=what)
    return expense


@action
def take_back(
    *, project_id: int, expense_id: int, reason: str, actor: Actor, now: datetime
) -> Expense:
    """Take a wrong entry of money back by its opposite; both stay readable."""
    project = hold(project_id)
    ensure(rules.may_take_back(actor, project, queries.facts(project)))
    wrong = project.expenses.get(pk=expense_id)
    ensure(rules.still_counts(wrong, taken_back=hasattr(wrong, "taken_back_by")))
    opposite = Expense.objects.create(
        project=project,
        amount=-wrong.amount,
        on=day_of(now),
        what=reason[:120],
        post_id=actor.post,
        takes_back=wrong,
        at=now,
    )
    project.spent -= wrong.amount
    project.save(update_fields=["spent"])
    tell("taken_back", project, actor, now, amount=wrong.amount, reason=reason)
    return opposite


@within_action
def _keep(milestone: Milestone, proof: Proof, now: datetime) -> None:
    for paper in proof.papers:
        Evidence.objects.create(
            milestone=milestone,
            file=paper.file,
            mime=paper.mime,
            shown=proof.shown,
            added_at=now,
        )
