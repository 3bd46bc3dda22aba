"""A community's buildings with their households and spots, entered from a table."""

from collections.abc import Sequence
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.founding import Facts, NewPlace, enter
from liandong.places.actions.steps import locked, turn_edition
from liandong.places.models import Place, PlaceKind
from liandong.places.queries import BuildingRow


@action
def enter_buildings(
    *, place_id: int, rows: Sequence[BuildingRow], actor: Actor, now: datetime
) -> int:
    """Found the buildings that are new, and bring the known ones level with the table.

    A known building stays in its grid. Returns how many buildings are new.
    """
    community = locked(place_id)
    ensure(rules.may_found(actor, PlaceKind.BUILDING, community))
    new = [
        NewPlace(
            PlaceKind.BUILDING,
            row.name,
            row.parent_id,
            Facts(
                official=community.official,
                lon=row.lon,
                lat=row.lat,
                households=row.households,
                address=row.address,
            ),
        )
        for row in rows
        if row.known_id is None
    ]
    if new:
        enter(new, day_of(now), actor, "table of buildings")
    known = {row.known_id: row for row in rows if row.known_id is not None}
    places = list(Place.objects.filter(pk__in=known, path__startswith=community.path))
    for place in places:
        row = known[place.pk]
        place.households, place.lon, place.lat = row.households, row.lon, row.lat
    Place.objects.bulk_update(places, ["households", "lon", "lat"], batch_size=200)
    turn_edition()
    record(
        "place.buildings_entered",
        subject=community,
        actor=actor,
        at=now,
        place=community,
        new=len(new),
        known=len(places),
    )
    return len(new)
