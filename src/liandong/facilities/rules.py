"""Who enters facilities and asks for plans. Cover itself is open to everybody: numbers only."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.facilities.lifecycle import MOVES, State
from liandong.facilities.models import Facility, SitePlan
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

KEEPERS = frozenset(
    {
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.DISTRICT_DISPATCHER,
        RoleKind.DISTRICT_SECRETARY,
        RoleKind.SYSTEM_ADMIN,
    }
)
PLANNED = frozenset({Level.DISTRICT, Level.SUBDISTRICT})


def may_open(actor: Actor, place: Place) -> Verdict:
    """A facility belongs to a subdistrict or a community, and the levels above keep it."""
    if place.level not in {Level.SUBDISTRICT, Level.COMMUNITY}:
        return refuse(_("A service facility belongs to a subdistrict or a community."))
    return _keeps(actor, place)


def may_keep(actor: Actor, place: Place) -> Verdict:
    """Whether the page for entering a facility opens; where it belongs is asked again."""
    return _keeps(actor, place)


def may_close(actor: Actor, facility: Facility, on: date) -> Verdict:
    allowed = _keeps(actor, facility.place)
    if not allowed:
        return allowed
    if facility.closed_on is not None:
        return refuse(_("This facility is closed already."))
    if on < facility.opened_on:
        return refuse(_("It cannot close before it opened."))
    return ALLOWED


def may_see_plans(actor: Actor, place: Place) -> Verdict:
    if not actor.signed or not actor.over(place.path):
        return refuse(_("Plans for sites are for the place and the levels above it."))
    return ALLOWED


def may_ask_plan(actor: Actor, place: Place, *, waiting: bool, homes: int) -> Verdict:
    """`waiting`: one is being worked out; `homes`: buildings with households on the map."""
    if place.level not in PLANNED:
        return refuse(_("Sites are planned for a subdistrict or a district."))
    allowed = _keeps(actor, place)
    if not allowed:
        return allowed
    if waiting:
        return refuse(_("A plan is being worked out. Wait for it, or stop it."))
    if not homes:
        return refuse(_("No building here has both coordinates and a number of households."))
    return ALLOWED


def is_possible(number: int, candidates: int) -> Verdict:
    """Not more new sites than there are buildings to stand at."""
    if number > candidates:
        words = _("There are only %(count)d buildings where a site could stand.")
        return refuse(words % {"count": candidates})
    return ALLOWED


def may_present_plan(actor: Actor) -> Verdict:
    if actor.role != "system":
        return refuse(_("Plans are worked out by the system."))
    return ALLOWED


def may_stop_plan(actor: Actor, plan: SitePlan) -> Verdict:
    allowed = _keeps(actor, plan.place)
    if allowed and State(plan.state) not in MOVES["stop_plan"][0]:
        return refuse(_("This plan is worked out already."))
    return allowed


def _keeps(actor: Actor, place: Place) -> Verdict:
    if actor.role == "system" or (actor.role in KEEPERS and actor.over(place.path)):
        return ALLOWED
    return refuse(_("The subdistrict or the district above keeps its facilities and plans them."))
