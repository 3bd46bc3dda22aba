"""A street of buildings in a subdistrict: two communities near a centre, one far from it."""

from datetime import UTC, date, datetime

from liandong.facilities import actions
from liandong.facilities.actions import NewFacility, Question
from liandong.facilities.lifecycle import Ask, Kind, Tier
from liandong.facilities.models import Facility, SitePlan
from liandong.kernel.actor import SYSTEM, Actor
from liandong.places.models import Place, PlaceKind
from liandong.places.tests.factories import building, place, post

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SINCE = date(2025, 1, 1)
LAT = 36.7
METRE = 1 / 89_400  # degrees east at this latitude, about


def east(metres: float) -> float:
    return 119.1 + metres * METRE


def street() -> dict[str, Place]:
    """Homes at 0 m, 200 m (community A), 600 m (B), 3,000 m and 3,100 m (C); D is empty."""
    city = place(PlaceKind.CITY, "潍坊市", name_en="Weifang")
    district = place(PlaceKind.DISTRICT, "奎文区", city, name_en="Kuiwen")
    sub = place(PlaceKind.SUBDISTRICT, "梨园街道", district, name_en="Liyuan")
    places = {"city": city, "district": district, "street": sub}
    for letter in "abcd":
        name = f"{letter.upper()}社区"
        places[letter] = place(
            PlaceKind.COMMUNITY, name, sub, name_en=f"{letter.upper()} Community"
        )
    homes = [("a", 0, 100), ("a", 200, 50), ("b", 600, 80), ("c", 3000, 60), ("c", 3100, 40)]
    for letter, metres, households in homes:
        spot = {"lon": east(metres), "lat": LAT, "households": households}
        building(f"{metres}号楼", places[letter], **spot)
    building("无户楼", places["c"], lon=east(3050), lat=LAT, households=0)
    building("无坐标楼", places["c"], lon=None, lat=None, households=90)
    return places


def centre(where: Place, metres: float, **facts: object) -> Facility:
    usual = {
        "kind": Kind.SERVICE_CENTER,
        "tier": Tier.FIFTEEN,
        "name": f"{metres}米处中心",
        "lon": east(metres),
        "lat": LAT,
        "opened_on": SINCE,
    }
    new = NewFacility(**{**usual, **facts})
    return actions.open_facility(place_id=where.pk, new=new, actor=SYSTEM, now=NOON)


def asked(where: Place, actor: Actor = SYSTEM, **words: object) -> SitePlan:
    usual = {"kind": Kind.SERVICE_CENTER, "minutes": 5, "ask": Ask.MOST, "number": 1}
    question = Question(**{**usual, **words})
    return actions.ask_plan(place_id=where.pk, question=question, actor=actor, now=NOON)


__all__ = ["NOON", "TODAY", "asked", "building", "centre", "east", "place", "post", "street"]
