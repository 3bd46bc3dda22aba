"""What may be the same trouble, and which kind of matter a text may be about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians

from django.db.models import Q

from liandong.kernel.search import grams_of
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.rulebook.models import Category

METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Likely:
    """A matter that may be about the same trouble: how far away (m), and how alike its words."""

    matter: Matter
    metres: float
    alike: float


def metres_between(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """The distance of two near points in metres; exact enough below some kilometres."""
    east = (lon - other_lon) * cos(radians(lat))
    return hypot(east, lat - other_lat) * METRES_PER_DEGREE


def likely_duplicates(
    text: str,
    lon: float,
    lat: float,
    *,
    radius: float,
    since: datetime,
    public_only: bool,
    most: int = 5,
) -> list[Likely]:
    """Matters within `radius` metres raised since a moment, the most alike first.

    Residents see only what moderation released; `public_only` says so.
    """
    span = radius / METRES_PER_DEGREE
    wide = span / max(cos(radians(lat)), 0.1)
    matters = Matter.objects.filter(
        lat__range=(lat - span, lat + span),
        lon__range=(lon - wide, lon + wide),
        raised_at__gte=since,
    ).exclude(Q(state=State.MERGED) | Q(part_of__isnull=False))
    if public_only:
        matters = matters.filter(published_at__isnull=False)
    own = set(grams_of(text).split())
    found = []
    for matter in matters.select_related("category", "place").order_by("-raised_at")[:200]:
        metres = metres_between(lon, lat, matter.lon or 0.0, matter.lat or 0.0)
        if metres <= radius:
            found.append(Likely(matter, metres, _alike(own, set(matter.grams.split()))))
    return sorted(found, key=lambda likely: (-likely.alike, likely.metres))[:most]


def window(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _alike(own: set[str], other: set[str]) -> float:
    both = own | other
    return len(own & other) / len(both) if both else 0.0


def suggest_categories(text: str, most: int = 3) -> list[Category]:
    """The kinds of matter whose name and description share the most words with a text."""
    own = set(grams_of(text).split())
    scored = []
    for category in Category.objects.order_by("order_no"):
        name = set(grams_of(category.name).split())
        described = set(grams_of(category.register_condition).split())
        score = 3 * len(own & name) + len(own & described)
        if score:
            scored.append((score, category))
    return [category for _score, category in sorted(scored, key=lambda pair: -pair[0])[:most]]
