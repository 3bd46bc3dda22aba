"""The article in numbers: each figure that a room counts, and those that no room keeps yet."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.kernel.figures import Asked, Counted
from liandong.kernel.house import figures
from liandong.places import queries as places
from liandong.places.models import Level, Place

YEARS = 5
# The article's order; a figure that it does not name stands at the end.
ORDER = (
    "projects",
    "arenas",
    "city_meetings",
    "meetings",
    "hard_problems",
    "list_classes",
    "list_items",
    "offices",
    "powers",
    "workers",
    "courses",
    "studios",
    "forums",
    "units",
    "shared_projects",
    "members",
    "members_help",
    "settled_in_grid",
    "settled_in_community",
    "councils",
    "ballots",
    "funds",
    "firms",
    "instructors",
    "stations",
    "stewards",
    "property_projects",
)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A figure of the article for which no room keeps rows yet."""

    name: str
    article: str
    sentence: Promise


AWAITED = (
    Awaited("workers", "969", _("Since last year 969 full-time community workers were recruited.")),
    Awaited("courses", "2", _("2 training courses for community secretaries were held.")),
    Awaited("studios", "30", _("30 studios of community secretaries were named.")),
    Awaited("forums", "4", _("4 forums of community secretaries were held.")),
    Awaited("units", "330", _("330 units of the city registered with communities.")),
    Awaited("shared_projects", "397", _("397 projects were agreed with communities.")),
    Awaited("members", "87,000+", _("More than 87,000 members registered where they live.")),
    Awaited("members_help", "13,000+", _("They helped to solve more than 13,000 problems.")),
    Awaited("firms", "857", _("857 property firms have a party organisation.")),
    Awaited("instructors", "972", _("972 instructors were sent to property firms.")),
    Awaited("stewards", "43,000+", _("More than 43,000 people serve as “red stewards”.")),
    Awaited("property_projects", "3,700+", _("More than 3,700 projects are shared with firms.")),
)


def counted(asked: Asked) -> list[Counted]:
    """Every figure that a room counts, in the article's order; one query for each."""
    place = {name: number for number, name in enumerate(ORDER)}
    found = sorted(figures().values(), key=lambda one: place.get(one.name, len(ORDER)))
    return [figure.count(asked) for figure in found]


def awaited() -> list[Awaited]:
    """What the article says and no room of this house records yet."""
    return [one for one in AWAITED if one.name not in figures()]


def years(today: date) -> list[int]:
    """The years that can be asked for, the latest first."""
    return list(range(today.year, today.year - YEARS, -1))


def asked_for(year: int | None, place: Place, today: date) -> Asked:
    """A calendar year as far as it has come; without one the twelve months up to today."""
    if year is None:
        return Asked(today - timedelta(days=365), today, place.path)
    return Asked(date(year, 1, 1), min(date(year, 12, 31), today), place.path)


def around(place: Place) -> list[Place]:
    """The place, those above it and, down to communities, those directly below."""
    below = places.standing().filter(parent=place, level__lte=Level.COMMUNITY)
    return [*places.ancestors(place), place, *below.order_by("id")]


def highest() -> Place | None:
    """The place with which the page begins."""
    return places.standing().filter(level=Level.CITY).order_by("id").first()
