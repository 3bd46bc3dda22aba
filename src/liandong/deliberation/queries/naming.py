"""Names that must not slip into what is published: of those who were heard or stand on the roll."""

from collections.abc import Iterable

from liandong.ballots.models import Voter
from liandong.deliberation.lifecycle import Capacity
from liandong.deliberation.models import Sequence, Voice
from liandong.deliberation.queries.sequences import ballots_of
from liandong.kernel.masking import telling
from liandong.ledger.actions import name_of

PEOPLE = (Capacity.RESIDENT, Capacity.ADVISER)
SHORTEST = 2


def names_about(sequence: Sequence) -> list[str]:
    """Who stands on the roll of its ballots, and who was heard in councils on the same matter."""
    about = {name_of(sequence), sequence.about} - {""}
    heard = Voice.objects.filter(consultation__about__in=about, capacity__in=PEOPLE)
    enrolled = Voter.objects.filter(ballot__in=ballots_of(sequence), developer=False)
    names = [*heard.values_list("name", flat=True), *enrolled.values_list("name", flat=True)]
    return [one for name in names for one in name.split("、")]


def names_in(text: str, known: Iterable[str]) -> list[str]:
    """What in a text names somebody: a known name, a name with a title, a number, a door."""
    found = [name for name in known if len(name) >= SHORTEST and name in text]
    return list(dict.fromkeys([*found, *telling(text)]))
