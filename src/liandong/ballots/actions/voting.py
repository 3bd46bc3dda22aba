"""Voting. A mark is claimed first, and the database allows each voter one, whatever the channel."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from liandong.ballots import queries, rules
from liandong.ballots.actions.common import TRACKING_LENGTH, tell
from liandong.ballots.lifecycle import Channel, Choice
from liandong.ballots.models import Ballot, Mark, OpenVote, Paper, PaperEntry, Urn, Voter
from liandong.ballots.rules.voting import ALREADY, differ
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import Refused, ensure


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter takes away: the code under which the vote will be published."""

    ballot: Ballot
    tracking: str


@action
def cast(*, voter_id: int, choice: str, actor: Actor, now: datetime) -> Receipt:
    """Vote online, once. Of a secret ballot only the mark is written down, never the choice."""
    voter = Voter.objects.select_related("ballot__place", "mark", "paper").get(pk=voter_id)
    ballot = voter.ballot
    ensure(rules.may_cast(ballot, voter, now, voted=hasattr(voter, "mark")))
    mark = _mark(voter, Channel.ONLINE, now)
    paper = getattr(voter, "paper", None)
    tracking = paper.code if paper else random_word(TRACKING_LENGTH)
    _put(ballot, voter, tracking, choice)
    tell(
        "cast",
        ballot,
        actor,
        now,
        channel=Channel(mark.channel),
    )
    return Receipt(ballot, tracking)


@action
def hand_out(*, ballot_id: int, no: int, actor: Actor, now: datetime) -> Mark:
    """A voter of a secret ballot signs the roll and draws a paper; which one, nobody notes."""
    ballot = Ballot.objects.select_related("place").get(pk=ballot_id)
    voter = Voter.objects.select_related("mark").get(ballot=ballot, no=no)
    ensure(rules.may_hand_out(actor, ballot, voted=hasattr(voter, "mark")))
    mark = _mark(voter, Channel.PAPER, now)
    tell(
        "handed_out",
        ballot,
        actor,
        now,
        channel=Channel(mark.channel),
    )
    return mark


@action
def enter_paper(*, paper_id: int, choice: str, actor: Actor, now: datetime) -> Paper:
    """Enter what is on a paper, apart from the other who enters it. Two that agree make the vote.

    Where they differ, a third person looks, and that settles it.
    """
    papers = Paper.objects.select_for_update(of=("self",)).select_related("ballot__place")
    paper = papers.get(pk=paper_id)
    ballot, entries = paper.ballot, queries.entries_of(paper)
    voted = paper.voter is not None and _voted_otherwise(paper.voter)
    looked = [entry.person_id for entry in entries]
    ensure(rules.may_enter_paper(actor, ballot, paper, looked, voted=voted))
    if paper.voter is not None and not entries:
        _mark(paper.voter, Channel.PAPER, now)
    entry = PaperEntry.objects.create(
        paper=paper, person_id=actor.person, choice=choice, look=len(entries) + 1
    )
    choices = [*(other.choice for other in entries), choice]
    tell(
        "paper_settled" if entry.look > rules.LOOKS else "paper_entered",
        ballot,
        actor,
        now,
        look=entry.look,
    )
    if entry.look >= rules.LOOKS and not differ(choices):
        _settle(paper, choice)
    return paper


@within_action
def _mark(voter: Voter, channel: Channel, now: datetime) -> Mark:
    """Claim the voter's one mark. Of two at the same instant the database lets one through."""
    try:
        return Mark.objects.create(voter=voter, channel=channel, day=day_of(now))
    except IntegrityError as clash:
        raise Refused(str(ALREADY)) from clash


def _voted_otherwise(voter: Voter) -> bool:
    return Mark.objects.filter(voter=voter).exclude(channel=Channel.PAPER).exists()


@within_action
def _settle(paper: Paper, choice: str) -> None:
    paper.settled = True
    paper.save(update_fields=["settled"])
    _put(paper.ballot, paper.voter, paper.code, choice)


@within_action
def _put(ballot: Ballot, voter: Voter | None, tracking: str, choice: str) -> None:
    """Put a vote where votes are: an open one beside its voter, a secret one into the box."""
    if voter is not None and not ballot.secret:
        OpenVote.objects.create(
            ballot=ballot, voter=voter, choice=Choice(choice), tracking=tracking
        )
        return
    urn = Urn.objects.select_for_update().get(ballot=ballot)
    urn.slips = dict(sorted({**urn.slips, tracking: Choice(choice).value}.items()))
    urn.save(update_fields=["slips"])
