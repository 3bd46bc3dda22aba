"""Who keeps the ledger of posts and of party-affairs offices."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.mandates.models import PartyOffice, StaffMove
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

KEEPERS = frozenset(
    {
        "system",
        RoleKind.CITY_SECRETARY,
        RoleKind.DISTRICT_SECRETARY,
        RoleKind.CITY_DISPATCHER,
        RoleKind.DISTRICT_DISPATCHER,
    }
)


def may_keep_staffing(actor: Actor) -> Verdict:
    """Whether the pages for entering posts and offices open at all."""
    if actor.role not in KEEPERS:
        return refuse(_("The ledger of posts is kept by the district and the city."))
    return ALLOWED


def may_move_staff(actor: Actor, giver: Place, receiver: Place) -> Verdict:
    """Posts move from the city or a district to a subdistrict or town below it."""
    may = may_keep_staffing(actor)
    if not may:
        return may
    if receiver.level != Level.SUBDISTRICT:
        return refuse(_("Posts move down to a subdistrict or town."))
    if giver.level > Level.DISTRICT or not receiver.path.startswith(giver.path):
        return refuse(_("Posts move down from the city or the district above the receiver."))
    if actor.role != "system" and not actor.over(receiver.path):
        return refuse(_("Your post does not reach to this place."))
    return ALLOWED


def may_strike_move(actor: Actor, move: StaffMove) -> Verdict:
    """A wrong row is struck once, with a reason, by whoever may enter one."""
    if move.struck_at is not None:
        return refuse(_("This row was struck already."))
    return may_move_staff(actor, move.from_place, move.to_place)


def may_staff_office(actor: Actor, place: Place) -> Verdict:
    """A party-affairs office belongs to a subdistrict or town, which says how many work there."""
    if place.level != Level.SUBDISTRICT:
        return refuse(_("A party-affairs office belongs to a subdistrict or town."))
    own = actor.role in {RoleKind.SUBDISTRICT_SECRETARY, RoleKind.SUBDISTRICT_OFFICER}
    if actor.role != "system" and not (
        (own and actor.place_id == place.pk) or (actor.role in KEEPERS and actor.over(place.path))
    ):
        return refuse(_("This is entered by the subdistrict itself, or by a level above."))
    return ALLOWED


def may_close_office(actor: Actor, office: PartyOffice) -> Verdict:
    """An office is closed by a level above, with a reason."""
    may = may_keep_staffing(actor)
    if not may:
        return may
    if office.until is not None:
        return refuse(_("This office was closed already."))
    return may_staff_office(actor, office.place)


def full_time_is_staff(staff: int, full_time: int) -> Verdict:
    if full_time > staff:
        return refuse(_("More people work only here than work here."))
    return ALLOWED
