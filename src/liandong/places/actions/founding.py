"""New places, one at a time or a whole list at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.steps import turn_edition, write_paths
from liandong.places.models import LEVEL_OF, Place, PlaceKind, PlaceVersion
from liandong.places.queries import searchable


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be known of a place beside its kind and name. Degrees are CGCS2000."""

    name_en: str = ""
    official: bool = True
    lon: float | None = None
    lat: float | None = None
    households: int | None = None
    grid_type: str = ""
    phone: str = ""
    complaint_phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """One place to be founded under a parent; `parent_id` is None for a city only."""

    kind: PlaceKind
    name: str
    parent_id: int | None
    facts: Facts = Facts()


@action
def found(*, new: NewPlace, since: date, actor: Actor, now: datetime, source: str = "") -> Place:
    """Found one place that exists from a day on."""
    place = enter([new], since, actor, source)[0]
    record_founding(place, since=since, actor=actor, now=now)
    return place


@within_action
def record_founding(place: Place, *, since: date, actor: Actor, now: datetime) -> None:
    """Write down that one place was founded."""
    record(
        "place.founded",
        subject=place,
        actor=actor,
        at=now,
        place=place,
        kind=PlaceKind(place.kind),
        name=place.name,
        since=since,
    )


@action
def found_many(
    *, new: Sequence[NewPlace], since: date, actor: Actor, now: datetime, source: str = ""
) -> list[Place]:
    """Found a list of places at once, in its order, with one entry in the ledger.

    Parents must exist already. Returns the places with their ids and paths.
    """
    places = enter(new, since, actor, source)
    top = places[0].parent or places[0]
    record(
        "place.many_founded",
        subject=top,
        actor=actor,
        at=now,
        place=top,
        count=len(places),
        since=since,
        source=source,
    )
    return places


@within_action
def enter(new: Sequence[NewPlace], since: date, actor: Actor, source: str) -> list[Place]:
    """The step of founding places, in their order, with ids and paths. The caller records it."""
    if not new:
        raise ValueError("There is nothing to found.")
    parents = Place.objects.in_bulk({one.parent_id for one in new} - {None})
    for kind, parent_id in {(one.kind, one.parent_id) for one in new}:
        ensure(rules.may_found(actor, kind, parents.get(parent_id) if parent_id else None))
    places = Place.objects.bulk_create([_row(one, since) for one in new], batch_size=500)
    write_paths()
    PlaceVersion.objects.bulk_create(
        [_first_version(place, source) for place in places], batch_size=500
    )
    turn_edition()
    kept = Place.objects.select_related("parent").in_bulk([place.pk for place in places])
    return [kept[place.pk] for place in places]


def _row(new: NewPlace, since: date) -> Place:
    name = new.name.strip()
    facts = asdict(replace(new.facts, address=new.facts.address.strip()))
    return Place(
        kind=new.kind,
        level=LEVEL_OF[new.kind],
        name=name,
        parent_id=new.parent_id,
        valid_from=since,
        search_text=searchable(name, new.facts.address, new.facts.name_en),
        **facts,
    )


def _first_version(place: Place, source: str) -> PlaceVersion:
    """What a new place is, from its first day on."""
    return PlaceVersion(
        place=place,
        kind=place.kind,
        name=place.name,
        name_en=place.name_en,
        parent_id=place.parent_id,
        valid_from=place.valid_from,
        source=source[:120],
    )
