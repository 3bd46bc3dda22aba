"""How the tasks of an action plan go: told once a quarter, taken back if wrong, unblocked."""

from dataclasses import asdict
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold_task, tell_plan
from liandong.projects.models import Quarter, QuarterReport, Report


@action
def tell_quarter(
    *, task_id: int, quarter: Quarter, report: Report, actor: Actor, now: datetime
) -> QuarterReport:
    """Tell how a task stands in a quarter, once: done, on track, late, or blocked and by what."""
    task = hold_task(task_id)
    open_quarters = queries.open_quarters(task, now)
    told = queries.told_of(task)
    ensure(rules.may_tell_quarter(actor, task, open_quarters, told=told))
    ensure(rules.is_told_once(quarter, open_quarters))
    posts = queries.unblockers(task.plan).values_list("pk", flat=True)
    ensure(rules.says_what_blocks(report, posts))
    made = QuarterReport.objects.create(
        task=task,
        year=quarter.year,
        quarter=quarter.number,
        told_by_id=actor.post,
        told_at=now,
        **asdict(report),
    )
    tell_plan(
        "told",
        task.plan,
        actor,
        now,
        task=task.no,
        year=quarter.year,
        quarter=quarter.number,
        state=report.state,
        unblocker=report.unblocker_id,
        words=report.words,
        blocker=report.blocker,
    )
    return made


@action
def take_back_quarter(*, task_id: int, reason: str, actor: Actor, now: datetime) -> QuarterReport:
    """Take back what was told last of a task, with a reason; that quarter is told anew."""
    task = hold_task(task_id)
    last = queries.last_told(task)
    facts = queries.plan_facts(task.plan)
    ensure(rules.may_take_back_quarter(actor, task, facts, int(last is not None)))
    assert last is not None, "the rule asks for one"
    last.taken_back = reason
    last.save(update_fields=["taken_back"])
    tell_plan(
        "taken_back",
        task.plan,
        actor,
        now,
        task=task.no,
        year=last.year,
        quarter=last.quarter,
        reason=reason,
    )
    return last


@action
def unblock(*, task_id: int, words: str, actor: Actor, now: datetime) -> QuarterReport:
    """Say that what blocked a task is gone, as the one who was asked to unblock it."""
    task = hold_task(task_id)
    last = queries.last_told(task)
    ensure(rules.may_unblock(actor, task.plan, last))
    assert last is not None, "the rule asks for one"
    last.unblocked_at, last.unblock_words = now, words
    last.save(update_fields=["unblocked_at", "unblock_words"])
    tell_plan("unblocked", task.plan, actor, now, task=task.no, words=words)
    return last
