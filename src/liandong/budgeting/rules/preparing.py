"""Opening a vote, its proposals, its list, its roll."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import Marking, Standing, State
from liandong.budgeting.models import (
    Assessment,
    BudgetVote,
    Facts,
    Terms,
)
from liandong.budgeting.rules.who import convenes, handles, has_roll
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Line
from liandong.kernel.actor import Actor
from liandong.kernel.money import shown
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind

FEWEST = 2  # projects on a list: among fewer there is nothing to choose


def may_open_somewhere(actor: Actor) -> Verdict:
    """Whether the page for opening a budget vote is this post's at all."""
    if actor.role != RoleKind.COMMUNITY_SECRETARY:
        return refuse(_("The community's secretary opens a vote on its budget."))
    return ALLOWED


def may_open(actor: Actor, line: Line) -> Verdict:
    """The money must lie on a line of the community's own fund that is spent by vote."""
    if actor.role != RoleKind.COMMUNITY_SECRETARY or actor.place_id != line.fund.place_id:
        return refuse(_("The community's secretary opens a vote on its budget."))
    if not line.fund.open:
        return refuse(_("The year is closed."))
    if line.kind != LineKind.VOTED:
        return refuse(_("Only a line that is spent by residents' vote can be voted on."))
    return ALLOWED


def fits(terms: Terms, line: Line, reserved: int, now: datetime, notice_days: int) -> Verdict:
    """The sum is there and no other vote counts on it; the days leave time for the list."""
    free = min(line.free, line.fund.free) - reserved
    if terms.budget > free:
        return refuse(
            _("%(free)s yuan of this line are there and not promised to another vote.")
            % {"free": shown(max(free, 0))}
        )
    if terms.proposals_until <= now:
        return refuse(_("The time for proposals must lie ahead."))
    if terms.voting_from < terms.proposals_until + timedelta(days=notice_days):
        return refuse(
            _("Before voting the list stands published for %(days)d days: voting begins later.")
            % {"days": notice_days}
        )
    if terms.voting_until <= terms.voting_from:
        return refuse(_("The end of voting must come after its beginning."))
    if terms.marking == Marking.POINTS and not terms.most:
        return refuse(_("Say how many points each voter shares out."))
    return ALLOWED


def may_propose(vote: BudgetVote, now: datetime) -> Verdict:
    """Any resident, without an account, while proposals are taken."""
    if vote.state != State.COLLECTING or now >= vote.proposals_until:
        return refuse(_("The time for proposals is over."))
    return ALLOWED


def may_assess(actor: Actor, vote: BudgetVote) -> Verdict:
    """Costing and feasibility, each with a reason that everybody reads; until the list is out."""
    return handles(actor, vote, "assess")


def assessed(vote: BudgetVote, found: Assessment) -> Verdict:
    """What can be done has a cost, within the whole sum."""
    if found.standing != Standing.FEASIBLE:
        return ALLOWED
    if not found.cost:
        return refuse(_("Say what it costs."))
    if found.cost > vote.budget:
        return refuse(
            _("A project that costs more than the whole sum of %(budget)s yuan cannot be done.")
            % {"budget": shown(vote.budget)}
        )
    return ALLOWED


def may_publish_list(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    allowed = convenes(actor, vote, "publish_list")
    if not allowed:
        return allowed
    if now < vote.proposals_until:
        return refuse(_("Proposals are still taken."))
    if facts.undecided:
        return refuse(_("%(count)d proposals are not decided yet.") % {"count": facts.undecided})
    if facts.listed < FEWEST:
        return refuse(_("A vote needs two projects at least."))
    if now + timedelta(days=facts.notice_days) > vote.voting_from:
        return refuse(
            _("The list would not stand published for %(days)d days: cancel, and open anew.")
            % {"days": facts.notice_days}
        )
    return ALLOWED


def may_enter_roll(actor: Actor, vote: BudgetVote) -> Verdict:
    """Until voting begins a new roll takes the place of the one before, with all codes."""
    return handles(actor, vote, "enter_roll")


def may_print_papers(actor: Actor, vote: BudgetVote, facts: Facts) -> Verdict:
    """When the list is out: its projects stand on the papers."""
    allowed = handles(actor, vote, "print_papers")
    if not allowed:
        return allowed
    return has_roll(facts)


def may_issue_codes(actor: Actor, vote: BudgetVote, facts: Facts) -> Verdict:
    """A code is printed for a named voter, and handed over against a signature."""
    allowed = handles(actor, vote, "issue_codes")
    if not allowed:
        return allowed
    return has_roll(facts)


def may_open_voting(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    """Not before the published moment."""
    allowed = convenes(actor, vote, "open_voting")
    if not allowed:
        return allowed
    if now < vote.voting_from:
        return refuse(_("Voting begins at the published time, not before."))
    return has_roll(facts)
