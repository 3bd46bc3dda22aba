"""Who proposes, checks, hands over, counts and takes back a delegated power."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.mandates.lifecycle import POWER_MOVES, POWER_OPEN
from liandong.mandates.models import DelegatedPower, month_of
from liandong.mandates.rules.lists import may_edit
from liandong.people.models import Organisation, RoleKind
from liandong.places.models import Level, Place

LEADERS = frozenset({RoleKind.DISTRICT_SECRETARY, RoleKind.CITY_SECRETARY})
RECEIVERS = frozenset({RoleKind.SUBDISTRICT_OFFICER, RoleKind.SUBDISTRICT_SECRETARY})


def stands_at(verb: str, power: DelegatedPower) -> Verdict:
    """Whether a verb is possible in the state in which a power is."""
    if power.state not in POWER_MOVES[verb][0]:
        return refuse(
            _("This is not possible in the state that the power is in: %(state)s.")
            % {"state": power.get_state_display()}
        )
    return ALLOWED


def may_load_powers(actor: Actor, place: Place) -> Verdict:
    """Who may load a list of delegated powers of a place: who may load its lists of duties."""
    return may_edit(actor, place)


def may_propose_power_somewhere(actor: Actor) -> Verdict:
    """Whether the page for proposing a power opens at all."""
    if actor.role in LEADERS or actor.organisation_id is not None:
        return ALLOWED
    return refuse(_("A power is delegated by the department that holds it, or by its secretary."))


def may_propose_power(actor: Actor, giver: Organisation, receiver: Place) -> Verdict:
    """The giver proposes to delegate a power to a subdistrict or town of its own area."""
    if receiver.level != Level.SUBDISTRICT:
        return refuse(_("Powers are delegated to a subdistrict or town, never to a community."))
    if not receiver.path.startswith(giver.place.path):
        return refuse(_("This department does not answer for the area of the receiver."))
    return _gives(actor, giver)


def is_not_there(receiver: Place, code: str) -> Verdict:
    """A power is delegated to a receiver once at a time."""
    there = DelegatedPower.objects.filter(receiver=receiver, code=code, state__in=POWER_OPEN)
    if there.exists():
        return refuse(_("The receiver has a power with this number already."))
    return ALLOWED


def has_been(day: date, today: date) -> Verdict:
    if day > today:
        return refuse(_("This day is yet to come."))
    return ALLOWED


def may_check_capacity(actor: Actor, power: DelegatedPower) -> Verdict:
    """The receiver says who can do it and who was trained, before the power comes."""
    at = stands_at("check_capacity", power)
    return at if not at else _receives(actor, power)


def trained_are_staff(staff: int, trained: int, *, able: bool) -> Verdict:
    if trained > staff:
        return refuse(_("More people were trained than there are to do it."))
    if able and not trained:
        return refuse(_("Nobody there was trained for this power yet. Train first, then check."))
    return ALLOWED


def may_train(actor: Actor, power: DelegatedPower) -> Verdict:
    """The giver trains the receiver's people."""
    at = stands_at("train", power)
    return at if not at else _gives(actor, power.giver)


def may_hand_over(actor: Actor, power: DelegatedPower) -> Verdict:
    """The giver hands a power over once the receiver said that it can exercise it."""
    at = stands_at("hand_over", power)
    return at if not at else _gives(actor, power.giver)


def may_count_use(actor: Actor, power: DelegatedPower) -> Verdict:
    """The receiver enters how often it used a power; what follows from matters is not typed."""
    at = stands_at("count_use", power)
    if not at:
        return at
    if power.category_id is not None:
        return refuse(_("The use of this power is counted from the matters that were answered."))
    return _receives(actor, power)


def fits_the_time(power: DelegatedPower, month: date, today: date) -> Verdict:
    """A month counts from the one in which the power came to the one in which it went."""
    last = min(today, power.until or today)
    first = power.since or last
    if not month_of(first) <= month <= last:
        return refuse(_("In this month the power was not with the receiver, or it is yet to come."))
    return ALLOWED


def may_withdraw(actor: Actor, power: DelegatedPower) -> Verdict:
    """The giver takes a power back, with a reason that everybody reads."""
    at = stands_at("withdraw", power)
    return at if not at else _gives(actor, power.giver)


def may_drop(actor: Actor, power: DelegatedPower) -> Verdict:
    """The giver gives a proposal up, with a reason."""
    at = stands_at("drop", power)
    return at if not at else _gives(actor, power.giver)


def _gives(actor: Actor, giver: Organisation) -> Verdict:
    own = actor.organisation_id == giver.pk
    if not own and not (actor.role in LEADERS and actor.over(giver.place.path)):
        return refuse(_("Only the department that gives the power does this, or its secretary."))
    return ALLOWED


def _receives(actor: Actor, power: DelegatedPower) -> Verdict:
    if actor.role not in RECEIVERS or actor.place_id != power.receiver_id:
        return refuse(_("Only the subdistrict that receives the power does this."))
    return ALLOWED
