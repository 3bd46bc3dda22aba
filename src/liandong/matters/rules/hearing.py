"""Who may raise a matter, hear it and send it on its way."""

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import State as Vote
from liandong.budgeting.models import Project
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.ledger.actions import name_of
from liandong.matters.lifecycle import ENDED, Source, State
from liandong.matters.models import Facts, Matter
from liandong.matters.rules.common import (
    RECEIVERS,
    at_desk,
    desk_may,
    oversees,
    state_allows,
)
from liandong.places.models import Level
from liandong.rulebook.models import Category


def may_raise(actor: Actor, source: str) -> Verdict:
    """Any resident may raise a matter; on behalf of others only who receives callers or visits."""
    if source == Source.RESIDENT:
        return ALLOWED
    if actor.role != "system" and actor.role not in RECEIVERS:
        return refuse(_("Only grid workers, desks and clerks take down what others raise."))
    return ALLOWED


def may_follow_place(actor: Actor) -> Verdict:
    if actor.role != "system":
        return refuse(_("The house itself does this when a place moves."))
    return ALLOWED


def may_take_up_project(actor: Actor, project: Project | None) -> Verdict:
    """The house itself, once the result of a vote is being carried out, and only what won."""
    if project is None or not project.chosen or project.vote.state != Vote.SETTLED:
        return refuse(_("Only a project that won a vote goes into execution."))
    if actor.role != "system":
        return refuse(_("The house itself does this when the vote is settled."))
    return ALLOWED


def may_accept(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.accepted_at is not None:
        return refuse(_("The matter was accepted before."))
    return desk_may(actor, matter, "accept")


def may_not_accept(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.accepted_at is not None:
        return refuse(_("What was accepted cannot be turned away; it can be concluded."))
    return desk_may(actor, matter, "not_accept")


def may_settle(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if facts.open_parts:
        return refuse(_("Parts of the matter are still open."))
    return desk_may(actor, matter, "settle")


def may_deliberate(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.state == State.DELIBERATING:
        return refuse(_("The matter is being deliberated already."))
    return desk_may(actor, matter, "deliberate")


def may_call_council(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.desk.level < Level.SUBDISTRICT:
        return refuse(_("Councils sit in grids, communities and subdistricts."))
    return desk_may(actor, matter, "call_council")


def may_begin_sequence(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.desk.level != Level.COMMUNITY:
        return refuse(_("Four deliberations are held by a community."))
    return desk_may(actor, matter, "begin_sequence")


def may_take_council(actor: Actor, matter: Matter, about: str, *, taken: bool) -> Verdict:
    """The clock takes up what a council on this very matter agreed, once."""
    return _takes(actor, matter, "take_council", about, taken=taken)


def may_take_decision(actor: Actor, matter: Matter, about: str, *, taken: bool) -> Verdict:
    """The clock takes up what the assembly decided on this very matter, once."""
    return _takes(actor, matter, "take_decision", about, taken=taken)


def _takes(actor: Actor, matter: Matter, verb: str, about: str, *, taken: bool) -> Verdict:
    if actor.role != "system":
        return refuse(_("What a council or an assembly came to is taken up by itself."))
    if about != name_of(matter):
        return refuse(_("This was about something else."))
    if taken:
        return refuse(_("It was taken up already."))
    return state_allows(matter, verb)


def may_consult(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return desk_may(actor, matter, "consult")


def may_decide(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return desk_may(actor, matter, "decide")


def may_dispatch(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """After three returns only a consultation settles who leads, and then it is a designation."""
    allowed = desk_may(actor, matter, "dispatch")
    if allowed and matter.returns >= facts.returns_most and not facts.consulted:
        return refuse(_("Returned three times: first record the consultation of those concerned."))
    return allowed


def may_designate(matter: Matter, facts: Facts, designated: bool) -> Verdict:
    """Hotline ordinance of Weifang, article 22: the receiving body designates who must take it."""
    contested = matter.returns >= facts.returns_most
    if designated and not contested and matter.desk.level > Level.DISTRICT:
        return refuse(_("Only a district or city desk may designate who must take a matter."))
    return ALLOWED


def has_category(category: Category | None) -> Verdict:
    if category is None:
        return refuse(_("Say first what kind of matter this is."))
    return ALLOWED


def may_join(actor: Actor, matter: Matter) -> Verdict:
    if matter.published_at is None or matter.state in ENDED:
        return refuse(_("Only an open matter on the public list can be joined."))
    return ALLOWED


def may_add(actor: Actor, matter: Matter) -> Verdict:
    if matter.state in ENDED:
        return refuse(_("The matter has ended."))
    if actor.role != "resident":
        return refuse(_("Only who raised a matter adds to it; offices write notes."))
    return ALLOWED


def may_transfer(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """The desk that dispatched a matter may give it to another lead, with the whole thread."""
    return desk_may(actor, matter, "transfer")


def may_merge(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    return desk_may(actor, matter, "merge")


def may_merge_into(matter: Matter, target: Matter) -> Verdict:
    if target.pk == matter.pk:
        return refuse(_("A matter cannot be merged into itself."))
    if target.state in ENDED:
        return refuse(_("The other matter has ended; merge only into an open one."))
    if target.path[:8] != matter.path[:8] and not target.path.startswith(matter.desk.path):
        return refuse(_("The other matter lies elsewhere."))
    return ALLOWED


def may_unmerge(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    allowed = state_allows(matter, "unmerge")
    if not allowed:
        return allowed
    if not at_desk(actor, matter) and not oversees(actor, matter):
        return refuse(_("Only the desk that merged the matter, or one above, may undo it."))
    return ALLOWED


def may_publish(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    """The public text is released by the desk, after taking out what names people."""
    if not at_desk(actor, matter) and not oversees(actor, matter):
        return refuse(_("Only the desk where the matter lies, or one above, releases its text."))
    return ALLOWED


def may_unpublish(actor: Actor, matter: Matter, facts: Facts) -> Verdict:
    if matter.published_at is None:
        return refuse(_("The matter is not public."))
    return may_publish(actor, matter, facts)
