"""Changes of the tree: a place is renamed, moved or abolished from a day on."""

from datetime import date, datetime

from django.db.models import Value
from django.db.models.functions import Concat, Substr

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.steps import locked, turn_edition
from liandong.places.models import Boundary, Place, PlaceCode, PlaceVersion
from liandong.places.queries import children, searchable


@action
def rename(
    *, place_id: int, name: str, since: date, actor: Actor, now: datetime, name_en: str = ""
) -> Place:
    """Give a place another name from a day on; the old one stays in its history."""
    place = locked(place_id)
    ensure(rules.may_rename(actor, place, since))
    before, place.name, place.name_en = place.name, name.strip(), name_en.strip()
    place.search_text = searchable(place.name, place.address, place.name_en)
    place.save(update_fields=["name", "name_en", "search_text"])
    _next_version(place, since)
    record(
        "place.renamed",
        subject=place,
        actor=actor,
        at=now,
        place=place,
        since=since,
        before=before,
        after=place.name,
    )
    return place


@action
def move(*, place_id: int, parent_id: int, since: date, actor: Actor, now: datetime) -> Place:
    """Let a place, with everything in it, belong to another one from a day on."""
    place = locked(place_id)
    relocate(place, locked(parent_id), since=since, actor=actor, now=now)
    return place


@within_action
def relocate(place: Place, parent: Place, *, since: date, actor: Actor, now: datetime) -> None:
    """The step of moving one place, for actions that move several."""
    ensure(rules.may_move(actor, place, parent, since))
    before, old_path = place.parent_id, place.path
    new_path = f"{parent.path}{place.pk}/"
    place.parent = parent
    place.save(update_fields=["parent"])
    rest = Substr("path", len(old_path) + 1)
    Place.objects.filter(path__startswith=old_path).update(path=Concat(Value(new_path), rest))
    place.path = new_path
    _next_version(place, since)
    record(
        "place.moved",
        subject=place,
        actor=actor,
        at=now,
        place=place,
        since=since,
        before=before,
        after=parent.pk,
    )


@action
def abolish(
    *, place_id: int, since: date, actor: Actor, now: datetime, into_id: int | None = None
) -> Place:
    """End a place on a day, possibly merged into another. It stays readable for ever."""
    place = locked(place_id)
    end(place, locked(into_id) if into_id else None, since=since, actor=actor, now=now)
    return place


@within_action
def end(place: Place, into: Place | None, *, since: date, actor: Actor, now: datetime) -> None:
    """The step of ending one place, for actions that end several."""
    living = children(place).exists()
    ensure(rules.may_abolish(actor, place, since, into=into, living=living))
    place.valid_until = since
    place.merged_into = into
    place.save(update_fields=["valid_until", "merged_into"])
    for dated in (PlaceVersion, PlaceCode, Boundary):
        dated.objects.filter(place=place, valid_until__isnull=True).update(valid_until=since)
    turn_edition()
    record(
        "place.abolished",
        subject=place,
        actor=actor,
        at=now,
        place=place,
        since=since,
        into=into.pk if into else None,
    )


@within_action
def _next_version(place: Place, since: date) -> None:
    """Close the open version on a day and open the next; a second change that day replaces it."""
    place.versions.filter(valid_until__isnull=True, valid_from=since).delete()
    place.versions.filter(valid_until__isnull=True).update(valid_until=since)
    PlaceVersion.objects.create(
        place=place,
        kind=place.kind,
        name=place.name,
        name_en=place.name_en,
        parent_id=place.parent_id,
        valid_from=since,
    )
    turn_edition()
