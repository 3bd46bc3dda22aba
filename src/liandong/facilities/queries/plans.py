"""Reading plans for new sites: those of a place side by side, one with its reasons, its map."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from liandong.facilities.lifecycle import State
from liandong.facilities.models import CommunityCover, Facility, PlannedSite, SitePlan
from liandong.facilities.queries.cover import Cover
from liandong.kernel.actor import Actor
from liandong.ledger.models import Entry
from liandong.places import queries as places
from liandong.places.models import Level, Place, PlaceKind

MOST_HOMES = 6000  # more points than that say nothing on a screen: then only those beyond reach


def facility(facility_id: int) -> Facility | None:
    return Facility.objects.select_related("place").filter(pk=facility_id).first()


def plan(plan_id: int) -> SitePlan | None:
    return SitePlan.objects.select_related("place").filter(pk=plan_id).first()


def plan_asked(entry_id: int) -> SitePlan | None:
    """The plan that an entry asked for, while it still waits to be worked out."""
    entry = Entry.objects.filter(pk=entry_id).first()
    number = (entry.subject if entry else "").rpartition(":")[2]
    found = SitePlan.objects.select_related("place")
    return found.filter(pk=int(number or 0), state=State.ASKED).first()


def plans_of(place: Place) -> QuerySet[SitePlan]:
    """All plans of a place for comparison: alike questions together, the newest first."""
    found = SitePlan.objects.filter(place=place)
    return found.order_by("kind", "minutes", "-asked_at", "-id")


def has_plan_asked(place: Place) -> bool:
    return SitePlan.objects.filter(place=place, state=State.ASKED).exists()


def candidates(place: Place) -> QuerySet[Place]:
    """The buildings of a place at which a new site could stand."""
    found = places.within(place).filter(kind=PlaceKind.BUILDING)
    return found.filter(lon__isnull=False, lat__isnull=False).order_by("id")


def belongings(place: Place) -> QuerySet[Place]:
    """The subdistricts and communities that a facility here can belong to."""
    found = places.within(place).filter(level__in=[Level.SUBDISTRICT, Level.COMMUNITY])
    return found.order_by("path")


def districts(actor: Actor) -> list[list[Place]]:
    """The districts to choose from, each before its subdistricts; a post sees its own."""
    found = places.standing().filter(level__in=[Level.DISTRICT, Level.SUBDISTRICT])
    rows = found.filter(path__startswith=actor.path) if actor.path else found
    groups: list[list[Place]] = []
    for place in rows.order_by("path"):
        if place.level == Level.DISTRICT or not groups:
            groups.append([])
        groups[-1].append(place)
    return groups


@dataclass(frozen=True, slots=True)
class Sheet:
    """A plan with its sites and what it does for each community."""

    plan: SitePlan
    new: list[PlannedSite]
    existing: list[PlannedSite]
    passed_over: list[PlannedSite]
    communities: list[CommunityCover]


def sheet(shown: SitePlan) -> Sheet:
    sites = list(
        shown.sites.select_related("facility__place", "building__parent").order_by("number")
    )
    rows = shown.communities.select_related("place").annotate(beyond=F("households") - F("after"))
    return Sheet(
        plan=shown,
        new=[one for one in sites if one.chosen and one.building_id],
        existing=[one for one in sites if one.chosen and one.facility_id],
        passed_over=[one for one in sites if not one.chosen],
        communities=list(rows.order_by("-beyond", "place__path")),
    )


def cover_geojson(cover: Cover) -> dict[str, Any]:
    """Homes within and beyond reach, and the facilities."""
    shown = list(range(len(cover.homes.ids)))
    if len(shown) > MOST_HOMES:
        shown = [at for at in shown if not cover.near[at]][:MOST_HOMES]
    marks = ["home" if near else "gap" for near in cover.near.tolist()]
    spots = cover.homes.lonlat.tolist()
    points = [_point(spots[at][0], spots[at][1], marks[at]) for at in shown]
    return _collection([*points, *(_facility(one) for one in cover.facilities)])


def plan_geojson(shown: Sheet) -> dict[str, Any]:
    """The new sites beside the existing facilities."""
    existing = [_facility(one.facility) for one in shown.existing if one.facility]
    new = [
        _point(one.building.lon, one.building.lat, "new", one.building.name)
        for one in shown.new
        if one.building
    ]
    return _collection([*existing, *new])


def _facility(one: Facility) -> dict[str, Any]:
    return _point(one.lon, one.lat, "stands", one.name)


def _point(lon: float | None, lat: float | None, mark: str, name: str = "") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name, "mark": mark},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
