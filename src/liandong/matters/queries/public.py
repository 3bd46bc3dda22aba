"""What everybody may read: the matters whose moderated text was released, and only that text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from liandong.duties import queries as duties
from liandong.duties.models import Promise
from liandong.matters.lifecycle import Outcome, State
from liandong.matters.models import Contact, Follower, Matter, Photo
from liandong.matters.queries.reading import Rows, published
from liandong.places.models import Level
from liandong.rulebook.models import WITHIN

PUBLIC_FIELDS = (
    "number",
    "public_title",
    "state",
    "outcome",
    "raised_at",
    "due_at",
    "closed_at",
    "category__name",
    "category__name_en",
    "place__name",
    "place__name_en",
    "place__level",
    "place__parent__name",
    "place__parent__name_en",
    "place__parent__parent__name",
    "place__parent__parent__name_en",
)
# Points lie on a lattice of about 50 m: the trouble is public, the door that it is at is not.
LATTICE = 0.0005  # degrees


def public_list(filters: dict[str, Any]) -> QuerySet[Matter]:
    """The public matters, narrowed: place (path), category, phase ("open", "ended"), since."""
    plain = {"path": "path__startswith", "category": "category", "since": "raised_at__gte"}
    matters = published().filter(
        **{field: filters[name] for name, field in plain.items() if filters.get(name)}
    )
    if phase := filters.get("phase"):
        matters = matters.filter(closed_at__isnull=phase == "open")
    return matters


def public_rows(matters: QuerySet[Matter]) -> Rows:
    """The newest first, as plain values: one query, nothing that the page does not show."""
    found: Rows = matters.order_by("-raised_at", "-id").values(*PUBLIC_FIELDS)
    return found


def public_points(matters: QuerySet[Matter], most: int) -> list[tuple[str, str, float, float]]:
    """Number, title, longitude and latitude of the newest of these, on the lattice."""
    rows = (
        matters.annotate(east=Coalesce(F("lon"), F("place__lon")))
        .annotate(north=Coalesce(F("lat"), F("place__lat")))
        .filter(east__isnull=False, north__isnull=False)
        .order_by("-raised_at", "-id")
        .values_list("number", "public_title", "east", "north")[:most]
    )
    return [(number, title, _rounded(lon), _rounded(lat)) for number, title, lon, lat in rows]


def _rounded(degrees: float) -> float:
    return round(round(degrees / LATTICE) * LATTICE, 6)


def public_matter(number: str) -> Matter | None:
    """One public matter by its number."""
    matters = published().select_related(
        "place__parent", "desk", "holder__organisation", "holder__place", "promise__rule"
    )
    return matters.filter(number=number).first()


def photos(matter: Matter, *, public: bool) -> QuerySet[Photo]:
    """The photos of a matter, as raised first; in public only those that were released."""
    found = Photo.objects.filter(matter=matter).order_by("after", "id")
    return found.filter(public=True) if public else found


def followers(matter: Matter) -> int:
    """How many others said that they have the same trouble."""
    return Follower.objects.filter(matter=matter).count()


@dataclass(frozen=True, slots=True)
class Called:
    """A name in two languages, as a row of plain values brings it, and what it belongs to."""

    name: str
    name_en: str
    level: int | None = None
    parent: "Called | None" = None


def shown(row: dict[str, Any]) -> dict[str, Any]:
    """A public row as pages say it; where it lies never more closely than its grid."""
    prefix = "place__parent__" if row["place__level"] == Level.BUILDING else "place__"
    above = Called(row[f"{prefix}parent__name"] or "", row[f"{prefix}parent__name_en"] or "")
    level = min(row["place__level"], Level.GRID)
    return {
        **row,
        "place": Called(row[f"{prefix}name"], row[f"{prefix}name_en"], level, above),
        "category": Called(row["category__name"] or "", row["category__name_en"] or ""),
        "state_said": State(row["state"]).label,
        "outcome_said": Outcome(row["outcome"]).label if row["outcome"] else "",
    }


def number_of_press(key: str) -> str:
    """The number of the matter that one press of the button raised."""
    return Matter.objects.values_list("number", flat=True).get(key=key)


def contact(matter: Matter) -> Contact | None:
    """How to reach who raised it, if they said so and it was not erased."""
    return Contact.objects.filter(matter=matter, erased_at__isnull=True).first()


def moved_promises(matter: Matter) -> Iterable[Promise]:
    """The promises that took the place of another one, with that other one loaded."""
    given = duties.history(f"{Matter._meta.label_lower}:{matter.pk}")
    whole = given.filter(supersedes__isnull=False).exclude(kind__in=WITHIN)
    return whole.select_related("supersedes", "rule", "holder")
