"""The life of a three-year action plan of several departments, and how it is said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """The life of an action plan 行动方案."""

    DRAFT = "draft", pgettext_lazy("an action plan", "Being drawn up")
    CIRCULATED = "circulated", pgettext_lazy("an action plan", "With the departments to sign")
    ADOPTED = "adopted", pgettext_lazy("an action plan", "Adopted, being carried out")
    CLOSED = "closed", pgettext_lazy("an action plan", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("an action plan", "Withdrawn before adoption")


class Told(TextChoices):
    """What a department's officer says of a task once a quarter."""

    ON_TRACK = "on_track", pgettext_lazy("a task of a plan", "On track")
    LATE = "late", pgettext_lazy("a task of a plan", "Late")
    BLOCKED = "blocked", pgettext_lazy("a task of a plan", "Blocked")
    DONE = "done", pgettext_lazy("a task of a plan", "Done")


class Standing(TextChoices):
    """How a task stands today: what was told, what the calendar says, and what it waits for."""

    AHEAD = "ahead", pgettext_lazy("a task of a plan", "Not begun")
    UNTOLD = "untold", pgettext_lazy("a task of a plan", "Nothing told yet")
    ON_TRACK = "on_track", pgettext_lazy("a task of a plan", "On track")
    LATE = "late", pgettext_lazy("a task of a plan", "Late")
    HELD = "held", pgettext_lazy("a task of a plan", "Held up by another task")
    BLOCKED = "blocked", pgettext_lazy("a task of a plan", "Blocked")
    OVERDUE = "overdue", pgettext_lazy("a task of a plan", "Overdue")
    DONE = "done", pgettext_lazy("a task of a plan", "Done")
    DROPPED = "dropped", pgettext_lazy("a task of a plan", "Given up")


class PlanChange(TextChoices):
    """What an amendment changes of a plan that is frozen."""

    ADDED = "added", pgettext_lazy("amendment", "A further task")
    REWORDED = "reworded", pgettext_lazy("amendment", "A task says something else")
    DROPPED = "dropped", pgettext_lazy("amendment", "A task is given up")
    WAITS = "waits", pgettext_lazy("amendment", "A task waits for another")
    WAITS_NO_MORE = "waits_no_more", pgettext_lazy("amendment", "A task waits no more for another")


PLAN_DRAWN = frozenset({PlanState.DRAFT})
CIRCULATES = frozenset({PlanState.CIRCULATED})
ADOPTED = frozenset({PlanState.ADOPTED})
# Written before the adoption, and amended with a reason afterwards.
PLANNED = PLAN_DRAWN | ADOPTED
PLAN_MOVES: dict[str, tuple[frozenset[PlanState], frozenset[PlanState]]] = {
    "draft_plan": (frozenset(), PLAN_DRAWN),
    "revise_plan": (PLAN_DRAWN, PLAN_DRAWN),
    "include": (PLAN_DRAWN, PLAN_DRAWN),
    "leave_out": (PLAN_DRAWN, PLAN_DRAWN),
    "plan_task": (PLANNED, PLANNED),
    "reword_task": (PLANNED, PLANNED),
    "drop_task": (PLANNED, PLANNED),
    "wait_for": (PLANNED, PLANNED),
    "stop_waiting": (PLANNED, PLANNED),
    "circulate": (PLAN_DRAWN, CIRCULATES),
    "countersign": (CIRCULATES, CIRCULATES),
    "object_to": (CIRCULATES, PLAN_DRAWN),
    "adopt": (CIRCULATES, ADOPTED),
    "tell_quarter": (ADOPTED, ADOPTED),
    "take_back_quarter": (ADOPTED, ADOPTED),
    "unblock": (ADOPTED, ADOPTED),
    "close_plan": (ADOPTED, frozenset({PlanState.CLOSED})),
    "withdraw_plan": (PLAN_DRAWN | CIRCULATES, frozenset({PlanState.WITHDRAWN})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "action_plan.drafted": _("An action plan of several departments was begun."),
    "action_plan.revised": _("The plan was reworded before it was adopted."),
    "action_plan.included": _("A department takes part in the plan."),
    "action_plan.left_out": _("A department was taken out before the plan was adopted."),
    "action_plan.task_planned": _("A task was planned."),
    "action_plan.task_reworded": _("A task was reworded before the plan was adopted."),
    "action_plan.task_dropped": _("A task was struck before the plan was adopted."),
    "action_plan.wait_added": _("It was planned that a task waits for another."),
    "action_plan.wait_ended": _("A task no longer waits for another."),
    "action_plan.circulated": _("The plan went to the departments to be countersigned."),
    "action_plan.countersigned": _("A department countersigned the plan."),
    "action_plan.objected": _("A department objected; the plan is being drawn up again."),
    "action_plan.adopted": _("The plan was adopted, and its text is frozen."),
    "action_plan.amended": _("The plan was amended; the frozen text stays beside it."),
    "action_plan.told": _("A department told how a task stands."),
    "action_plan.taken_back": _("What was told of a task was taken back."),
    "action_plan.unblocked": _("Whoever was asked said that the block is gone."),
    "action_plan.closed": _("The plan was closed."),
    "action_plan.withdrawn": _("The plan was withdrawn before it was adopted."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "action_plan.drafted": ("title",),
    "action_plan.revised": ("title",),
    "action_plan.included": ("department",),
    "action_plan.left_out": ("department",),
    "action_plan.task_planned": ("what",),
    "action_plan.task_reworded": ("what",),
    "action_plan.task_dropped": ("what",),
    "action_plan.countersigned": ("department",),
    "action_plan.objected": ("reason",),
    "action_plan.adopted": ("number",),
    "action_plan.amended": ("before", "after", "reason"),
    "action_plan.told": ("words", "blocker"),
    "action_plan.taken_back": ("reason",),
    "action_plan.unblocked": ("words",),
    "action_plan.closed": ("review",),
    "action_plan.withdrawn": ("reason",),
}
CALLED: dict[str, Promise] = {"projects.actionplan": _("Action plan of several departments")}
