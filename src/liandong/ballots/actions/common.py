"""What the actions of the room share: a ballot held fast, codes that cannot be guessed."""

from liandong.ballots.models import Ballot, Holding, Voter
from liandong.ballots.queries import Voice
from liandong.kernel.transactions import within_action

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
