"""Who may move the money of a fund, and within which bounds. Nothing here writes or asks the clock.

A community proposes and approves; the subdistrict above it allots, keeps the account and pays.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from liandong.funds.lifecycle import MOVES, REVERSIBLE, LineKind
from liandong.funds.models import Commitment, Facts, Fund, Line, Posting
from liandong.kernel.actor import Actor
from liandong.kernel.money import shown
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Level, Place

COMMUNITY = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.COMMUNITY_WORKER})
KEEPERS = frozenset({RoleKind.SUBDISTRICT_OFFICER, RoleKind.SUBDISTRICT_SECRETARY})
APPROVERS = frozenset({RoleKind.COMMUNITY_SECRETARY, RoleKind.SUBDISTRICT_SECRETARY})
OVERSEERS = (
    COMMUNITY
    | KEEPERS
    | frozenset(
        {
            RoleKind.DISTRICT_DISPATCHER,
            RoleKind.DISTRICT_SECRETARY,
            RoleKind.CITY_DISPATCHER,
            RoleKind.CITY_SECRETARY,
        }
    )
)


def may_see(actor: Actor, fund: Fund) -> Verdict:
    """Payees, receipts and notes are for those who deal with the fund or stand above it."""
    if actor.role not in OVERSEERS or not actor.over(fund.place.path):
        return refuse(_("Only the community and the levels above it open the books."))
    return ALLOWED


def may_open(actor: Actor, place: Place, year: int, today: date, *, opened: bool) -> Verdict:
    if place.level != Level.COMMUNITY:
        return refuse(_("A working fund belongs to a community."))
    if not _keeps(actor, place):
        return _only_keepers()
    if opened:
        return refuse(_("The fund of this year is open already."))
    if not today.year - 1 <= year <= today.year + 1:
        return refuse(_("A fund is opened for last year, this year or the next."))
    return ALLOWED


def may_allot(actor: Actor, fund: Fund) -> Verdict:
    """Only what has arrived is written down as allotted."""
    return _keeper_may(actor, fund)


def may_plan(actor: Actor, fund: Fund) -> Verdict:
    if not fund.open:
        return _closed()
    if actor.role != RoleKind.COMMUNITY_SECRETARY or actor.place_id != fund.place_id:
        return refuse(_("The community's secretary sets its budget."))
    return ALLOWED


def fits_plan(fund: Fund, line: Line | None, planned: int) -> Verdict:
    """Lines together never plan more than the standard, or than what came if that is more."""
    before = line.planned if line else 0
    most = max(fund.standard, fund.received)
    if fund.planned - before + planned > most:
        left = shown(most - fund.planned + before)
        return refuse(_("At most %(left)s yuan can still be planned.") % {"left": left})
    if line is not None and planned < line.committed + line.paid:
        spent = shown(line.committed + line.paid)
        return refuse(_("%(spent)s yuan of this line are spent or committed.") % {"spent": spent})
    return ALLOWED


def may_propose(actor: Actor, fund: Fund) -> Verdict:
    if not fund.open:
        return _closed()
    if actor.role not in COMMUNITY or actor.place_id != fund.place_id:
        return refuse(_("The community itself proposes what its fund pays for."))
    return ALLOWED


def by_hand(line: Line) -> Verdict:
    """A line that residents spend by vote is spent in no other way."""
    if line.kind == LineKind.VOTED:
        return refuse(_("Residents spend this line by vote."))
    return ALLOWED


def can_bear(line: Line, amount: int) -> Verdict:
    """Whether a line, and the money of its fund, are enough for one more commitment."""
    if amount > line.free:
        return refuse(
            _("The line “%(line)s” has %(free)s yuan left.")
            % {"line": line.name, "free": shown(line.free)}
        )
    if amount > line.fund.free:
        return refuse(
            _("The fund has %(free)s yuan left of what was allotted.")
            % {"free": shown(line.fund.free)}
        )
    return ALLOWED


def may_attach_decision(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    allowed = _state(commitment, "attach_decision")
    if not allowed:
        return allowed
    if actor.role not in COMMUNITY or actor.place_id != commitment.line.fund.place_id:
        return refuse(_("The community writes down what its bodies decided."))
    if commitment.decision is not None:
        return refuse(_("A decision is attached already."))
    return ALLOWED


def may_declare(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    """Asked of whoever approves, before they approve."""
    allowed = _state(commitment, "declare")
    if not allowed:
        return allowed
    if not _approves(actor, commitment.line.fund):
        return _only_approvers()
    if facts.declared is not None:
        return refuse(_("You have declared already."))
    return ALLOWED


def may_approve(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    """After declaring no interest; above the threshold only with a decision; never one's own."""
    allowed = _state(commitment, "approve")
    if not allowed:
        return allowed
    if not _approves(actor, commitment.line.fund):
        return _only_approvers()
    if facts.people > 2 and actor.person_id == commitment.proposed_by_id:
        return refuse(_("Who proposes spending does not approve it."))
    if facts.declared is None:
        return refuse(_("Declare first whether you have an interest in it."))
    if facts.declared:
        return refuse(_("You declared an interest in it; the secretary above decides."))
    if commitment.decision is not None and not commitment.decision.approved:
        return refuse(_("The body that decided about it did not agree."))
    if commitment.amount >= facts.decision_above and not commitment.decided:
        least = shown(facts.decision_above)
        return refuse(
            _("From %(least)s yuan on, the decision of the right body is attached first.")
            % {"least": least}
        )
    return can_bear(commitment.line, commitment.amount)


