"""The tasks of an action plan: written before its adoption, amended with a reason afterwards."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.db.models import Max

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import Verdict, ensure
from liandong.projects import queries, rules
from liandong.projects.actions.steps import hold_plan, hold_task, tell_plan
from liandong.projects.lifecycle import PlanChange
from liandong.projects.models import PlanAmendment, PlanDepartment, PlanTask, Task, TaskWait


@action
def plan_task(
    *,
    plan_id: int,
    department_id: int,
    task: Task,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> PlanTask:
    """Plan a task of one department with a result that can be counted."""
    plan = hold_plan(plan_id)
    ensure(rules.may_plan_task(actor, plan, queries.plan_facts(plan)))
    ensure(rules.falls_within(plan, task.year))
    ensure(rules.says_why(plan, reason))
    department = PlanDepartment.objects.get(plan=plan, pk=department_id)
    highest = plan.tasks.aggregate(no=Max("no"))["no"] or 0
    made = PlanTask.objects.create(
        plan=plan,
        department=department,
        no=highest + 1,
        planned_on=day_of(now),
        **asdict(task),
    )
    if plan.is_frozen:
        _amend_plan(made, PlanChange.ADDED, "", queries.in_words(made), reason, actor, now)
    else:
        organisation = department.organisation_id
        tell_plan(
            "task_planned",
            plan,
            actor,
            now,
            task=made.no,
            organisation=organisation,
            what=made.what,
        )
    return made


@action
def reword_task(
    *, task_id: int, task: Task, reason: str = "", actor: Actor, now: datetime
) -> PlanTask:
    """Let a task say something else; the frozen text stays beside it."""
    found = hold_task(task_id)
    plan = found.plan
    ensure(_may(rules.may_reword_task, found, actor))
    ensure(rules.falls_within(plan, task.year))
    ensure(rules.says_why(plan, reason))
    before = queries.in_words(found)
    words = asdict(task)
    for name, value in words.items():
        setattr(found, name, value)
    found.save(update_fields=list(words))
    if plan.is_frozen:
        after = queries.in_words(found)
        _amend_plan(found, PlanChange.REWORDED, before, after, reason, actor, now)
    else:
        tell_plan("task_reworded", plan, actor, now, task=found.no, what=found.what)
    return found


@action
def drop_task(*, task_id: int, reason: str = "", actor: Actor, now: datetime) -> PlanTask:
    """Strike a task before adoption; afterwards it stays, crossed out, with its reason."""
    task = hold_task(task_id)
    plan = task.plan
    ensure(_may(rules.may_drop_task, task, actor))
    ensure(rules.says_why(plan, reason))
    TaskWait.objects.filter(task=task).delete()
    TaskWait.objects.filter(on=task).delete()
    if plan.is_frozen:
        task.dropped_because = reason
        task.save(update_fields=["dropped_because"])
        _amend_plan(task, PlanChange.DROPPED, queries.in_words(task), "", reason, actor, now)
    else:
        tell_plan("task_dropped", plan, actor, now, task=task.no, what=task.what)
        PlanTask.objects.filter(pk=task.pk).delete()
    return task


@action
def wait_for(
    *, task_id: int, on_id: int, reason: str = "", actor: Actor, now: datetime
) -> PlanTask:
    """Let a task wait until another of the plan is done; no chain comes back to itself."""
    task = hold_task(task_id)
    plan = task.plan
    ensure(_may(rules.may_wait_for, task, actor))
    ensure(rules.says_why(plan, reason))
    on = queries.others(task).get(pk=on_id)
    ensure(rules.closes_no_circle(queries.circle_of(task, on)))
    TaskWait.objects.create(task=task, on=on)
    if plan.is_frozen:
        _amend_plan(task, PlanChange.WAITS, "", queries.in_words(on), reason, actor, now)
    else:
        tell_plan("wait_added", plan, actor, now, task=task.no, on=on.no)
    return task


@action
def stop_waiting(
    *, task_id: int, on_id: int, reason: str = "", actor: Actor, now: datetime
) -> PlanTask:
    """Let a task wait no more for another."""
    task = hold_task(task_id)
    plan = task.plan
    facts, told = queries.plan_facts(plan), queries.told_of(task)
    ensure(rules.may_stop_waiting(actor, task, facts, task.waits.count(), told=told))
    ensure(rules.says_why(plan, reason))
    wait = TaskWait.objects.select_related("on").get(task=task, on_id=on_id)
    wait.delete()
    if plan.is_frozen:
        before = queries.in_words(wait.on)
        _amend_plan(task, PlanChange.WAITS_NO_MORE, before, "", reason, actor, now)
    else:
        tell_plan("wait_ended", plan, actor, now, task=task.no, on=wait.on.no)
    return task


def _may(rule: Callable[..., Verdict], task: PlanTask, actor: Actor) -> Verdict:
    """Ask a rule about a task that is held."""
    return rule(actor, task, queries.plan_facts(task.plan), told=queries.told_of(task))


@within_action
def _amend_plan(
    task: PlanTask,
    change: PlanChange,
    before: str,
    after: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> PlanAmendment:
    made = PlanAmendment.objects.create(
        plan=task.plan,
        task=task,
        change=change,
        before=before,
        after=after,
        reason=reason,
        post_id=actor.post,
        at=now,
    )
    tell_plan(
        "amended",
        task.plan,
        actor,
        now,
        task=task.no,
        change=change,
        before=before,
        after=after,
        reason=reason,
    )
    return made
