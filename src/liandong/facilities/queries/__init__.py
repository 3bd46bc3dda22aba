"""All reading of facilities: cover, plans for new sites, and what stands where."""

from liandong.facilities.queries.cover import (
    MINUTES,
    Cover,
    TierCover,
    cover,
    homes_of,
    standing,
)
from liandong.facilities.queries.plans import (
    Sheet,
    belongings,
    candidates,
    cover_geojson,
    districts,
    facility,
    has_plan_asked,
    plan,
    plan_asked,
    plan_geojson,
    plans_of,
    sheet,
)

__all__ = [
    "MINUTES",
    "Cover",
    "Sheet",
    "TierCover",
    "belongings",
    "candidates",
    "cover",
    "cover_geojson",
    "districts",
    "facility",
    "has_plan_asked",
    "homes_of",
    "plan",
    "plan_asked",
    "plan_geojson",
    "plans_of",
    "sheet",
    "standing",
]
