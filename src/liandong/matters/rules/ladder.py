"""Who may take a matter up the ladder, and who may hand it back down."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.matters.lifecycle import ENDED, State
from liandong.matters.models import Facts, Matter
from liandong.matters.rules.common import at_desk, leads, state_allows
from liandong.places.models import Level, Place


def may_escalate(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """A level sends up what it tried and could not do; not what it has not touched."""
    if matter.state == State.DECIDING:
        return refuse(_("A decision is pending; wait for it before taking the matter up."))
    allowed = state_allows(matter, "escalate")
    if not allowed:
        return allowed
    if not (at_desk(actor, matter) or leads(actor, matter)):
        return refuse(_("Only the desk where the matter lies or its lead may take it up."))
    if matter.desk.level == Level.CITY:
        return refuse(_("The city is the highest level."))
    if not matter.tried:
        return refuse(_("This level has not tried yet: visit, consult or dispatch first."))
    return ALLOWED


def may_climb_to(desk: Place, target: Place, urgency: str) -> Verdict:
    """One level at a time; more only with a stated urgency."""
    if not desk.path.startswith(target.path) or target.level >= desk.level:
        return refuse(_("A matter climbs only to a level above its desk."))
    if target.pk != desk.parent_id and not urgency.strip():
        return refuse(_("Skipping a level needs the reason why it cannot wait."))
    return ALLOWED


def may_hand_back(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = state_allows(matter, "hand_back")
    if not allowed:
        return allowed
    if not at_desk(actor, matter):
        return refuse(_("Only the desk where the matter lies may do this."))
    return ALLOWED


def may_go_down_to(to: Place, rungs: Collection[Place]) -> Verdict:
    """An answer goes down the ladder by which the matter climbed, and nowhere else."""
    if to.pk not in {rung.pk for rung in rungs}:
        return refuse(_("The answer goes down the rungs by which the matter climbed."))
    return ALLOWED


def may_take_up(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """The resident's own way up: a promise was broken, or the end was not right."""
    if actor.role != "resident":
        return refuse(_("This is the resident's own way up; an office escalates."))
    if matter.desk.level == Level.CITY:
        return refuse(_("The city is the highest level."))
    if matter.state == State.DECIDING:
        return refuse(_("A decision is pending; wait for it before taking the matter up."))
    allowed = state_allows(matter, "take_up")
    if not allowed:
        return allowed
    if matter.state in ENDED and not facts.reopen_open:
        return refuse(_("The time for taking this matter up has passed; raise a new one."))
    if matter.state not in ENDED and not facts.late:
        return refuse(_("The promised date has not passed yet."))
    return ALLOWED
