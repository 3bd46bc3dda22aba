"""The committee's grade with its reasons, what follows from it, feedback and publication."""

from datetime import datetime

from liandong.appraisal import queries, rules
from liandong.appraisal.actions.steps import hold, hold_appraised, tell, tell_of
from liandong.appraisal.lifecycle import Grade, State
from liandong.appraisal.models import Appraisal, Appraised, Decision
from liandong.duties import queries as duties
from liandong.duties.actions import Problem, begin_rectification, begin_talk
from liandong.duties.lifecycle import Deadline, Origin
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure


@action
def grade(*, appraised_id: int, decision: Decision, actor: Actor, now: datetime) -> Appraised:
    """Write down what the committee decided. Below the best grade a talk and a rectification open.

    Until it is published the entry holds the grade only as a commitment.
    """
    one = hold_appraised(appraised_id)
    ensure(rules.may_grade(actor, one))
    ensure(rules.is_past(decision.decided_on, day_of(now)))
    ensure(rules.names_what_follows(one.appraisal, decision))
    one.grade, one.reason = decision.grade, decision.reason
    one.session, one.decided_on = decision.session, decision.decided_on
    if one.below_best:
        _follow(one, decision, actor, now)
    one.save()
    tell_of(
        "graded",
        one,
        actor,
        now,
        decided_on=decision.decided_on,
        grade=f"{decision.grade}",
        session=decision.session,
        reason=decision.reason,
    )
    return one


@action
def feed_back(*, appraised_id: int, feedback: str, actor: Actor, now: datetime) -> Appraised:
    """Tell the secretary the result, and what the level asks for."""
    one = hold_appraised(appraised_id)
    ensure(rules.may_feed_back(actor, one))
    one.feedback, one.fed_back_at = feedback, now
    one.save(update_fields=["feedback", "fed_back_at"])
    tell_of("fed_back", one, actor, now, feedback=feedback)
    return one


@action
def publish(*, appraisal_id: int, actor: Actor, now: datetime) -> Appraisal:
    """Publish the result: grades with their reasons, ballots by classes, figures, reports."""
    appraisal = hold(appraisal_id)
    ensure(rules.may_publish(actor, appraisal, queries.facts(appraisal)))
    appraisal.state, appraisal.published_at = State.PUBLISHED, now
    appraisal.save(update_fields=["state", "published_at"])
    for one in queries.under_review(appraisal):
        tell_of("published", one, actor, now, grade=Grade(one.grade), reason=one.reason)
    tell("published", appraisal, actor, now, year=appraisal.year)
    return appraisal


@within_action
def _follow(one: Appraised, decision: Decision, actor: Actor, now: datetime) -> None:
    """A talk, unless one with the post is open already, and a line of the post's own list."""
    one.talk = duties.open_talk(one.post) or begin_talk(
        post=one.post,
        kind=decision.talk,
        called=True,
        reason=f"{one.appraisal.title}：{decision.reason}",
        actor=actor,
        now=now,
    )
    one.rectification = begin_rectification(
        post=one.post,
        year=day_of(now).year,
        title=one.appraisal.title,
        problem=Problem(
            problem=decision.problem,
            origin=Origin.REVIEW,
            goal=decision.goal,
            measures=decision.measures,
            lead_id=one.post_id,
            deadline=Deadline.BY_DATE,
            due_on=decision.due_on,
        ),
        actor=actor,
        now=now,
    )
