"""Who draws an action plan up, signs, adopts and amends it, tells how it goes, and unblocks."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, RoleKind
from liandong.places.models import Level, Place
from liandong.projects.lifecycle import PLAN_MOVES, Told
from liandong.projects.models import (
    READERS,
    ActionPlan,
    PlanFacts,
    PlanTask,
    Quarter,
    QuarterReport,
    Report,
)

KEEPERS = frozenset({*DESKS, *SECRETARIES})
FEWEST_DEPARTMENTS = 2


def plan_is_at(verb: str, plan: ActionPlan) -> Verdict:
    """Whether a verb is possible in the state in which a plan is."""
    if plan.state not in PLAN_MOVES[verb][0]:
        return refuse(
            _("This is not possible in the state that the plan is in: %(state)s.")
            % {"state": plan.get_state_display()}
        )
    return ALLOWED


def may_draft_plan(actor: Actor, place: Place | None) -> Verdict:
    """The secretary or the desk of a level above the communities begins a plan."""
    if place is None or place.level >= Level.COMMUNITY or actor.role not in KEEPERS:
        return refuse(_("An action plan is begun by the secretary or the desk of its level."))
    if actor.place_id != place.pk:
        return refuse(_("An action plan is begun by the level itself."))
    return ALLOWED


def may_see_plan(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """The file is for the departments that take part, for the own level and for those above."""
    if _is_of(actor, facts.takes_part):
        return ALLOWED
    if actor.role in READERS and actor.over(plan.place.path):
        return ALLOWED
    return refuse(_("This file is for the plan's departments, its level and the levels above."))


def may_see_task(actor: Actor, task: PlanTask, facts: PlanFacts, asked: Collection[int]) -> Verdict:
    """A task is for those with the plan's file, and for whoever is asked to unblock it."""
    if actor.post_id is not None and actor.post_id in asked:
        return ALLOWED
    return may_see_plan(actor, task.plan, facts)


