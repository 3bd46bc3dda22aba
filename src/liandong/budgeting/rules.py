"""Who may do what to a budget vote, and when. Nothing here writes or asks the clock."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import MOVES, Marking, Standing, State
from liandong.budgeting.models import (
    Assessment,
    BudgetVote,
    Facts,
    Objection,
    Paper,
    Terms,
    Voter,
)
from liandong.funds.lifecycle import LineKind
from liandong.funds.models import Line
from liandong.kernel.actor import Actor
from liandong.kernel.money import shown
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind

COMMUNITY = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER})
HELPERS = COMMUNITY | {RoleKind.GRID_HEAD, RoleKind.GRID_WORKER}
ABOVE = frozenset({RoleKind.SUBDISTRICT_OFFICER, RoleKind.SUBDISTRICT_SECRETARY})
ALREADY = _("This voter has voted already. Nobody votes twice, online or on paper.")
LOOKS = 2


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


def may_see(actor: Actor, vote: BudgetVote) -> Verdict:
    """The desk of a vote: for the community, its grids' posts and the subdistrict above."""
    inside = actor.role in HELPERS and actor.path.startswith(vote.place.path)
    if not inside and not _stands_above(actor, vote):
        return refuse(_("The community and the subdistrict above it handle this vote."))
    return ALLOWED


def may_propose(vote: BudgetVote, now: datetime) -> Verdict:
    """Any resident, without an account, while proposals are taken."""
    if vote.state != State.COLLECTING or now >= vote.proposals_until:
        return refuse(_("The time for proposals is over."))
    return ALLOWED


def may_assess(actor: Actor, vote: BudgetVote) -> Verdict:
    """Costing and feasibility, each with a reason that everybody reads; until the list is out."""
    return _handles(actor, vote, "assess")


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
    allowed = _convenes(actor, vote, "publish_list")
    if not allowed:
        return allowed
    if now < vote.proposals_until:
        return refuse(_("Proposals are still taken."))
    if facts.undecided:
        return refuse(_("%(count)d proposals are not decided yet.") % {"count": facts.undecided})
    if facts.listed < LOOKS:
        return refuse(_("A vote needs two projects at least."))
    if now + timedelta(days=facts.notice_days) > vote.voting_from:
        return refuse(
            _("The list would not stand published for %(days)d days: cancel, and open anew.")
            % {"days": facts.notice_days}
        )
    return ALLOWED


def may_enter_roll(actor: Actor, vote: BudgetVote) -> Verdict:
    """Until voting begins a new roll takes the place of the one before, with all codes."""
    return _handles(actor, vote, "enter_roll")


def may_print_papers(actor: Actor, vote: BudgetVote, facts: Facts) -> Verdict:
    """When the list is out: its projects stand on the papers."""
    allowed = _handles(actor, vote, "print_papers")
    if not allowed:
        return allowed
    return _has_roll(facts)


def may_issue_codes(actor: Actor, vote: BudgetVote, facts: Facts) -> Verdict:
    """A code is printed for a named voter, and handed over against a signature."""
    allowed = _handles(actor, vote, "issue_codes")
    if not allowed:
        return allowed
    return _has_roll(facts)


