"""How an action plan stands: each task today, departments by years and quarters, what blocks what.

A task is held up when one for which it waits is overdue, late, blocked or held up itself; that is
worked out from what was told and from the calendar, and nobody enters it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import TopologicalSorter

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.people.models import SECRETARIES, RoleKind
from liandong.projects.lifecycle import PlanState, Standing, Told
from liandong.projects.models import (
    ActionPlan,
    PlanDepartment,
    PlanTask,
    Quarter,
    QuarterReport,
    TaskWait,
    quarters,
)
from liandong.projects.queries import action_plans

HOLDS = frozenset({Standing.OVERDUE, Standing.LATE, Standing.BLOCKED, Standing.HELD})
ENDED = frozenset({Standing.DONE, Standing.DROPPED})


@dataclass(slots=True)
class Line:
    """One task as it stands: what was told of each quarter, for what it waits, what holds it up.

    `cause`: whether it holds others up although nothing holds it. `missing`: quarters not told.
    """

    task: PlanTask
    told: dict[Quarter, QuarterReport]
    standing: Standing
    missing: list[Quarter]
    waits: list["Line"] = field(default_factory=list)
    holders: list["Line"] = field(default_factory=list)
    followers: list["Line"] = field(default_factory=list)

    @property
    def last(self) -> QuarterReport | None:
        return self.told[max(self.told)] if self.told else None

    @property
    def holds(self) -> bool:
        return self.standing in HOLDS

    @property
    def cause(self) -> bool:
        return self.holds and bool(self.followers) and not self.holders


@dataclass(frozen=True, slots=True)
class Cell:
    """What a department did in one quarter: its tasks with what was told; `None`: nothing yet."""

    quarter: Quarter
    tasks: list[tuple[Line, str | None]]


@dataclass(frozen=True, slots=True)
class Row:
    """One department on the board: done of all by year, and the quarters of the chosen year."""

    department: PlanDepartment
    lines: list[Line]
    years: list[tuple[int, int, int]]
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """A plan with all its tasks. `counts`: how many tasks stand in which way, given up ones too."""

    plan: ActionPlan
    year: int
    lines: list[Line]
    rows: list[Row]
    counts: list[tuple[Standing, int]]

    @property
    def causes(self) -> list[Line]:
        """Where chains of tasks that are held up begin."""
        return [line for line in self.lines if line.cause]

    @property
    def holding(self) -> int:
        return sum(line.standing != Standing.DROPPED for line in self.lines)

    @property
    def done(self) -> int:
        return sum(line.standing == Standing.DONE for line in self.lines)


def plan_board(plan: ActionPlan, now: datetime, year: int | None = None) -> PlanBoard:
    """The board of a plan; the quarters are those of a year of it, this one unless another."""
    lines = lines_of(plan, now)
    chosen = min(max(year or day_of(now).year, plan.first_year), plan.last_year)
    rows = [_row(one, lines, chosen) for one in action_plans.departments_of(plan)]
    counts = [(one, sum(line.standing == one for line in lines)) for one in Standing]
    return PlanBoard(plan, chosen, lines, rows, [pair for pair in counts if pair[1]])


def lines_of(plan: ActionPlan, now: datetime) -> list[Line]:
    """Every task of a plan as it stands."""
    told: dict[int, dict[Quarter, QuarterReport]] = {}
    reports = QuarterReport.objects.filter(task__plan=plan, taken_back="")
    for report in reports.select_related("unblocker__place").order_by("year", "quarter"):
        told.setdefault(report.task_id, {})[report.of] = report
    last = action_plans.latest(plan, now) if plan.is_frozen else None
    lines = {}
    for task in action_plans.tasks_of(plan):
        lines[task.pk] = _line(task, told.get(task.pk, {}), last, Quarter.of(day_of(now)))
    _join(plan, lines)
    return list(lines.values())


def _line(
    task: PlanTask, told: dict[Quarter, QuarterReport], last: Quarter | None, today: Quarter
) -> Line:
    standing = _standing(task, told, today)
    ended = standing in ENDED or last is None
    every = [] if ended or last is None else quarters(action_plans.begins(task), last)
    return Line(task, told, standing, [one for one in every if one not in told])


def _standing(task: PlanTask, told: dict[Quarter, QuarterReport], today: Quarter) -> Standing:
    """What the task itself says, before anything that it waits for."""
    if task.dropped_because:
        return Standing.DROPPED
    last = told[max(told)] if told else None
    if last is not None and last.state == Told.DONE:
        return Standing.DONE
    if task.plan.is_frozen and task.due < today:
        return Standing.OVERDUE
    if last is None:
        begun = task.plan.is_frozen and action_plans.begins(task) <= today
        return Standing.UNTOLD if begun else Standing.AHEAD
    if last.state == Told.BLOCKED and not last.is_blocked:
        return Standing.ON_TRACK
    return Standing(last.state)


def _join(plan: ActionPlan, lines: dict[int, Line]) -> None:
    """Tie tasks to those for which they wait, and see which are held up, causes first."""
    graph: dict[int, set[int]] = {number: set() for number in lines}
    for wait in TaskWait.objects.filter(task__plan=plan).order_by("on__no", "id"):
        graph[wait.task_id].add(wait.on_id)
        lines[wait.task_id].waits.append(lines[wait.on_id])
    for number in TopologicalSorter(graph).static_order():
        line = lines[number]
        if line.standing in ENDED or not plan.is_frozen:
            continue
        line.holders = [one for one in line.waits if one.holds]
        for holder in line.holders:
            holder.followers.append(line)
        if line.holders and line.standing not in HOLDS:
            line.standing = Standing.HELD


def _row(department: PlanDepartment, lines: Sequence[Line], year: int) -> Row:
    own = [line for line in lines if line.task.department_id == department.pk]
    years = [(one, *_done(own, one)) for one in department.plan.years]
    cells = [_cell(own, Quarter(year, number)) for number in range(1, 5)]
    return Row(department, own, years, cells)


def _done(lines: Iterable[Line], year: int) -> tuple[int, int]:
    """How many tasks of a year are done, of how many that hold."""
    of_year = [one for one in lines if one.task.year == year and not one.task.dropped_because]
    return sum(one.standing == Standing.DONE for one in of_year), len(of_year)


def _cell(lines: Iterable[Line], quarter: Quarter) -> Cell:
    """The tasks that ran in a quarter: told then, missing then, or due then."""
    found: list[tuple[Line, str | None]] = []
    for line in lines:
        report = line.told.get(quarter)
        if report is not None:
            found.append((line, report.state))
        elif quarter in line.missing or (
            line.task.due == quarter and not line.task.dropped_because
        ):
            found.append((line, None))
    return Cell(quarter, found)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing about a plan that waits for an actor: which deed, and on which task if on one."""

    plan: ActionPlan
    verb: str
    task: PlanTask | None = None
    quarters: Sequence[Quarter] = ()
    report: QuarterReport | None = None


