"""A project is said to be done, accepted by others, reviewed and closed; or it ends early."""

from datetime import datetime

from liandong.duties.actions import Terms, give, void
from liandong.duties.actions import end as end_promise
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.people import queries as people
from liandong.people.models import Post
from liandong.projects import queries, rules
from liandong.projects.actions.steps import ACCEPT, hold, tell
from liandong.projects.lifecycle import State
from liandong.projects.models import SecretaryProject


@action
def claim_done(*, project_id: int, result: str, actor: Actor, now: datetime) -> SecretaryProject:
    """Say that a project is done, with what came of it; a level above has a date to look at it."""
    project = hold(project_id)
    ensure(rules.may_claim_done(actor, project, queries.facts(project)))
    project.state, project.result = State.DONE_CLAIMED, result
    project.done_claimed_at, project.done_claimed_by_id = now, actor.person
    terms = Terms(ACCEPT, _judge_of(project), project.secretary.place)
    project.promise = give(subject=project, terms=terms, now=now)
    project.save()
    tell("claimed_done", project, actor, now, due=project.promise.due_at, result=result)
    return project


@action
def accept(*, project_id: int, findings: str, actor: Actor, now: datetime) -> SecretaryProject:
    """Accept what was done, after looking at it."""
    project = hold(project_id)
    ensure(rules.may_accept(actor, project, queries.facts(project)))
    _judged(project, now)
    project.state, project.findings = State.ACCEPTED, findings
    project.acceptor_id, project.accepted_at = actor.post, now
    project.save()
    met = sum(goal.met for goal in project.goals.all())
    goals = project.goals.count()
    tell("accepted", project, actor, now, met=met, goals=goals, findings=findings)
    return project


@action
def refuse(*, project_id: int, findings: str, actor: Actor, now: datetime) -> SecretaryProject:
    """Do not accept it yet, and say what is missing; it runs again."""
    project = hold(project_id)
    ensure(rules.may_refuse(actor, project, queries.facts(project)))
    _judged(project, now)
    project.state, project.findings = State.RUNNING, findings
    project.done_claimed_at = project.done_claimed_by = None
    project.save()
    tell("refused", project, actor, now, findings=findings)
    return project


@action
def review(*, project_id: int, review: str, actor: Actor, now: datetime) -> SecretaryProject:
    """Write down what was learned: what worked, what did not, what becomes a rule."""
    project = hold(project_id)
    ensure(rules.may_review(actor, project))
    project.state, project.review = State.REVIEWED, review
    project.save(update_fields=["state", "review"])
    tell("reviewed", project, actor, now, review=review)
    return project


@action
def close(*, project_id: int, actor: Actor, now: datetime) -> SecretaryProject:
    """Close a project that was accepted and reviewed."""
    project = hold(project_id)
    ensure(rules.may_close(actor, project, queries.facts(project)))
    project.state, project.closed_at = State.CLOSED, now
    project.save(update_fields=["state", "closed_at"])
    tell("closed", project, actor, now, spent=project.spent, budget=project.budget)
    return project


@action
def end(*, project_id: int, reason: str, actor: Actor, now: datetime) -> SecretaryProject:
    """End a project early, with a reason that everybody reads once it was registered."""
    project = hold(project_id)
    ensure(rules.may_end(actor, project))
    for milestone in queries.waiting_milestones(project).select_related("promise"):
        void(promise=milestone.promise, now=now)
    void(promise=project.promise, now=now)
    project.state, project.end_reason, project.closed_at = State.ENDED, reason, now
    project.save()
    tell("ended", project, actor, now, reason=reason)
    return project


@within_action
def _judged(project: SecretaryProject, now: datetime) -> None:
    end_promise(promise=project.promise, now=now)
    project.promise = None


def _judge_of(project: SecretaryProject) -> Post:
    """Who has the date for accepting: who registered it, and for the highest the city's desk."""
    registrar = project.registrar
    assert registrar is not None, "a running project was registered"
    if not project.self_registered:
        return registrar
    return people.desk(project.secretary.place) or registrar
