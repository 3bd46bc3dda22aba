"""What the actions of the room share: a ballot held fast, its roll, one line of its record."""

from datetime import datetime

from liandong.ballots.models import Ballot, Holding, Voter
from liandong.ballots.queries import Voice
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record

TRACKING_LENGTH = 10


def hold_ballot(ballot_id: int) -> Ballot:
    """The ballot, held until the end of this action."""
    ballots = Ballot.objects.select_for_update(of=("self",))
    return ballots.select_related("place", "subject__rule_set").get(pk=ballot_id)


@within_action
def add_voter(ballot: Ballot, no: int, voice: Voice) -> Voter:
    """One more voice on the roll, with its units."""
    voter = Voter.objects.create(
        ballot=ballot,
        no=no,
        name=voice.name,
        owner_key=voice.key,
        developer=voice.developer,
        area=voice.area,
    )
    Holding.objects.bulk_create(
        Holding(ballot=ballot, voter=voter, unit=unit, area=area) for unit, area in voice.units
    )
    return voter


@within_action
def tell(verb: str, ballot: Ballot, actor: Actor, now: datetime, **details: object) -> None:
    """One line of the record: what was done to a ballot, at its place."""
    record(f"ballot.{verb}", subject=ballot, actor=actor, at=now, place=ballot.place, **details)
