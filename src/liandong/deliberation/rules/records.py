"""Who may record a consultation or a decision. Nothing here writes or asks the clock."""

from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import Body
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Place

CONVENERS = frozenset(
    {
        "grid_head",
        "community_secretary",
        "community_worker",
        "subdistrict_officer",
        "subdistrict_secretary",
        "district_dispatcher",
        "district_secretary",
        "city_dispatcher",
        "city_secretary",
    }
)


def may_consult(actor: Actor, place: Place) -> Verdict:
    """A consultation is convened by the place where the matter lies, or by one above it."""
    if actor.role not in CONVENERS:
        return refuse(_("Consultations are convened by the place, not by a department."))
    if not actor.over(place.path):
        return refuse(_("Your post does not reach this place."))
    return ALLOWED


def may_decide(
    actor: Actor, place: Place, votes: tuple[int | None, int | None, int | None]
) -> Verdict:
    """A decision is recorded by a convener; votes cast cannot exceed those entitled."""
    convening = ALLOWED if actor.role == "system" else may_consult(actor, place)
    if not convening:
        return convening
    entitled, for_, against = votes
    if entitled is not None and (for_ or 0) + (against or 0) > entitled:
        return refuse(_("More votes were cast than there are people entitled to vote."))
    return ALLOWED


def needs_votes(body: str) -> bool:
    """Whether this body decides by voting, so that a count belongs to its decision."""
    return body not in {Body.OFFICE, Body.JOINT_MEETING}


def may_load(actor: Actor) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN}:
        return refuse(_("Only the system administrator loads the rules of deliberation."))
    return ALLOWED
