"""A small city: one district, one subdistrict, two communities, two grids, a building."""

from datetime import UTC, date, datetime

import shapely

from liandong.kernel.actor import SYSTEM, Actor
from liandong.places import actions
from liandong.places.actions import Facts, NewPlace
from liandong.places.models import GridType, Place, PlaceKind
from liandong.places.queries import Outline

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
SINCE = date(2024, 1, 1)
LATER = date(2026, 6, 1)


def place(kind: PlaceKind, name: str, parent: Place | None = None, **facts) -> Place:
    new = NewPlace(kind, name, parent.pk if parent else None, Facts(**facts))
    return actions.found(new=new, since=SINCE, actor=SYSTEM, now=NOON)


def town() -> dict[str, Place]:
    """The places of the small city by a short English name."""
    city = place(PlaceKind.CITY, "潍坊市", name_en="Weifang")
    district = place(PlaceKind.DISTRICT, "奎文区", city)
    street = place(PlaceKind.SUBDISTRICT, "东关街道", district)
    first = place(PlaceKind.COMMUNITY, "苇湾社区居委会", street)
    second = place(PlaceKind.COMMUNITY, "鸢飞社区居委会", street)
    grid = place(
        PlaceKind.GRID,
        "第一网格",
        first,
        grid_type=GridType.BASIC,
        households=620,
        official=False,
        phone="0536-8000001",
    )
    other_grid = place(PlaceKind.GRID, "第二网格", first, grid_type=GridType.BASIC)
    building = place(
        PlaceKind.BUILDING, "世纪花园3号楼", grid, address="东风东街12号", lon=119.11, lat=36.71
    )
    return {
        "city": city,
        "district": district,
        "street": street,
        "community": first,
        "neighbour": second,
        "grid": grid,
        "other_grid": other_grid,
        "building": building,
    }


def box(place: Place, west: float, south: float, east: float, north: float, **words) -> Outline:
    """A rectangle as an outline of a place."""
    official = words.get("official", True)
    shape = shapely.to_wkb(shapely.box(west, south, east, north))
    return Outline(place.pk, shape, "cgcs2000", official, words.get("source", "for this test"))


def drawn_town() -> dict[str, Place]:
    """The small city with outlines: the grids lie side by side in their community."""
    places = town()
    outlines = [
        box(places["district"], 119.0, 36.6, 119.3, 36.9),
        box(places["community"], 119.1, 36.7, 119.2, 36.8, official=False),
        box(places["grid"], 119.1, 36.7, 119.15, 36.8, official=False),
        box(places["other_grid"], 119.15, 36.7, 119.2, 36.8, official=False),
    ]
    actions.draw_boundaries(outlines=outlines, since=SINCE, actor=SYSTEM, now=NOON)
    return places


def post(role: str, place: Place) -> Actor:
    """Somebody who acts from a post of a role at a place."""
    return Actor(role=role, person_id=1, post_id=1, place_id=place.pk, path=place.path)
