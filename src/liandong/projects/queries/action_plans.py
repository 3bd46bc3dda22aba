"""Action plans: which there are, for whom, and what rules and forms need to know of one."""

from datetime import datetime, timedelta
from graphlib import CycleError, TopologicalSorter

from django.db.models import Count, Q, QuerySet

from liandong.duties import queries as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.people.models import Organisation, Post, RoleKind
from liandong.projects.lifecycle import Told
from liandong.projects.models import (
    READERS,
    ActionPlan,
    PlanDepartment,
    PlanFacts,
    PlanTask,
    Quarter,
    QuarterReport,
    TaskWait,
    quarters,
)
from liandong.rulebook import queries as rulebook

ON_TASKS = frozenset(
    f"action_plan.{verb}"
    for verb in ("task_planned", "task_reworded", "wait_added", "wait_ended", "told")
)


def plans_for(actor: Actor) -> QuerySet[ActionPlan]:
    """The plans whose file an actor may open, the newest first."""
    mine = Q(pk__in=_taken_part(actor))
    if actor.role in READERS and actor.path:
        mine |= Q(place__path__startswith=actor.path)
    return _plans().filter(mine)


def adopted_plans() -> QuerySet[ActionPlan]:
    """What everybody may read."""
    return _plans().filter(adopted_at__isnull=False)


def find_plan(plan_id: int) -> ActionPlan | None:
    return _plans().filter(pk=plan_id).first()


def find_task(task_id: int) -> PlanTask | None:
    return _tasks().filter(pk=task_id).first()


def tasks_of(plan: ActionPlan) -> QuerySet[PlanTask]:
    """The tasks of a plan by department, then by when they are due."""
    found = _tasks().filter(plan=plan)
    return found.order_by("department__no", "year", "quarter", "no")


def departments_of(plan: ActionPlan) -> QuerySet[PlanDepartment]:
    found = plan.departments.select_related("organisation__place", "signed_by__place")
    return found.order_by("no")


def name_of_body(department: PlanDepartment) -> str:
    return department.organisation.name


def plan_story(plan: ActionPlan) -> list[duties.Told]:
    """What was done to a plan, the latest first, without what its tasks show by themselves."""
    return [told for told in duties.story(plan) if told.entry.verb not in ON_TASKS]


def plan_facts(plan: ActionPlan) -> PlanFacts:
    departments = list(plan.departments.annotate(many=Count("tasks")).order_by("no"))
    holding = plan.tasks.filter(dropped_because="")
    done = QuarterReport.objects.filter(taken_back="", state=Told.DONE).values("task")
    return PlanFacts(
        leads=departments[0].organisation_id if departments else None,
        takes_part=frozenset(one.organisation_id for one in departments),
        unsigned=frozenset(one.organisation_id for one in departments if one.signed_at is None),
        idle=sum(not getattr(one, "many", 0) for one in departments),
        tasks=holding.count(),
        undone=holding.exclude(pk__in=done).count(),
    )


def idle_departments(plan: ActionPlan) -> list[PlanDepartment]:
    """Those without a task, which can be taken out again."""
    return list(departments_of(plan).annotate(many=Count("tasks")).filter(many=0))


def organisations_for(plan: ActionPlan) -> QuerySet[Organisation]:
    """The bodies with an officer at the plan's own place that do not take part yet."""
    officers = Post.objects.filter(
        role=RoleKind.DEPARTMENT_OFFICER, organisation__place_id=plan.place_id
    )
    found = Organisation.objects.filter(pk__in=officers.values("organisation"))
    return found.exclude(pk__in=plan.departments.values("organisation")).order_by("id")


def unblockers(plan: ActionPlan) -> QuerySet[Post]:
    """Who can be asked to unblock a task: the posts that can lead at the plan's place."""
    return duties.working_posts(plan.place)


def last_told(task: PlanTask) -> QuarterReport | None:
    """What was told last and not taken back."""
    found = reports_of(task).filter(taken_back="")
    return found.first()