def plans_wait_for(actor: Actor, now: datetime) -> list[Asked]:
    """What the acting post has to do about plans: unblock, tell, countersign, adopt, go on."""
    return [*_to_unblock(actor), *_to_tell(actor, now), *_to_settle(actor)]


def _to_unblock(actor: Actor) -> list[Asked]:
    reports = QuarterReport.objects.filter(
        unblocker_id=actor.post_id or 0,
        unblocked_at__isnull=True,
        taken_back="",
        task__dropped_because="",
        task__plan__state=PlanState.ADOPTED,
    ).select_related("task__plan__place", "task__department__organisation")
    found = []
    for report in reports.order_by("told_at", "id"):
        if action_plans.last_told(report.task) == report:
            found.append(Asked(report.task.plan, "unblock", report.task, report=report))
    return found


def _to_tell(actor: Actor, now: datetime) -> list[Asked]:
    """The tasks of the officer's own department with quarters that were not told."""
    if actor.role != RoleKind.DEPARTMENT_OFFICER or actor.organisation_id is None:
        return []
    plans = action_plans.plans_for(actor).filter(state=PlanState.ADOPTED)
    return [
        Asked(plan, "tell_quarter", line.task, line.missing)
        for plan in plans
        for line in lines_of(plan, now)
        if line.missing and line.task.department.organisation_id == actor.organisation_id
    ]


def _to_settle(actor: Actor) -> list[Asked]:
    """Plans to go on with, to countersign, or to adopt."""
    plans = action_plans.plans_for(actor)
    drawn = plans.filter(state=PlanState.DRAFT, drafted_by_id=actor.post_id or 0)
    found = [Asked(plan, "circulate") for plan in drawn]
    for plan in plans.filter(state=PlanState.CIRCULATED):
        unsigned = action_plans.plan_facts(plan).unsigned
        if actor.role == RoleKind.DEPARTMENT_OFFICER and actor.organisation_id in unsigned:
            found.append(Asked(plan, "countersign"))
        if not unsigned and actor.role in SECRETARIES and actor.place_id == plan.place_id:
            found.append(Asked(plan, "adopt"))
    return found
