"""Who may verify, evaluate, review and oversee: never those who handled the matter."""

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.matters.lifecycle import ENDED, State
from liandong.matters.models import Facts, Matter
from liandong.matters.rules.common import at_desk, leads, oversees, state_allows
from liandong.people.models import RoleKind


def may_verify(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = state_allows(matter, "verify")
    if not allowed:
        return allowed
    if facts.handled or leads(actor, matter):
        return refuse(_("Whoever handled a matter does not verify it."))
    if actor.post_id != matter.holder_id and not oversees(actor, matter):
        return refuse(_("Only the verifying post, or one above the desk, may verify."))
    return ALLOWED


def may_evaluate(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """By the resident's own link. `actor` is the resident."""
    if actor.role != "resident":
        return refuse(_("Only the resident judges; an office calls back instead."))
    return state_allows(matter, "evaluate")


def may_call_back(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = state_allows(matter, "evaluate")
    if not allowed:
        return allowed
    if actor.role != RoleKind.CALLBACK_OFFICER or not actor.over(matter.path):
        return refuse(_("Only the independent callback post calls back."))
    if facts.handled:
        return refuse(_("Whoever handled a matter does not call back."))
    return ALLOWED


def may_close(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """The clock closes what nobody judged within the time; people do not."""
    if actor.role != "system":
        return refuse(_("Only the time limit closes a matter that nobody judged."))
    return state_allows(matter, "close")


def may_ask_review(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = state_allows(matter, "ask_review")
    if not allowed:
        return allowed
    if facts.reviewer_post_id is not None:
        return refuse(_("A second person is looking at this already."))
    if not (at_desk(actor, matter) or leads(actor, matter)):
        return refuse(_("Only those who work on the matter may ask for this."))
    return ALLOWED


def may_review(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if facts.reviewer_post_id is None:
        return refuse(_("Nothing waits for a second person here."))
    if actor.person_id is not None and actor.person_id == facts.asked_by:
        return refuse(_("Whoever asked does not review."))
    if facts.handled:
        return refuse(_("Whoever handled a matter does not review its end."))
    if actor.post_id != facts.reviewer_post_id:
        return refuse(_("Only the reviewing post one level up may answer."))
    return ALLOWED


def may_urge(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """The resident by link, or a desk at or above the matter's."""
    if matter.state in ENDED:
        return refuse(_("The matter has ended."))
    if actor.role != "resident" and not (at_desk(actor, matter) or oversees(actor, matter)):
        return refuse(_("Only the resident, the matter's desk or a desk above may urge."))
    return ALLOWED


def may_supervise(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """Hotline ordinance of Weifang, article 26: from a level above who holds the matter."""
    if matter.state in ENDED - {State.CLOSED}:
        return refuse(_("The matter has ended."))
    if not oversees(actor, matter) or actor.post_id == matter.holder_id:
        return refuse(_("Supervision comes from the desk or the level above who is responsible."))
    return ALLOWED


def may_withdraw(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if actor.role != "resident":
        return refuse(_("Only who raised a matter may withdraw it."))
    return state_allows(matter, "withdraw")
