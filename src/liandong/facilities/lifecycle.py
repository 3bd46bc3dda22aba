"""Kinds of facilities, the life of a plan for new sites, and how they are said to people."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    SERVICE_CENTER = "service_center", _("Party-and-masses service centre")
    STATION = "station", _("Party-and-masses service station")
    MICRO_HOME = "micro_home", _("Party-and-masses micro home")
    POINT = "point", _("Doorstep service point")


class Tier(TextChoices):
    """The circles of living of GB 50180-2018; none stands in for another."""

    FIFTEEN = "15", _("15-minute circle")
    TEN = "10", _("10-minute circle")
    FIVE = "5", _("5-minute circle")


class Ask(TextChoices):
    """What a plan is asked for."""

    MOST = "most", _("Reach the most households with so many new sites")
    FEWEST = "fewest", _("Reach every household with the fewest new sites")


class State(TextChoices):
    """A plan for new sites. It is never in force: it is a plan, not a decision."""

    ASKED = "asked", pgettext_lazy("a plan for sites", "Being worked out")
    READY = "ready", pgettext_lazy("a plan for sites", "Ready")
    STOPPED = "stopped", pgettext_lazy("a plan for sites", "Stopped")


# verb: (from these states, to one of these states)
MOVES: dict[str, tuple[frozenset[State], frozenset[State]]] = {
    "ask_plan": (frozenset(), frozenset({State.ASKED})),
    "present_plan": (frozenset({State.ASKED}), frozenset({State.READY})),
    "stop_plan": (frozenset({State.ASKED}), frozenset({State.STOPPED})),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "facility.opened": _("A service facility was entered."),
    "facility.closed": _("A service facility closed."),
    "site_plan.asked": _("A plan for new sites was asked for."),
    "site_plan.presented": _("A plan for new sites is worked out."),
    "site_plan.stopped": _("The work on a plan for new sites was stopped."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "facility.opened": ("name",),
    "facility.closed": ("reason",),
}
CALLED: dict[str, Promise] = {
    "facilities.facility": _("Service facility"),
    "facilities.siteplan": _("Plan for new sites"),
}
WHY: dict[str, Promise] = {
    "existing": _("stands already, reaches %(people)s households"),
    "needed": _(
        "%(alone)s households have no other site within reach, of %(people)s that it reaches"
    ),
    "adds_less": _("would add %(adds)s households; no chosen site adds fewer than %(least)s"),
}
UNMET: dict[str, Promise] = {
    "out_of_reach": _(
        "%(people)s households in %(points)s buildings are beyond reach of every possible site."
    ),
    "not_reached": _("%(people)s households in %(points)s buildings stay beyond reach."),
}
