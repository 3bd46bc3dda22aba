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


def building(name: str, grid: Place, **facts) -> Place:
    spot = {"lon": 119.11, "lat": 36.71, "households": 80} | facts
    return place(PlaceKind.BUILDING, name, grid, **spot)


def built_town() -> dict[str, Place]:
    """The small city with estates along a street: 800 households in one grid, 320 in another."""
    places = drawn_town()
    Place.objects.filter(pk=places["building"].pk).update(households=100, name="东方家园9号楼")
    places["mall"] = place(
        PlaceKind.GRID, "商场专属网格", places["community"], grid_type=GridType.DEDICATED
    )
    for number in range(1, 4):
        spot = {"lon": 119.1005 + number / 1000, "households": 100}
        building(f"世纪花园{number}号楼", places["grid"], **spot)
    for number in range(1, 5):
        spot = {"lon": 119.1045 + number / 1000, "lat": 36.711, "households": 100}
        building(f"东方家园{number}号楼", places["grid"], **spot)
    for number in range(1, 5):
        building(f"锦绣小区{number}号楼", places["other_grid"], lon=119.151 + number / 1000)
    for number in range(1, 3):
        spot = {"lon": 119.14 + number / 100, "lat": 36.72, "households": 0}
        building(f"商场{number}号楼", places["mall"], **spot)
    return places


def bounds(shape: bytes) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.from_wkb(bytes(shape)).bounds
    return west, south, east, north
