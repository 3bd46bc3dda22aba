"""Casting and entering votes."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from liandong.budgeting.lifecycle import State
from liandong.budgeting.models import (
    BudgetVote,
    Paper,
    Voter,
)
from liandong.budgeting.rules.who import (
    handles,
)
from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse

ALREADY = _("This voter has voted already. Nobody votes twice, online or on paper.")
LOOKS = 2


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
    allowed = handles(actor, vote, "hand_out")
    if not allowed:
        return allowed
    if now >= vote.voting_until:
        return refuse(_("It is not the time for voting."))
    return refuse(ALREADY) if voted else ALLOWED


def may_enter_papers(actor: Actor, vote: BudgetVote) -> Verdict:
    """From the beginning of the vote until the count, also after the last hour."""
    return handles(actor, vote, "enter_paper")


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