def may_open_voting(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    """Not before the published moment."""
    allowed = _convenes(actor, vote, "open_voting")
    if not allowed:
        return allowed
    if now < vote.voting_from:
        return refuse(_("Voting begins at the published time, not before."))
    return _has_roll(facts)


def may_cast(vote: BudgetVote, voter: Voter, now: datetime, *, voted: bool) -> Verdict:
    """By code, within the published time, once."""
    if vote.state != State.VOTING or not vote.voting_from <= now < vote.voting_until:
        return refuse(_("It is not the time for voting."))
    return refuse(ALREADY) if voted else ALLOWED


def marks_fit(vote: BudgetVote, marks: Mapping[str, int], numbers: Collection[int]) -> Verdict:
    """What a voter may mark: listed projects only, and no more than the rule of this vote says."""
    if not set(marks) <= {str(number) for number in numbers}:
        return refuse(_("A project that is marked is not on the list."))
    if vote.points and sum(marks.values()) > vote.most:
        return refuse(_("At most %(most)d points in all.") % {"most": vote.most})
    if not vote.points and vote.most and len(marks) > vote.most:
        return refuse(_("At most %(most)d projects can be ticked.") % {"most": vote.most})
    return ALLOWED


def may_hand_out(actor: Actor, vote: BudgetVote, now: datetime, *, voted: bool) -> Verdict:
    """The voter signs the roll and draws a paper from the mixed pile."""
    allowed = _handles(actor, vote, "hand_out")
    if not allowed:
        return allowed
    if now >= vote.voting_until:
        return refuse(_("It is not the time for voting."))
    return refuse(ALREADY) if voted else ALLOWED


def may_enter_papers(actor: Actor, vote: BudgetVote) -> Verdict:
    """From the beginning of the vote until the count, also after the last hour."""
    return _handles(actor, vote, "enter_paper")


def may_enter_paper(
    actor: Actor, vote: BudgetVote, paper: Paper, looked: Collection[int]
) -> Verdict:
    """Two people apart, then a third where they differ."""
    allowed = may_enter_papers(actor, vote)
    if not allowed:
        return allowed
    if paper.settled:
        return refuse(_("This paper is entered and compared already."))
    if actor.person_id in looked:
        return refuse(_("You have entered this paper. Another person must do so apart from you."))
    return ALLOWED


def may_count(actor: Actor, vote: BudgetVote, facts: Facts, now: datetime) -> Verdict:
    """After the last hour, with every paper compared, and no more slips than marks on the roll."""
    allowed = _convenes(actor, vote, "count")
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
    allowed = _convenes(actor, vote, "settle")
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
        return _not_now()
    if not _stands_above(actor, vote):
        return refuse(_("The subdistrict above the community does this."))
    if vote.counted_by_id == actor.post_id:
        return refuse(_("Whoever counted does not decide on objections to the count."))
    return ALLOWED


def may_cancel(actor: Actor, vote: BudgetVote) -> Verdict:
    """Before voting the community's secretary; from then on only the subdistrict above it."""
    if vote.state not in MOVES["cancel"][0]:
        return _not_now()
    if vote.state in {State.VOTING, State.COUNTED} and not _stands_above(actor, vote):
        return refuse(_("Once voting has begun only the subdistrict above cancels it."))
    if not _convener(actor, vote) and not _stands_above(actor, vote):
        return refuse(_("The community's secretary or the subdistrict above does this."))
    return ALLOWED


def _handles(actor: Actor, vote: BudgetVote, verb: str) -> Verdict:
    if vote.state not in MOVES[verb][0]:
        return _not_now()
    who = HELPERS if verb in {"hand_out", "enter_paper"} else COMMUNITY
    if actor.role not in who or not actor.path.startswith(vote.place.path):
        return refuse(_("The community itself does this."))
    return ALLOWED


def _convenes(actor: Actor, vote: BudgetVote, verb: str) -> Verdict:
    if vote.state not in MOVES[verb][0]:
        return _not_now()
    if not _convener(actor, vote):
        return refuse(_("The community's secretary does this."))
    return ALLOWED


def _convener(actor: Actor, vote: BudgetVote) -> bool:
    return actor.role == RoleKind.COMMUNITY_SECRETARY and actor.place_id == vote.place_id


def _stands_above(actor: Actor, vote: BudgetVote) -> bool:
    return actor.role in ABOVE and actor.over(vote.place.path)


def _has_roll(facts: Facts) -> Verdict:
    return ALLOWED if facts.entitled else refuse(_("There is no roll of voters yet."))


def _not_now() -> Verdict:
    return refuse(_("This cannot be done in its present state."))
