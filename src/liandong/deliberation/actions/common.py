"""What the actions of the room share: a row held fast, a number, an organisation's place."""

from datetime import datetime

from liandong.deliberation.models import Council, Sequence, Voice
from liandong.kernel.dates import day_of
from liandong.kernel.numbers import new_number

NUMBER_LENGTH = 14


def numbered(now: datetime) -> str:
    return new_number(f"{day_of(now):%y%m%d}", NUMBER_LENGTH)


def hold_council(council_id: int) -> Council:
    """The council, held until the end of this action."""
    councils = Council.objects.select_for_update(of=("self",))
    return councils.select_related("consultation__place", "consultation__convener", "promise").get(
        pk=council_id
    )


def hold_sequence(sequence_id: int) -> Sequence:
    """The sequence, held until the end of this action."""
    sequences = Sequence.objects.select_for_update(of=("self",))
    return sequences.select_related("place", "convener", "decision").get(pk=sequence_id)


def voice_of(voice_id: int) -> Voice:
    return Voice.objects.select_related("consultation").get(pk=voice_id)
