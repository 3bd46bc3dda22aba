"""What the actions on petitions share: the row held fast, and one line of the record."""

from datetime import datetime

from liandong.deliberation.models import Petition
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record


def hold_petition(petition_id: int) -> Petition:
    """The petition, held until the end of this action."""
    petitions = Petition.objects.select_for_update(of=("self",))
    return petitions.select_related("place", "promise").get(pk=petition_id)


@within_action
def tell_petition(
    verb: str, petition: Petition, actor: Actor, now: datetime, **details: object
) -> None:
    """One line of the record. It never says who supports a petition."""
    place = petition.place
    record(f"petition.{verb}", subject=petition, actor=actor, at=now, place=place, **details)
