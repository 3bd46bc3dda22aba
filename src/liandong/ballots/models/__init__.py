"""The tables of the room: the rule sets, the ballot and its roll, the votes and the counts."""

from liandong.ballots.models.ballot import Ballot, Objection
from liandong.ballots.models.roll import Delivery, Holding, Proxy, Voter
from liandong.ballots.models.rulesets import RuleSet, RuleSubject
from liandong.ballots.models.tickets import RatingTicket, RatingUrn, TicketReading
from liandong.ballots.models.votes import (
    Mark,
    OpenVote,
    Paper,
    PaperEntry,
    Tally,
    Urn,
)

__all__ = [
    "Ballot",
    "Delivery",
    "Holding",
    "Mark",
    "Objection",
    "OpenVote",
    "Paper",
    "PaperEntry",
    "Proxy",
    "RatingTicket",
    "RatingUrn",
    "RuleSet",
    "RuleSubject",
    "Tally",
    "TicketReading",
    "Urn",
    "Voter",
]
