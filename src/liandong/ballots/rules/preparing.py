"""Before the vote: drafting, the roll and its objections, notice, delivery, proxies, opening."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import MOVES, About, State
from liandong.ballots.models import Ballot, Objection, RuleSubject
from liandong.ballots.rules.right_body import Draft, right_body
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.people.models import RoleKind
from liandong.places.models import Place

CONVENERS = frozenset(
    {
        RoleKind.COMMUNITY_SECRETARY,
        RoleKind.COMMUNITY_WORKER,
        RoleKind.SUBDISTRICT_OFFICER,
        RoleKind.SUBDISTRICT_SECRETARY,
    }
)
HELPERS = CONVENERS | {RoleKind.GRID_HEAD, RoleKind.GRID_WORKER}


def may_load(actor: Actor) -> Verdict:
    if actor.role not in {"system", RoleKind.SYSTEM_ADMIN}:
        return refuse(_("Only the system administrator loads rule sets."))
    return ALLOWED


def may_convene(actor: Actor, place: Place) -> Verdict:
    """The community, or the subdistrict above it, calls the body together and keeps its papers."""
    if actor.role not in CONVENERS:
        return refuse(_("A ballot is convened by the community or the subdistrict."))
    if not actor.over(place.path):
        return refuse(_("Your post does not reach this place."))
    return ALLOWED


def may_help(actor: Actor, ballot: Ballot) -> Verdict:
    """Conveners, and the grid posts inside, deliver ballots and enter papers."""
    near = actor.over(ballot.path) or (bool(actor.path) and actor.path.startswith(ballot.path))
    if actor.role not in HELPERS or not near:
        return refuse(_("Ballots are handled by the community, its grids, or the subdistrict."))
    return ALLOWED


def may_see_roll(actor: Actor, ballot: Ballot) -> Verdict:
    """Who sees the roll with full names: those who handle the ballot."""
    return may_help(actor, ballot)


def may_draft(actor: Actor, place: Place, subject: RuleSubject, draft: Draft, on: date) -> Verdict:
    """A convener drafts; the rule set says which body, which voices and which way of voting."""
    convening = may_convene(actor, place)
    if not convening:
        return convening
    if draft.closes_at <= draft.opens_at:
        return refuse(_("Voting must end after it begins."))
    return right_body(subject, draft, on)


def may_enter_roll(actor: Actor, ballot: Ballot) -> Verdict:
    return _convener_may(actor, ballot, "enter_roll")


def may_publish(
    actor: Actor, ballot: Ballot, voters: int, opening_day: date, earliest: date
) -> Verdict:
    """`earliest` is the first day on which the notice period allows voting to begin."""
    allowed = _convener_may(actor, ballot, "publish")
    if not allowed:
        return allowed
    if not voters:
        return refuse(_("There is nobody on the roll yet."))
    if opening_day < earliest:
        notice = ballot.terms["limits"]["notice"]
        return refuse(
            _(
                "The notice must be posted %(days)d days before the vote (%(article)s): voting may "
                "begin on %(day)s at the earliest."
            )
            % {
                "days": notice["value"],
                "article": notice["article"] or _("needs local confirmation"),
                "day": earliest.isoformat(),
            }
        )
    return ALLOWED


def may_correct_roll(actor: Actor, ballot: Ballot) -> Verdict:
    """Once published the roll changes only by deciding an objection, and never after opening."""
    return _convener_may(actor, ballot, "correct_roll")


def may_object(ballot: Ballot, about: str, now: datetime, until: datetime | None) -> Verdict:
    """Anybody may: to the roll until voting begins, to the result until `until`."""
    if about == About.ROLL:
        return ALLOWED if ballot.state == State.NOTICED else refuse(_("The roll is fixed."))
    if ballot.state != State.COUNTED or until is None:
        return refuse(_("There is no result that could be objected to now."))
    if now >= until:
        return refuse(_("The time for objections to the result is over."))
    return ALLOWED


def may_decide_objection(
    actor: Actor, ballot: Ballot, objection: Objection, counted_by: int | None
) -> Verdict:
    """A convener decides, with a reason; of a count nobody decides who made it."""
    convening = may_convene(actor, ballot.place)
    if not convening:
        return convening
    if objection.upheld is not None:
        return refuse(_("This objection was decided already."))
    wanted = State.NOTICED if objection.about == About.ROLL else State.COUNTED
    if ballot.state != wanted:
        return refuse(_("Where the ballot stands now, this is not possible."))
    if objection.about == About.RESULT and counted_by == actor.post_id:
        return refuse(_("Whoever counted does not decide on objections to the count."))
    return ALLOWED


def may_deliver(actor: Actor, ballot: Ballot) -> Verdict:
    return _helper_may(actor, ballot, "deliver")


def may_issue_codes(actor: Actor, ballot: Ballot) -> Verdict:
    allowed = _convener_may(actor, ballot, "issue_codes")
    if allowed and not ballot.online:
        return refuse(_("This ballot is voted on paper only."))
    return allowed


def may_print_papers(actor: Actor, ballot: Ballot) -> Verdict:
    return _convener_may(actor, ballot, "print_papers")


def may_appoint_proxy(
    actor: Actor, ballot: Ballot, *, held: int, voted: bool, represented: bool
) -> Verdict:
    """`held` is how many the holder stands for already."""
    allowed = _helper_may(actor, ballot, "appoint_proxy")
    if not allowed:
        return allowed
    limit = ballot.terms["limits"]["proxies"]
    if not limit["value"]:
        return refuse(_("In this body nobody votes by proxy."))
    if voted:
        return refuse(_("This voter has voted already."))
    if represented:
        return refuse(_("This voter has a proxy already."))
    if held >= limit["value"]:
        return refuse(
            _("One holder stands for at most %(most)d voters (%(article)s).")
            % {
                "most": limit["value"],
                "article": limit["article"] or _("needs local confirmation"),
            }
        )
    return ALLOWED


def may_open(actor: Actor, ballot: Ballot, now: datetime, undecided: int) -> Verdict:
    """Not before the published moment, and not while an objection to the roll is undecided."""
    allowed = _convener_may(actor, ballot, "open")
    if not allowed:
        return allowed
    if now < ballot.opens_at:
        return refuse(_("Voting begins at the moment that the notice gives, not before."))
    if now >= ballot.closes_at:
        return refuse(_("The time for voting is over before it began. Annul the ballot."))
    if undecided:
        return refuse(_("Objections to the roll are undecided. Decide them with reasons first."))
    return ALLOWED


def _convener_may(actor: Actor, ballot: Ballot, verb: str) -> Verdict:
    convening = may_convene(actor, ballot.place)
    return _at_its_step(ballot, verb) if convening else convening


def _helper_may(actor: Actor, ballot: Ballot, verb: str) -> Verdict:
    helping = may_help(actor, ballot)
    return _at_its_step(ballot, verb) if helping else helping


def _at_its_step(ballot: Ballot, verb: str) -> Verdict:
    if ballot.state not in MOVES[verb][0]:
        return refuse(_("Where the ballot stands now, this is not possible."))
    return ALLOWED
