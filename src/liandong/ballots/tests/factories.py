"""A compound and a community that vote: the cast, the rule sets, a roll, a ballot in any state."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command

from liandong.ballots import actions, queries
from liandong.ballots.actions import Handed
from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot, Paper, Voter
from liandong.ballots.queries import Voice
from liandong.ballots.rules import Draft
from liandong.kernel.actor import RESIDENT, Actor
from liandong.kernel.dates import day_of
from liandong.people.tests import factories as people
from liandong.people.tests.factories import NOON, Cast

DAY = timedelta(days=1)
OPENS, CLOSES = NOON + 16 * DAY, NOON + 23 * DAY
VOTING = OPENS + DAY
COUNTING = CLOSES + timedelta(hours=1)
CONFIRMING = COUNTING + 7 * DAY
CLAUSE = "第十二条：表决票送达并提示后未在期限内投票的，视为同意已投票的多数意见。"


class World:
    """The cast and the rule sets, with short words for what happens most."""

    def __init__(self) -> None:
        self.cast: Cast = people.cast()
        call_command("import_rule_sets", verbosity=0)
        self.place = self.cast.tree.community

    def actor(self, role: str = "community_secretary") -> Actor:
        return self.cast.actor(role)

    def draft(self, code: str = "use_maintenance_fund", **words: Any) -> Ballot:
        """A ballot under a subject of the rules of the day, by the community's secretary."""
        fields = replace(proposal(), **words)
        subject = queries.subject_called(code, self.place, day_of(fields.opens_at))
        return actions.draft(
            place_id=self.place.pk,
            subject_id=subject.pk,
            draft=fields,
            actor=self.actor(),
            now=NOON,
        )

    def residents(self, count: int = 5, **words: Any) -> Ballot:
        """A secret ballot of the representatives, with its roll."""
        fields = {
            "body": "residents_representatives_assembly",
            "base": "resident_reps",
            "secrecy": "secret",
            **words,
        }
        ballot = self.draft("important_common", **fields)
        return self.enrol(ballot, [Voice(f"代表{n}", "", False, ()) for n in range(1, count + 1)])

    def owners(self, *areas: int, **words: Any) -> Ballot:
        """A ballot of owners with one unit each, of these areas in 0.01 m²."""
        ballot = self.draft(**words)
        return self.enrol(ballot, voices(*(areas or (10000, 9000, 8000, 7000, 6000))))

    def enrol(self, ballot: Ballot, roll: list[Voice]) -> Ballot:
        return actions.enter_roll(ballot_id=ballot.pk, voices=roll, actor=self.actor(), now=NOON)

    def published(self, ballot: Ballot) -> Ballot:
        return actions.publish(ballot_id=ballot.pk, actor=self.actor(), now=NOON)

    def opened(self, ballot: Ballot) -> Ballot:
        if ballot.state == State.DRAFTED:
            ballot = self.published(ballot)
        return actions.open_ballot(ballot_id=ballot.pk, actor=self.actor(), now=OPENS)

    def deliver(self, ballot: Ballot, *numbers: int, warned: bool = True) -> int:
        handed = Handed("hand", VOTING, warned, "本人签收")
        return actions.deliver(
            ballot_id=ballot.pk, numbers=numbers, handed=handed, actor=self.actor(), now=VOTING
        )

    def cast_vote(self, ballot: Ballot, no: int, choice: str = "for", now: datetime = VOTING):
        return actions.cast(voter_id=voter(ballot, no).pk, choice=choice, actor=RESIDENT, now=now)

    def vote(self, ballot: Ballot, choices: str) -> None:
        """One letter for each voter by number: f, a, b (abstain), and "-" for none."""
        words = {"f": "for", "a": "against", "b": "abstain"}
        for no, letter in enumerate(choices, 1):
            if letter in words:
                self.cast_vote(ballot, no, words[letter])

    def on_paper(self, paper: Paper, choice: str, role: str = "community_secretary") -> Paper:
        return actions.enter_paper(
            paper_id=paper.pk, choice=choice, actor=self.actor(role), now=VOTING
        )

    def papers(self, ballot: Ballot) -> list[Paper]:
        actions.print_papers(ballot_id=ballot.pk, spare=2, actor=self.actor(), now=VOTING)
        return list(queries.papers(ballot))

    def closed(self, ballot: Ballot) -> Ballot:
        return actions.close(ballot_id=ballot.pk, actor=self.actor(), now=CLOSES)

    def counted(self, ballot: Ballot) -> Ballot:
        self.closed(ballot)
        actions.count(ballot_id=ballot.pk, actor=self.actor(), now=COUNTING)
        return fresh(ballot)


def proposal() -> Draft:
    return Draft(
        title="使用维修资金更换3号楼电梯",
        question="是否同意使用住宅专项维修资金更换3号楼电梯？",
        body="owners_assembly",
        base="owners",
        opens_at=OPENS,
        closes_at=CLOSES,
        compound="樱园小区",
    )


def voices(*areas: int) -> list[Voice]:
    return [
        Voice(f"业主{number}", "", False, ((f"1-{number:03d}", area),))
        for number, area in enumerate(areas, 1)
    ]


def voter(ballot: Ballot, no: int) -> Voter:
    return Voter.objects.get(ballot=ballot, no=no)


def fresh(ballot: Ballot) -> Ballot:
    found = queries.find(ballot.number)
    assert found is not None, "a ballot is never deleted"
    return found
