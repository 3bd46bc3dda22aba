"""Steps for rooms that rate in secret: codes, papers read by two, ratings that nothing joins."""

from collections.abc import Mapping, Sequence

from liandong.ballots.lifecycle import TicketChannel
from liandong.ballots.models import RatingTicket, RatingUrn, TicketReading
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import within_action

CODE_LENGTH = 12
TRACKING_LENGTH = 10

type Marks = Mapping[str, str] | None


@within_action
def new_codes(many: int) -> list[str]:
    """The codes of new tickets, shown once and never kept."""
    return [random_word(CODE_LENGTH) for _ticket in range(many)]


@within_action
def new_tracking() -> str:
    """The code under which a rating lies in the urn: its own, and not the ticket's."""
    return random_word(TRACKING_LENGTH)


@within_action
def agree(before: Sequence[TicketReading], marks: Marks, looks: int) -> bool:
    """Whether this reading of a paper ticket settles it: two agree, or the third one looks."""
    return bool(before) and (len(before) >= looks or before[0].marks == marks)


@within_action
def use(ticket: RatingTicket, channel: TicketChannel) -> None:
    """Mark a ticket as used; it is never used again."""
    ticket.channel = channel
    ticket.save(update_fields=["channel"])


@within_action
def drop(urn: RatingUrn, tracking: str, voters: int, marks: Marks) -> None:
    """Put a rating into an urn that is held: written anew, sorted by code."""
    kept = None if marks is None else dict(sorted(marks.items(), key=lambda mark: int(mark[0])))
    urn.slips = dict(sorted({**urn.slips, tracking: [voters, kept]}.items()))
    urn.save(update_fields=["slips"])
