"""Who may report on a rectification, apply for its close-out, verify and approve it.

Close-out is never the own work of those who put right: the issuing level verifies, its secretary
approves, and whoever leads or applied does neither.
"""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.duties.lifecycle import RECTIFICATION_MOVES, Deadline
from liandong.duties.models import Promise, Rectification
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import DESKS, SECRETARIES, Post

WRONG_STEP = {
    "report": _("It is not being put right now."),
    "postpone": _("It is not being put right now."),
    "apply": _("It is not being put right now."),
    "verify": _("Its close-out was not applied for, or was verified already."),
    "approve": _("It is approved after the issuing level has verified it."),
    "relapse": _("Only what was closed out can come back."),
}


def _is_at(verb: str, one: Rectification) -> Verdict:
    return ALLOWED if one.step in RECTIFICATION_MOVES[verb][0] else refuse(WRONG_STEP[verb])


def may_assign(issuer: Post, lead_id: int) -> Verdict:
    """Whoever assigns a duty verifies it later, and so does not lead on it."""
    if issuer.pk == lead_id:
        return refuse(_("Whoever assigns a duty verifies it later. Name another post as lead."))
    return ALLOWED


def may_report(actor: Actor, one: Rectification, supports: Collection[int]) -> Verdict:
    """Those who put right write down how far they are; `supports` are the supporting posts."""
    at = _is_at("report", one)
    if at and actor.post_id not in {one.lead_id, one.list.post_id, *supports}:
        return refuse(_("Progress is written down by those who lead or support."))
    return at


def may_apply(actor: Actor, one: Rectification) -> Verdict:
    """The lead, or the post whose list it is, applies for the close-out."""
    at = _is_at("apply", one)
    if at and actor.post_id not in {one.lead_id, one.list.post_id}:
        return refuse(_("Close-out is applied for by whoever leads, or by the list's own post."))
    return at


def may_verify(actor: Actor, one: Rectification) -> Verdict:
    """The issuing level verifies on the spot or by the record, never those who put right."""
    at = _is_at("verify", one)
    return at if not at else _is_issuing_level(actor, one)


def may_approve(actor: Actor, one: Rectification) -> Verdict:
    """The secretary of the issuing level closes out what was verified."""
    at = _is_at("approve", one)
    if at and actor.role not in SECRETARIES:
        return refuse(_("The secretary of the issuing level approves the close-out."))
    return at if not at else _is_issuing_level(actor, one)


def may_relapse(actor: Actor, one: Rectification) -> Verdict:
    """The issuing level opens a problem again that came back."""
    at = _is_at("relapse", one)
    return at if not at else _is_issuing_level(actor, one)


def may_postpone(actor: Actor, one: Rectification) -> Verdict:
    """The issuing level gives a later date, with a reason that stands beside it for good."""
    at = _is_at("postpone", one)
    if at and one.deadline == Deadline.STANDING:
        return refuse(_("A standing rectification has no date."))
    return at if not at else _is_issuing_level(actor, one)


def _is_issuing_level(actor: Actor, one: Rectification) -> Verdict:
    issuer = one.list.issuer
    if issuer is None or actor.place_id != issuer.place_id:
        return refuse(_("Only the level that issued the list does this."))
    if actor.role not in {*DESKS, *SECRETARIES}:
        return refuse(_("At the issuing level its desk or its secretary does this."))
    own = {one.lead_id, one.list.post_id} - ({issuer.pk} - {one.lead_id})
    if actor.post_id in own or actor.person_id == one.applied_by_id:
        return refuse(_("Whoever leads or applied cannot verify or approve their own work."))
    return ALLOWED


def is_later(promise: Promise, due_at: datetime) -> Verdict:
    if due_at <= promise.due_at:
        return refuse(_("The new date must lie after the one that was given."))
    return ALLOWED
