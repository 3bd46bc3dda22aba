"""The life of a secretary's project, and how things are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("a project", "Being drawn up")
    CLAIMED = "claimed", pgettext_lazy("a project", "Claimed, waits for the level above")
    RUNNING = "running", pgettext_lazy("a project", "Running")
    DONE_CLAIMED = "done_claimed", pgettext_lazy("a project", "Said to be done, to be accepted")
    ACCEPTED = "accepted", pgettext_lazy("a project", "Accepted, to be reviewed")
    REVIEWED = "reviewed", pgettext_lazy("a project", "Reviewed, to be closed")
    CLOSED = "closed", pgettext_lazy("a project", "Closed")
    ENDED = "ended", pgettext_lazy("a project", "Ended early")


class Kind(TextChoices):
    """What a project is about; the first is what the city's own secretary claimed in 2021."""

    GOVERNANCE = "governance", _("Governance at the grass roots")
    ORGANISATION = "organisation", _("Party organisation and its reach")
    PROPERTY = "property", _("Red property")
    LIVELIHOOD = "livelihood", _("Public benefit and daily life")
    TEAM = "team", _("Community workers")
    PLACES = "places", _("Service centres and stations")


class Change(TextChoices):
    """What an amendment changes of a plan that is frozen."""

    MOVED = "moved", pgettext_lazy("amendment", "Another day for a milestone")
    ADDED = "added", pgettext_lazy("amendment", "A further milestone")
    DROPPED = "dropped", pgettext_lazy("amendment", "A milestone is given up")
    GOAL = "goal", pgettext_lazy("amendment", "Another goal")
    BUDGET = "budget", pgettext_lazy("amendment", "Another budget")
    MEASURES = "measures", pgettext_lazy("amendment", "Other measures")


class Light(TextChoices):
    """What the clock says of a milestone or of a whole project."""

    GREEN = "green", pgettext_lazy("light", "Green: in time")
    YELLOW = "yellow", pgettext_lazy("light", "Yellow: the date is near")
    RED = "red", pgettext_lazy("light", "Red: overdue")
    NONE = "none", pgettext_lazy("light", "No date runs")


DRAWN = frozenset({State.DRAFT})
OPEN = frozenset({State.DRAFT, State.CLAIMED, State.RUNNING, State.DONE_CLAIMED})
# What everybody may read: registered once, whatever became of it afterwards.
PUBLIC = frozenset(
    {State.RUNNING, State.DONE_CLAIMED, State.ACCEPTED, State.REVIEWED, State.CLOSED}
)
RUNS = frozenset({State.RUNNING})
SAID_DONE = frozenset({State.DONE_CLAIMED})
FINISHED = frozenset({State.ACCEPTED, State.REVIEWED, State.CLOSED})

# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "draft": (frozenset(), DRAWN),
    "revise": (DRAWN, DRAWN),
    "set_goal": (DRAWN, DRAWN),
    "plan_milestone": (DRAWN, DRAWN),
    "strike": (DRAWN, DRAWN),
    "claim": (DRAWN, frozenset({State.CLAIMED})),
    "send_back": (frozenset({State.CLAIMED}), DRAWN),
    "register": (frozenset({State.CLAIMED}), RUNS),
    "reach": (RUNS, RUNS),
    "measure": (RUNS, RUNS),
    "spend": (RUNS, RUNS),
    "take_back": (RUNS, RUNS),
    "move_milestone": (RUNS, RUNS),
    "add_milestone": (RUNS, RUNS),
    "drop_milestone": (RUNS, RUNS),
    "amend_goal": (RUNS, RUNS),
    "amend_budget": (RUNS, RUNS),
    "amend_measures": (RUNS, RUNS),
    "add_evidence": (RUNS, RUNS),
    "claim_done": (RUNS, SAID_DONE),
    "refuse": (SAID_DONE, RUNS),
    "accept": (SAID_DONE, frozenset({State.ACCEPTED})),
    "review": (frozenset({State.ACCEPTED}), frozenset({State.REVIEWED})),
    "close": (frozenset({State.REVIEWED}), frozenset({State.CLOSED})),
    "end": (OPEN, frozenset({State.ENDED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "project.drafted": _("A secretary's project was begun."),
    "project.revised": _("The project was reworded before it was claimed."),
    "project.goal_set": _("A goal in numbers was set."),
    "project.milestone_planned": _("A milestone was planned."),
    "project.struck": _("A line was struck from the plan before it was frozen."),
    "project.claimed": _("The secretary claimed the project."),
    "project.sent_back": _("The level above sent the project back to be improved."),
    "project.registered": _("The project was registered, and its baseline is frozen."),
    "project.reached": _("A milestone was reached."),
    "project.evidence_added": _("Evidence was added to a milestone."),
    "project.measured": _("A goal was measured."),
    "project.spent": _("Money was spent on the project."),
    "project.taken_back": _("A wrong entry of money was taken back."),
    "project.amended": _("The plan was amended; the baseline stays beside it."),
    "project.claimed_done": _("The secretary says that the project is done."),
    "project.refused": _("The work was not accepted yet."),
    "project.accepted": _("The work was accepted."),
    "project.reviewed": _("What was learned from the project was written down."),
    "project.closed": _("The project was closed."),
    "project.ended": _("The project ended early, with a reason."),
}
# A project is public work of an office; what its entries say names no resident.
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "project.drafted": ("title",),
    "project.revised": ("title",),
    "project.goal_set": ("indicator",),
    "project.milestone_planned": ("what",),
    "project.struck": ("what",),
    "project.sent_back": ("reason",),
    "project.reached": ("words",),
    "project.evidence_added": ("words",),
    "project.measured": ("actual",),
    "project.spent": ("what",),
    "project.taken_back": ("reason",),
    "project.amended": ("before", "after", "reason"),
    "project.claimed_done": ("result",),
    "project.refused": ("findings",),
    "project.accepted": ("findings",),
    "project.reviewed": ("review",),
    "project.ended": ("reason",),
}
CALLED: dict[str, Promise] = {
    "projects.secretaryproject": _("Secretary's project"),
    "projects.milestone": _("Milestone of a project"),
}
