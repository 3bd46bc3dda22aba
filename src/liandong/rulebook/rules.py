"""Who may change what the rulebook says, and where."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.models import Level, Place
from liandong.rulebook.models import Rule

SETTERS = frozenset(
    {"district_dispatcher", "district_secretary", "city_dispatcher", "city_secretary"}
)


def may_load(actor: Actor) -> Verdict:
    if actor.role not in {"system", "system_admin"}:
        return refuse(_("Only the system administrator loads rules and calendars."))
    return ALLOWED


def may_override(actor: Actor, place: Place, on: date, effective_from: date) -> Verdict:
    """A district or city sets its own row, for its own place, from today on."""
    if actor.role not in SETTERS:
        return refuse(_("Only a district or city desk or secretary sets local rules."))
    if place.level > Level.DISTRICT or actor.place_id != place.pk:
        return refuse(_("Local rules are set by a district or city for itself."))
    if effective_from < on:
        return refuse(_("A rule cannot hold before the day it is made."))
    return ALLOWED


def may_withdraw(actor: Actor, rule: Rule) -> Verdict:
    if rule.preset or rule.place_id is None:
        return refuse(_("What law and presets say is overridden, not withdrawn."))
    if actor.role not in SETTERS or actor.place_id != rule.place_id:
        return refuse(_("Only the place that set a rule withdraws it."))
    if rule.effective_until is not None:
        return refuse(_("This rule was withdrawn already."))
    return ALLOWED
