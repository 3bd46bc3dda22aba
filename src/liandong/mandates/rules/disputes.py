"""Who raises a dispute about who is responsible, who speaks, who rules."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.mandates.lifecycle import DISPUTE_MOVES
from liandong.mandates.models import Dispute
from liandong.people.models import Post, RoleKind

# Offices that carry matters out or hear them.
OFFICES = frozenset(
    {
        RoleKind.DEPARTMENT_OFFICER,
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.DISTRICT_DISPATCHER,
    }
)
RULERS = frozenset(
    {
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
        RoleKind.DISTRICT_DISPATCHER,
        RoleKind.DISTRICT_SECRETARY,
        RoleKind.CITY_DISPATCHER,
        RoleKind.CITY_SECRETARY,
    }
)


def stands_in(verb: str, dispute: Dispute) -> Verdict:
    """Whether a verb is possible in the state in which a dispute is."""
    if dispute.state not in DISPUTE_MOVES[verb][0]:
        return refuse(
            _("This is not possible in the state that the dispute is in: %(state)s.")
            % {"state": dispute.get_state_display()}
        )
    return ALLOWED


def may_raise_dispute(actor: Actor) -> Verdict:
    """An office that carries matters out or hears them asks who is responsible."""
    if actor.role not in OFFICES:
        return refuse(_("A dispute is raised by an office that carries matters out or hears them."))
    return ALLOWED


def are_two_sides(actor: Actor, other: Post) -> Verdict:
    if actor.post_id == other.pk:
        return refuse(_("A dispute needs another side."))
    return ALLOWED


def may_take_position(actor: Actor, dispute: Dispute, *, staffing: bool) -> Verdict:
    """Each side says what it holds; who rules may write down what a side said when heard."""
    at = stands_in("take_position", dispute)
    if not at or actor.post_id in {dispute.raised_by_id, dispute.other_id}:
        return at
    return _rules_here(actor, dispute, staffing=staffing)


def may_rule(actor: Actor, dispute: Dispute, *, staffing: bool) -> Verdict:
    """The level above both sides rules, or its staffing office; no side rules for itself."""
    at = stands_in("rule", dispute)
    return at if not at else _rules_here(actor, dispute, staffing=staffing)


def is_ruled_on_reasons(sides: Collection[int], dispute: Dispute) -> Verdict:
    if not {dispute.raised_by_id, dispute.other_id} <= set(sides):
        return refuse(_("Both sides must be heard before it is ruled."))
    return ALLOWED


def may_lift(actor: Actor, dispute: Dispute, *, staffing: bool) -> Verdict:
    """A ruling ends as a precedent when the list itself says it, or when it no longer holds."""
    at = stands_in("lift", dispute)
    return at if not at else _rules_here(actor, dispute, staffing=staffing)


def may_take_dispute_back(actor: Actor, dispute: Dispute) -> Verdict:
    """Who raised it takes it back until it is ruled."""
    at = stands_in("take_dispute_back", dispute)
    if at and actor.post_id != dispute.raised_by_id:
        return refuse(_("Only the office that raised it takes it back."))
    return at


def _rules_here(actor: Actor, dispute: Dispute, *, staffing: bool) -> Verdict:
    if actor.post_id in {dispute.raised_by_id, dispute.other_id}:
        return refuse(_("No side rules for itself."))
    above = actor.role in RULERS or staffing
    if not above or not actor.over(dispute.place.path):
        return refuse(_("The level above both sides rules, or its staffing office."))
    return ALLOWED
