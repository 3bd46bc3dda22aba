"""The life of a promise."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    OPEN = "open", _("Running")
    PAUSED = "paused", _("Clock stopped")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Done, but late")
    SUPERSEDED = "superseded", _("Superseded")
    VOID = "void", _("No longer needed")


MOVES: dict[str, frozenset[str]] = {
    Outcome.OPEN: frozenset(
        {Outcome.PAUSED, Outcome.KEPT, Outcome.LATE, Outcome.SUPERSEDED, Outcome.VOID}
    ),
    Outcome.PAUSED: frozenset({Outcome.SUPERSEDED, Outcome.VOID}),
    Outcome.KEPT: frozenset(),
    Outcome.LATE: frozenset(),
    Outcome.SUPERSEDED: frozenset(),
    Outcome.VOID: frozenset(),
}

SAID: dict[str, Promise] = {
    "promise.due_soon": _("The promised date comes near."),
    "promise.overdue": _("The promised date passed."),
}
CALLED: dict[str, Promise] = {"duties.promise": _("Promised date")}
