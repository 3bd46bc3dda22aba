"""The life of a proposal for grids, and what is said to people of changes in the tree of places."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Design(TextChoices):
    """A proposal for the grids of a community."""

    ASKED = "asked", pgettext_lazy("a proposal for grids", "Being drawn up")
    READY = "ready", pgettext_lazy("a proposal for grids", "Waits for a decision")
    STOPPED = "stopped", pgettext_lazy("a proposal for grids", "Stopped")
    ACCEPTED = "accepted", pgettext_lazy("a proposal for grids", "Accepted, waits for its day")
    IN_FORCE = "in_force", pgettext_lazy("a proposal for grids", "In force")
    REFUSED = "refused", pgettext_lazy("a proposal for grids", "Not accepted")
    LAPSED = "lapsed", pgettext_lazy("a proposal for grids", "Lapsed: the ground has changed")


class Staying(TextChoices):
    """How much it counts that households stay in the grid where they are."""

    FREE = "free", _("Does not count: draw the grids anew")
    USUAL = "usual", _("Counts: change little")
    STRONG = "strong", _("Counts most: change as little as the range allows")


# verb: (from these states, to one of these states)
DESIGN_MOVES: dict[str, tuple[frozenset[Design], frozenset[Design]]] = {
    "ask_design": (frozenset(), frozenset({Design.ASKED})),
    "present_design": (frozenset({Design.ASKED}), frozenset({Design.READY})),
    "stop_design": (frozenset({Design.ASKED}), frozenset({Design.STOPPED})),
    "accept_design": (
        frozenset({Design.READY}),
        frozenset({Design.ACCEPTED, Design.IN_FORCE}),
    ),
    "refuse_design": (
        frozenset({Design.READY, Design.ACCEPTED}),
        frozenset({Design.REFUSED}),
    ),
    "carry_out_design": (
        frozenset({Design.ACCEPTED}),
        frozenset({Design.IN_FORCE, Design.LAPSED}),
    ),
}

# --- How it is said to people ------------------------------------------------------------------

SAID: dict[str, Promise] = {
    "place.founded": _("A place was entered."),
    "place.many_founded": _("Places were entered in one go."),
    "place.renamed": _("A place was renamed."),
    "place.moved": _("A place now belongs to another."),
    "place.abolished": _("A place was abolished."),
    "place.imported": _("Official tables of places were loaded."),
    "place.grid_described": _("What a grid says of itself was corrected."),
    "place.boundary_drawn": _("An outline was drawn."),
    "place.boundaries_drawn": _("Outlines were drawn in one go."),
    "place.buildings_entered": _("A table of buildings was entered."),
    "grid_design.asked": _("A proposal for the grids was asked for."),
    "grid_design.presented": _("The proposal for the grids is drawn up."),
    "grid_design.stopped": _("The work on the proposal was stopped."),
    "grid_design.accepted": _("The proposal for the grids was accepted."),
    "grid_design.refused": _("The proposal for the grids was not accepted."),
    "grid_design.carried_out": _("The new grids are in force."),
    "grid_design.lapsed": _("The accepted proposal lapsed, since buildings or grids changed."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "place.founded": ("name",),
    "place.many_founded": ("source",),
    "place.renamed": ("before", "after"),
    "place.imported": ("files",),
    "place.boundary_drawn": ("source_crs",),
    "grid_design.accepted": ("reason",),
    "grid_design.refused": ("reason",),
}
CALLED: dict[str, Promise] = {
    "places.place": _("Place"),
    "places.griddesign": _("Proposal for grids"),
}
