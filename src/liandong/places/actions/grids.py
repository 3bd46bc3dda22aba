"""What residents must be able to read about their grid, kept current."""

from dataclasses import dataclass
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.steps import locked
from liandong.places.models import GridType, Place


@dataclass(frozen=True, slots=True)
class GridCard:
    """What a grid says of itself in public: its type, size and telephones."""

    grid_type: GridType
    households: int | None
    phone: str
    complaint_phone: str


@action
def describe_grid(*, place_id: int, card: GridCard, actor: Actor, now: datetime) -> Place:
    """Set a grid's type, number of households, duty phone and complaint line."""
    place = locked(place_id)
    ensure(rules.may_describe_grid(actor, place))
    place.grid_type = card.grid_type
    place.households = card.households
    place.phone = card.phone.strip()
    place.complaint_phone = card.complaint_phone.strip()
    place.save(update_fields=["grid_type", "households", "phone", "complaint_phone"])
    record(
        "place.grid_described",
        subject=place,
        actor=actor,
        at=now,
        place=place,
        grid_type=GridType(card.grid_type),
        households=card.households,
        phone=place.phone,
        complaint_phone=place.complaint_phone,
    )
    return place
