"""After the vote: closing, counting, counting again, confirming, annulling."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import MOVES, State
from liandong.ballots.models import Ballot
from liandong.ballots.rules.preparing import may_convene
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind

ABOVE = frozenset(
    {
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.DISTRICT_DISPATCHER,
        RoleKind.DISTRICT_SECRETARY,
    }
)


def may_close(actor: Actor, ballot: Ballot, now: datetime, *, everybody: bool) -> Verdict:
    """At the published end, or before it once everybody has voted."""
    allowed = _may(actor, ballot, "close")
    if allowed and now < ballot.closes_at and not everybody:
        return refuse(_("Voting ends at the moment that the notice gives, unless all have voted."))
    return allowed


def may_count(actor: Actor, ballot: Ballot, unsettled: int, slips: int, marks: int) -> Verdict:
    """`unsettled` papers were looked at only once, or differ; `slips` lie in the box."""
    allowed = _may(actor, ballot, "count")
    return _ready(unsettled, slips, marks) if allowed else allowed


def may_recount(
    actor: Actor,
    ballot: Ballot,
    counted_by: int | None,
    numbers: tuple[int, int, int],
) -> Verdict:
    """Another post counts again. `numbers`: unsettled papers, slips, marks."""
    allowed = _may(actor, ballot, "recount")
    if not allowed:
        return allowed
    if counted_by == actor.post_id:
        return refuse(_("Another post than the one that counted must count again."))
    return _ready(*numbers)


def may_confirm(
    actor: Actor, ballot: Ballot, now: datetime, until: datetime | None, undecided: int
) -> Verdict:
    """When the time for objections is over and every objection is decided."""
    allowed = _may(actor, ballot, "confirm")
    if not allowed:
        return allowed
    if until is None or now < until:
        return refuse(_("The result stays open to objections until the posted day."))
    if undecided:
        return refuse(_("Objections to the result are undecided. Decide them with reasons first."))
    return ALLOWED


def may_annul(actor: Actor, ballot: Ballot) -> Verdict:
    """Before voting the convener; from then on only the subdistrict or the district above it."""
    if ballot.state not in MOVES["annul"][0]:
        return refuse(_("This ballot is annulled already."))
    if ballot.state in {State.DRAFTED, State.NOTICED}:
        return may_convene(actor, ballot.place)
    if actor.role not in ABOVE or not actor.over(ballot.path):
        return refuse(
            _("Once voting has begun only the subdistrict or the district may annul a ballot.")
        )
    return ALLOWED


def _may(actor: Actor, ballot: Ballot, verb: str) -> Verdict:
    convening = may_convene(actor, ballot.place)
    if convening and ballot.state not in MOVES[verb][0]:
        return refuse(_("Where the ballot stands now, this is not possible."))
    return convening


def _ready(unsettled: int, slips: int, marks: int) -> Verdict:
    if unsettled:
        return refuse(_("Papers were entered only once, or entries differ. Settle them first."))
    if slips > marks:
        return refuse(_("The box holds more votes than the roll has marks. Annul the ballot."))
    return ALLOWED