def told_of(task: PlanTask) -> str:
    """How a task was told last; empty while nothing was."""
    last = last_told(task)
    return last.state if last else ""


def reports_of(task: PlanTask) -> QuerySet[QuarterReport]:
    """Everything that was told of a task, the latest quarter first."""
    found = task.reports.select_related("unblocker__place", "told_by__place")
    return found.order_by("-year", "-quarter", "-id")


def asked_to_unblock(task: PlanTask) -> set[int]:
    """The posts that were ever asked to unblock a task."""
    found = task.reports.filter(unblocker__isnull=False).values_list("unblocker_id", flat=True)
    return {post for post in found if post is not None}


def begins(task: PlanTask) -> Quarter:
    """From which quarter on a task is told: its year's first, once the plan is issued."""
    first = Quarter(task.year, 1)
    if task.plan.issued_on is None:
        return first
    frozen = getattr(task, "frozen", None)
    since = task.plan.issued_on if frozen else max(task.plan.issued_on, task.planned_on)
    return max(first, Quarter.of(since))


def latest(plan: ActionPlan, now: datetime) -> Quarter:
    """The last quarter that can be told: this one when its end is near, else the one before."""
    today, near = day_of(now), rulebook.limit("action_plan.tell_before", plan.place, on=day_of(now))
    here = Quarter.of(today)
    return here if here.ends - timedelta(days=int(near.amount)) <= today else here.previous


def open_quarters(task: PlanTask, now: datetime) -> list[Quarter]:
    """The quarters of a task that can be told now and were not, the earliest first."""
    if task.dropped_because or not task.plan.is_frozen:
        return []
    told = {one.of: one for one in task.reports.filter(taken_back="")}
    if any(one.state == Told.DONE for one in told.values()):
        return []
    return [one for one in quarters(begins(task), latest(task.plan, now)) if one not in told]


def waits_of(task: PlanTask) -> list[PlanTask]:
    """The tasks for which a task waits."""
    return list(_tasks().filter(holds__task=task).order_by("no"))


def held_by(task: PlanTask) -> list[PlanTask]:
    """The tasks that wait for a task."""
    return list(_tasks().filter(waits__on=task).order_by("no"))


def others(task: PlanTask) -> QuerySet[PlanTask]:
    """The tasks of the same plan for which a task could be made to wait."""
    taken = TaskWait.objects.filter(task=task).values("on")
    found = tasks_of(task.plan).filter(dropped_because="").exclude(pk=task.pk)
    return found.exclude(pk__in=taken)


def circle_of(task: PlanTask, on: PlanTask) -> list[PlanTask]:
    """The tasks along the circle that would close if one waited for another; none if it would not.

    Each of them waits for the next, the last for the first.
    """
    waits = TaskWait.objects.filter(task__plan=task.plan).values_list("task_id", "on_id")
    graph: dict[int, set[int]] = {task.pk: {on.pk}}
    for waiting, before in waits:
        graph.setdefault(waiting, set()).add(before)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        # graphlib gives each as the one before the next: turned round, each waits for the next.
        numbers = list(reversed(found.args[1]))[:-1]
        known = PlanTask.objects.in_bulk(numbers)
        return [known[number] for number in numbers]
    return []


def _taken_part(actor: Actor) -> QuerySet[PlanDepartment, int]:
    if actor.role != RoleKind.DEPARTMENT_OFFICER or actor.organisation_id is None:
        return PlanDepartment.objects.none().values_list("plan_id", flat=True)
    found = PlanDepartment.objects.filter(organisation_id=actor.organisation_id)
    return found.values_list("plan_id", flat=True)


def _plans() -> QuerySet[ActionPlan]:
    found = ActionPlan.objects.select_related("place", "drafted_by__place", "adopter__place")
    return found.order_by("-first_year", "-id")


def _tasks() -> QuerySet[PlanTask]:
    return PlanTask.objects.select_related(
        "plan__place", "department__organisation__place", "frozen"
    )