def may_reject(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    allowed = _state(commitment, "reject")
    if not allowed:
        return allowed
    if not _approves(actor, commitment.line.fund):
        return _only_approvers()
    return ALLOWED


def may_pay(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    """The keeper of the account pays, and is not who approved."""
    allowed = _state(commitment, "pay")
    if not allowed:
        return allowed
    allowed = _keeper_may(actor, commitment.line.fund)
    if not allowed:
        return allowed
    if actor.person_id == commitment.approved_by_id:
        return refuse(_("Who approved it does not pay it."))
    if facts.people > 2 and actor.person_id == commitment.proposed_by_id:
        return refuse(_("Who proposed it does not pay it."))
    if not commitment.unpaid:
        return refuse(_("It is paid in full."))
    return ALLOWED


def pays_within(commitment: Commitment, amount: int) -> Verdict:
    if amount > commitment.unpaid:
        return refuse(
            _("%(left)s yuan of it are not paid yet; no more can be paid.")
            % {"left": shown(commitment.unpaid)}
        )
    return ALLOWED


def may_add_receipt(actor: Actor, posting: Posting) -> Verdict:
    """Also after closing: a receipt that turns up late still belongs to its payment."""
    if posting.movement not in REVERSIBLE or posting.commitment is None or posting.amount < 0:
        return refuse(_("Receipts belong to payments."))
    at_home = actor.role in COMMUNITY and actor.place_id == posting.fund.place_id
    if not at_home and not _keeps(actor, posting.fund.place):
        return refuse(_("The community or the keeper of its account adds receipts."))
    return ALLOWED


def may_finish(actor: Actor, commitment: Commitment, facts: Facts) -> Verdict:
    """What is left of it becomes free again."""
    allowed = _state(commitment, "finish")
    if not allowed:
        return allowed
    fund = commitment.line.fund
    at_home = actor.role in COMMUNITY and actor.place_id == fund.place_id
    if not at_home and not _keeps(actor, fund.place):
        return refuse(_("The community or the keeper of its account finishes it."))
    if facts.unreceipted:
        return refuse(_("A payment has no receipt yet."))
    return ALLOWED


def may_reverse(actor: Actor, posting: Posting, *, reversed_before: bool) -> Verdict:
    """A mistake is never edited: the same amount is posted with the other sign, with a reason."""
    allowed = _keeper_may(actor, posting.fund)
    if not allowed:
        return allowed
    if posting.movement not in REVERSIBLE or posting.reverses_id is not None:
        return refuse(_("Only allotments and payments are reversed."))
    if reversed_before:
        return refuse(_("It was reversed already."))
    if posting.commitment is None and posting.amount > posting.fund.free:
        return refuse(_("This money is spent or committed already."))
    return ALLOWED


def may_close(actor: Actor, fund: Fund, facts: Facts, today: date, open_: int) -> Verdict:
    """After the year's last day, with nothing open and every payment with its receipt."""
    allowed = _keeper_may(actor, fund)
    if not allowed:
        return allowed
    if today < date(fund.year, 12, 31):
        return refuse(_("A year is closed on its last day or later."))
    if open_:
        return refuse(_("%(count)d commitments are not finished.") % {"count": open_})
    if facts.unreceipted:
        return refuse(_("%(count)d payments have no receipt.") % {"count": facts.unreceipted})
    return ALLOWED


def _keeper_may(actor: Actor, fund: Fund) -> Verdict:
    if not fund.open:
        return _closed()
    return ALLOWED if _keeps(actor, fund.place) else _only_keepers()


def _keeps(actor: Actor, place: Place) -> bool:
    return actor.role in KEEPERS and actor.over(place.path)


def _approves(actor: Actor, fund: Fund) -> bool:
    return actor.role in APPROVERS and actor.over(fund.place.path)


def _state(commitment: Commitment, verb: str) -> Verdict:
    if not commitment.line.fund.open:
        return _closed()
    if commitment.state not in MOVES[verb][0]:
        return refuse(_("This cannot be done in its present state."))
    return ALLOWED


def _closed() -> Verdict:
    return refuse(_("The year is closed."))


def may_open_somewhere(actor: Actor) -> Verdict:
    """Whether the page for opening a fund is this post's at all; which place, `may_open` says."""
    return ALLOWED if actor.role in KEEPERS else _only_keepers()


def _only_keepers() -> Verdict:
    return refuse(_("The subdistrict above the community keeps the account."))


def _only_approvers() -> Verdict:
    return refuse(_("The community's secretary approves, or the secretary above."))
