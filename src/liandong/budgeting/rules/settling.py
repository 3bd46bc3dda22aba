"""Counting, objections, carrying out, ending without a result."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import MOVES, State
from liandong.budgeting.models import (
    BudgetVote,
    Facts,
    Objection,
)
from liandong.budgeting.rules.who import (
    convener,
    convenes,
    not_now,
    stands_above,
)
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse


def may_count(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    """After the last hour, with every paper compared, and no more slips than marks on the roll."""
    allowed = convenes(actor, vote, "count")
    if not allowed:
        return allowed
    if now < vote.voting_until:
        return refuse(_("Voting is still going on."))
    if facts.unsettled:
        return refuse(
            _("%(count)d papers were entered only once, or differ.") % {"count": facts.unsettled}
        )
    if facts.slips > facts.marks:
        return refuse(_("There are more votes in the box than marks on the roll."))
    if not facts.slips:
        return refuse(_("Nobody has voted; nothing can be counted. The vote can be cancelled."))
    return ALLOWED


def may_settle(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    """After the result has stood published for the days of the rule."""
    allowed = convenes(actor, vote, "settle")
    if not allowed:
        return allowed
    assert vote.counted_at is not None, "a counted vote has its moment"
    if now < vote.counted_at + timedelta(days=facts.posted_days):
        return refuse(
            _("The result stands published for %(days)d days before it is carried out.")
            % {"days": facts.posted_days}
        )
    if facts.objections:
        return refuse(_("Objections to the result are undecided. They are decided first."))
    if facts.upheld:
        return refuse(
            _("An objection was found right: the votes are counted again, or the vote is annulled.")
        )
    return ALLOWED


def may_object(vote: BudgetVote, now: datetime, until: datetime | None) -> Verdict:
    """Anybody may, without an account, while the result stands published."""
    if vote.state not in MOVES["object_to"][0] or until is None:
        return refuse(_("There is no result that could be objected to now."))
    if now >= until:
        return refuse(_("The time for objections to the result is over."))
    return ALLOWED


def may_decide_objection(actor: Actor, vote: BudgetVote, objection: Objection) -> Verdict:
    """The subdistrict above decides, with a reason; of a count nobody who made it."""
    allowed = _above_after_the_count(actor, vote, "decide_objection")
    if allowed and objection.upheld is not None:
        return refuse(_("This objection was decided already."))
    return allowed


def may_recount(actor: Actor, vote: BudgetVote, facts: Facts) -> Verdict:
    """After an objection that was found right, by another post than the one who counted."""
    allowed = _above_after_the_count(actor, vote, "recount")
    if allowed and not facts.upheld:
        return refuse(_("The votes are counted again when an objection was found right."))
    return allowed


def _above_after_the_count(actor: Actor, vote: BudgetVote, verb: str) -> Verdict:
    if vote.state not in MOVES[verb][0]:
        return not_now()
    if not stands_above(actor, vote):
        return refuse(_("The subdistrict above the community does this."))
    if vote.counted_by_id == actor.post_id:
        return refuse(_("Whoever counted does not decide on objections to the count."))
    return ALLOWED


def may_cancel(actor: Actor, vote: BudgetVote) -> Verdict:
    """Before voting the community's secretary; from then on only the subdistrict above it."""
    if vote.state not in MOVES["cancel"][0]:
        return not_now()
    if vote.state in {State.VOTING, State.COUNTED} and not stands_above(actor, vote):
        return refuse(_("Once voting has begun only the subdistrict above cancels it."))
    if not convener(actor, vote) and not stands_above(actor, vote):
        return refuse(_("The community's secretary or the subdistrict above does this."))
    return ALLOWED
