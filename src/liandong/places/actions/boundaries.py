"""Outlines are drawn, and drawn again; an older one stays readable with its dates."""

from collections.abc import Sequence
from datetime import date, datetime

import shapely

from liandong.kernel.actor import Actor
from liandong.kernel.rows import analyse
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places import rules
from liandong.places.actions.steps import turn_edition
from liandong.places.models import Boundary, Place
from liandong.places.queries import Outline


@action
def draw_boundary(*, outline: Outline, since: date, actor: Actor, now: datetime) -> Boundary:
    """Draw one place's outline from a day on."""
    boundary = draw([outline], since, actor)[0]
    record(
        "place.boundary_drawn",
        subject=boundary.place,
        actor=actor,
        at=now,
        place=boundary.place,
        since=since,
        official=outline.official,
        source_crs=outline.source_crs,
    )
    return boundary


@action
def draw_boundaries(
    *, outlines: Sequence[Outline], since: date, actor: Actor, now: datetime
) -> list[Boundary]:
    """Draw many outlines at once, with one entry in the ledger. Unchanged ones are left alone.

    Returns the boundaries that are new; [] when nothing has changed.
    """
    kept = {
        (row.place_id, bytes(row.shape), row.official)
        for row in Boundary.objects.filter(
            valid_until__isnull=True, place_id__in=[one.place_id for one in outlines]
        )
    }
    changed = [one for one in outlines if (one.place_id, one.shape, one.official) not in kept]
    if not changed:
        return []
    drawn = draw(changed, since, actor)
    analyse(Boundary)
    top = drawn[0].place.parent or drawn[0].place
    record(
        "place.boundaries_drawn",
        subject=top,
        actor=actor,
        at=now,
        place=top,
        count=len(drawn),
        unofficial=sum(not one.official for one in drawn),
        since=since,
    )
    return drawn


@within_action
def draw(outlines: Sequence[Outline], since: date, actor: Actor) -> list[Boundary]:
    """The step of drawing outlines from a day on; the caller writes it down."""
    ids = [one.place_id for one in outlines]
    places = Place.objects.select_for_update(of=("self",)).select_related("parent").in_bulk(ids)
    open_ones = Boundary.objects.filter(place_id__in=ids, valid_until__isnull=True)
    latest = dict(open_ones.values_list("place_id", "valid_from"))
    for place in places.values():
        ensure(rules.may_draw_boundary(actor, place, since, latest.get(place.pk)))
    open_ones.filter(valid_from=since).delete()
    open_ones.update(valid_until=since)
    drawn = Boundary.objects.bulk_create(
        [_row(one, places[one.place_id], since) for one in outlines], batch_size=200
    )
    _place_centres(places, outlines)
    turn_edition()
    return drawn


def _row(one: Outline, place: Place, since: date) -> Boundary:
    return Boundary(
        place=place,
        shape=one.shape,
        source_crs=one.source_crs,
        official=one.official,
        source=one.source[:200],
        valid_from=since,
    )


@within_action
def _place_centres(places: dict[int, Place], outlines: Sequence[Outline]) -> None:
    """A place without a known centre gets a point that surely lies within its outline."""
    missing = []
    for one in outlines:
        place = places[one.place_id]
        if place.lon is None:
            inside = shapely.point_on_surface(shapely.from_wkb(one.shape))
            place.lon, place.lat = inside.x, inside.y
            missing.append(place)
    Place.objects.bulk_update(missing, ["lon", "lat"], batch_size=200)
