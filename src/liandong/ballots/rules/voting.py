"""The vote itself: never twice, whatever the channel."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.ballots.lifecycle import MOVES, State
from liandong.ballots.models import Ballot, Paper, Voter
from liandong.ballots.rules.preparing import may_help
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse

ALREADY = _("A vote of this voter is there already. Nobody votes twice, online or on paper.")
LOOKS = 2


def may_cast(ballot: Ballot, voter: Voter, now: datetime, *, voted: bool) -> Verdict:
    """By one-time code, between the beginning and the end that the notice gives."""
    if ballot.state != State.OPEN or now < ballot.opens_at:
        return refuse(_("Voting has not begun, or is over."))
    if now >= ballot.closes_at:
        return refuse(_("Voting is over."))
    if voter.code_until is not None and now >= voter.code_until:
        return refuse(_("This code is no longer valid. Ask the community for another."))
    return refuse(ALREADY) if voted else ALLOWED


def may_hand_out(actor: Actor, ballot: Ballot, *, voted: bool) -> Verdict:
    """Of a secret ballot: the voter signs the roll and draws a paper from the mixed pile."""
    helping = may_help(actor, ballot)
    if not helping:
        return helping
    if not ballot.secret:
        return refuse(_("Papers of an open ballot carry names; none is handed out blank."))
    if ballot.state not in MOVES["hand_out"][0]:
        return refuse(_("Voting has not begun, or is over."))
    return refuse(ALREADY) if voted else ALLOWED


def may_enter_paper(
    actor: Actor, ballot: Ballot, paper: Paper, looked: Collection[int], *, voted: bool
) -> Verdict:
    """Two people apart, then a third where they differ. `looked`: the persons who have entered it.

    `voted` says that the paper's voter has voted in another way.
    """
    helping = may_help(actor, ballot)
    if not helping:
        return helping
    if ballot.state not in MOVES["enter_paper"][0]:
        return refuse(_("Papers are entered from the beginning of the vote until the count."))
    if paper.settled:
        return refuse(_("This paper is entered and compared already."))
    if actor.person_id in looked:
        return refuse(_("You have entered this paper. Another person must do so apart from you."))
    return refuse(ALREADY) if voted else ALLOWED


def differ(choices: Collection[str]) -> bool:
    """Whether two entries of one paper say different things."""
    return len(choices) == LOOKS and len(set(choices)) == LOOKS
