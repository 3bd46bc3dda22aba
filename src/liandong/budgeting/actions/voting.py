"""Voting. A mark is claimed first, and the database allows each voter one, whatever the channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from liandong.budgeting import queries, rules
from liandong.budgeting.actions.common import TRACKING_LENGTH, hold, tell
from liandong.budgeting.lifecycle import Channel
from liandong.budgeting.models import Box, BudgetVote, Mark, Paper, PaperEntry, Voter
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import Refused, ensure

type Marks = Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter takes away: the code under which the vote will be published."""

    vote: BudgetVote
    tracking: str


@action
def cast(*, voter_id: int, marks: Mapping[str, int], actor: Actor, now: datetime) -> Receipt:
    """Vote with a code, once. Only that somebody voted is written down, never who or what."""
    voter = Voter.objects.select_related("vote__place", "mark").get(pk=voter_id)
    vote = voter.vote
    ensure(rules.may_cast(vote, voter, now, voted=hasattr(voter, "mark")))
    ensure(rules.marks_fit(vote, marks, _numbers(vote)))
    mark = _mark(voter, Channel.ONLINE, now)
    tracking = random_word(TRACKING_LENGTH)
    _put(vote, tracking, marks)
    tell("cast", vote, actor, now, channel=Channel(mark.channel))
    return Receipt(vote, tracking)


@action
def hand_out(*, vote_id: int, no: int, actor: Actor, now: datetime) -> Voter:
    """A voter signs the roll and draws a paper; which one, nobody notes."""
    vote = BudgetVote.objects.select_related("place").get(pk=vote_id)
    voter = Voter.objects.select_related("mark").get(vote=vote, no=no)
    ensure(rules.may_hand_out(actor, vote, now, voted=hasattr(voter, "mark")))
    mark = _mark(voter, Channel.PAPER, now)
    tell("handed_out", vote, actor, now, channel=Channel(mark.channel))
    return voter


@action
def enter_paper(*, paper_id: int, marks: Marks, actor: Actor, now: datetime) -> Paper:
    """Enter what is on a paper, apart from the other who enters it. `None`: it cannot be read.

    Two entries that agree make the vote; where they differ a third person looks, which settles it.
    """
    paper = Paper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    vote = hold(paper.vote_id)
    before = queries.looked_at(paper)
    ensure(rules.may_enter_paper(actor, vote, paper, [entry.person_id for entry in before]))
    if marks is not None:
        ensure(rules.marks_fit(vote, marks, _numbers(vote)))
    PaperEntry.objects.create(paper=paper, person_id=actor.person, marks=marks)
    agreed = bool(before) and (len(before) >= rules.LOOKS or before[0].marks == marks)
    if agreed:
        paper.settled = True
        paper.save(update_fields=["settled"])
        PaperEntry.objects.filter(paper=paper).delete()
        _put(vote, paper.code, marks)
    tell("paper_entered", vote, actor, now, earlier=len(before))
    return paper


def _numbers(vote: BudgetVote) -> list[int]:
    return [one.no or 0 for one in queries.listed(vote)]


@within_action
def _mark(voter: Voter, channel: Channel, now: datetime) -> Mark:
    """Claim the voter's one mark. Of two at the same instant the database lets one through."""
    try:
        return Mark.objects.create(voter=voter, channel=channel, day=day_of(now))
    except IntegrityError as clash:
        raise Refused(str(rules.ALREADY)) from clash


@within_action
def _put(vote: BudgetVote, tracking: str, marks: Marks) -> None:
    """Put a vote into the box, which is written anew and stays sorted by code."""
    box = Box.objects.select_for_update().get(vote=vote)
    kept = None if marks is None else dict(sorted(marks.items(), key=lambda mark: int(mark[0])))
    box.slips = dict(sorted({**box.slips, tracking: kept}.items()))
    box.save(update_fields=["slips"])
