"""Who may move a promise, and when. Nothing here writes, and nothing here asks the clock."""

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import MOVES, Outcome
from liandong.duties.models import Promise
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse


def may_move(promise: Promise, outcome: str) -> Verdict:
    if outcome not in MOVES[promise.outcome]:
        return refuse(_("This promise has ended and stays as it is."))
    return ALLOWED


def may_resume(promise: Promise) -> Verdict:
    if promise.outcome != Outcome.PAUSED:
        return refuse(_("The clock of this promise is not stopped."))
    return ALLOWED


def may_keep_the_clock(actor: Actor) -> Verdict:
    if actor.role != "system":
        return refuse(_("Only the system's own clock marks what is due."))
    return ALLOWED