def may_revise_plan(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """The plan is reworded until it goes to the departments."""
    return _keeps("revise_plan", actor, plan, facts)


def may_include(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """Departments are taken in until the plan goes to them."""
    return _keeps("include", actor, plan, facts)


def may_leave_out(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """A department without a task is taken out until the plan goes to the departments."""
    may = _keeps("leave_out", actor, plan, facts)
    if may and not facts.idle:
        return refuse(_("Only a department without a task is taken out."))
    return may


def may_plan_task(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """Tasks are planned before adoption; afterwards one is added by an amendment."""
    may = _keeps("plan_task", actor, plan, facts)
    if may and not facts.takes_part:
        return refuse(_("Take a department in first."))
    return may


def may_reword_task(actor: Actor, task: PlanTask, facts: PlanFacts, *, told: str = "") -> Verdict:
    """A task says something else, unless it is done or given up. `told`: how it was told last."""
    return _changes("reword_task", actor, task, facts, told)


def may_drop_task(actor: Actor, task: PlanTask, facts: PlanFacts, *, told: str = "") -> Verdict:
    """A task is struck before adoption, given up afterwards."""
    return _changes("drop_task", actor, task, facts, told)


def may_wait_for(actor: Actor, task: PlanTask, facts: PlanFacts, *, told: str = "") -> Verdict:
    """A task is made to wait for another."""
    may = _changes("wait_for", actor, task, facts, told)
    if may and facts.tasks <= 1:
        return refuse(_("There is no other task to wait for."))
    return may


def may_stop_waiting(
    actor: Actor, task: PlanTask, facts: PlanFacts, waits: int, *, told: str = ""
) -> Verdict:
    """A task waits no more for another. `waits`: for how many it waits."""
    may = _changes("stop_waiting", actor, task, facts, told)
    if may and not waits:
        return refuse(_("This task waits for no other."))
    return may


def falls_within(plan: ActionPlan, year: int) -> Verdict:
    """A task is due in a year of its plan."""
    if year not in plan.years:
        return refuse(_("This year does not belong to the plan."))
    return ALLOWED


def closes_no_circle(circle: Sequence[PlanTask]) -> Verdict:
    """Chains of tasks that wait never come back. `circle`: the tasks along it, if there is one."""
    if not circle:
        return ALLOWED
    numbers = [str(task.no) for task in (*circle, circle[0])]
    pairs = zip(numbers, numbers[1:], strict=False)
    steps = [str(_("%(task)s waits for %(on)s") % {"task": task, "on": on}) for task, on in pairs]
    return refuse(
        _("This would close a circle in which no task can begin: %(steps)s.")
        % {"steps": " → ".join(steps)}
    )


def says_why(plan: ActionPlan, reason: str) -> Verdict:
    """What is frozen changes only with a reason."""
    if plan.is_frozen and not reason:
        return refuse(_("The plan is frozen: say why it changes. Everybody reads the reason."))
    return ALLOWED


def may_circulate(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """The plan goes to the departments when each of them has a task."""
    may = _keeps("circulate", actor, plan, facts)
    if not may:
        return may
    if len(facts.takes_part) < FEWEST_DEPARTMENTS:
        return refuse(_("A plan of several departments needs two of them or more."))
    if facts.idle:
        return refuse(_("Each department needs a task; one has none yet."))
    return ALLOWED


def may_countersign(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """Each department signs once, by its officer."""
    may = _answers("countersign", actor, plan, facts)
    if may and actor.organisation_id not in facts.unsigned:
        return refuse(_("This department has countersigned already."))
    return may


def may_object_to(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """A department that has not signed objects with a reason; the plan is drawn up again."""
    may = _answers("object_to", actor, plan, facts)
    if may and actor.organisation_id not in facts.unsigned:
        return refuse(_("This department has countersigned already."))
    return may


def may_adopt(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """The secretary of the level adopts the plan when every department has countersigned."""
    may = _heads("adopt", actor, plan)
    if may and facts.unsigned:
        return refuse(_("Not every department has countersigned yet."))
    return may


def was_issued(issued_on: date, today: date) -> Verdict:
    """A plan is adopted with the day on which it was issued, today or before."""
    if issued_on > today:
        return refuse(_("The day on which the plan was issued lies ahead."))
    return ALLOWED


def may_tell_quarter(
    actor: Actor, task: PlanTask, open_quarters: Collection[Quarter] = (), *, told: str = ""
) -> Verdict:
    """The officer of the task's department tells it once a quarter, from shortly before its end."""
    at = plan_is_at("tell_quarter", task.plan)
    if not at:
        return at
    if not _is_of(actor, {task.department.organisation_id}):
        return refuse(_("The officer of the task's own department tells how it stands."))
    if task.dropped_because or told == Told.DONE:
        return refuse(_("This task is done or given up; there is nothing more to tell."))
    if not open_quarters:
        return refuse(_("Every quarter that can be told was told. The next one comes at its end."))
    return ALLOWED


def is_told_once(quarter: Quarter, open_quarters: Collection[Quarter]) -> Verdict:
    """Only a quarter that has come and was not told is told."""
    if quarter not in open_quarters:
        return refuse(_("This quarter was told already, or its time has not come."))
    return ALLOWED


def says_what_blocks(report: Report, posts: Collection[int]) -> Verdict:
    """What is blocked says by what, and who must unblock it; else nobody is named."""
    if report.state != Told.BLOCKED:
        return refuse(NOT_BLOCKED) if report.blocker or report.unblocker_id else ALLOWED
    if not report.blocker or report.unblocker_id not in posts:
        return refuse(_("Say what blocks the task, and who must unblock it."))
    return ALLOWED


def may_take_back_quarter(actor: Actor, task: PlanTask, facts: PlanFacts, reports: int) -> Verdict:
    """Whoever keeps the plan takes back what was told wrongly; `reports`: how many there are."""
    may = _keeps("take_back_quarter", actor, task.plan, facts)
    if may and not reports:
        return refuse(_("Nothing was told of this task yet."))
    return may


def may_unblock(actor: Actor, plan: ActionPlan, report: QuarterReport | None) -> Verdict:
    """Whoever was asked to unblock a task says that the block is gone, once."""
    at = plan_is_at("unblock", plan)
    if not at:
        return at
    if report is None or not report.is_blocked:
        return refuse(_("Nothing blocks this task by what was told last."))
    if actor.post_id is None or actor.post_id != report.unblocker_id:
        return refuse(_("Whoever was named to unblock the task answers."))
    return ALLOWED


def may_close_plan(
    actor: Actor, plan: ActionPlan, facts: PlanFacts, today: date | None = None
) -> Verdict:
    """The secretary closes the plan when nothing is left to do, or when its years are over."""
    may = _heads("close_plan", actor, plan)
    if may and facts.undone and (today is None or today.year <= plan.last_year):
        return refuse(_("Tasks are still open, and the plan's years are not over."))
    return may


def may_withdraw_plan(actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    """A plan that was not adopted is withdrawn with a reason."""
    return _keeps("withdraw_plan", actor, plan, facts)


NOT_BLOCKED = _("Only a blocked task says what blocks it and who must unblock it.")


def _is_of(actor: Actor, organisations: Collection[int]) -> bool:
    officer = actor.role == RoleKind.DEPARTMENT_OFFICER
    return officer and actor.organisation_id in organisations


def _keeps(verb: str, actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    at = plan_is_at(verb, plan)
    if not at:
        return at
    leads = facts.leads is not None and _is_of(actor, {facts.leads})
    if not leads and (actor.role not in KEEPERS or actor.place_id != plan.place_id):
        return refuse(_("This is done by the plan's own level, or by its leading department."))
    return ALLOWED


def _changes(verb: str, actor: Actor, task: PlanTask, facts: PlanFacts, told: str) -> Verdict:
    may = _keeps(verb, actor, task.plan, facts)
    if may and (task.dropped_because or told == Told.DONE):
        return refuse(_("This task is done or given up; it changes no more."))
    return may


def _answers(verb: str, actor: Actor, plan: ActionPlan, facts: PlanFacts) -> Verdict:
    at = plan_is_at(verb, plan)
    if at and not _is_of(actor, facts.takes_part):
        return refuse(_("This is for the officers of the departments that take part."))
    return at


def _heads(verb: str, actor: Actor, plan: ActionPlan) -> Verdict:
    at = plan_is_at(verb, plan)
    if at and (actor.role not in SECRETARIES or actor.place_id != plan.place_id):
        return refuse(_("This is done by the secretary of the plan's own level."))
    return at
