"""A whole year on four levels, in every district: joint meetings, and the problems they solve.

The city meets three times, each district and each subdistrict four times, one community of each
subdistrict six times, as the rulebook asks; what the cast's own places hold in the last sixty days
is part of that. Who claims which project stands in `claims.py`, one meeting in `sessions.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from liandong.demo.cast import COMMUNITY, DISTRICT, SUBDISTRICT
from liandong.demo.ground import Address
from liandong.demo.play.claims import claims
from liandong.demo.play.meetings import HALF_PAST_NINE, SITTINGS
from liandong.demo.play.sessions import DAY, Sitting
from liandong.demo.play.stage import Stage
from liandong.kernel.dates import day_bounds, day_of
from liandong.meetings.models import CONVENERS
from liandong.places.models import Level, Place, PlaceKind
from liandong.rulebook import queries as rulebook

TIMES = {Level.CITY: 3, Level.DISTRICT: 4, Level.SUBDISTRICT: 4, Level.COMMUNITY: 6}
PROBLEMS = {Level.CITY: 20, Level.DISTRICT: 6, Level.SUBDISTRICT: 3, Level.COMMUNITY: 0}
CAST = {Level.DISTRICT: DISTRICT, Level.SUBDISTRICT: SUBDISTRICT, Level.COMMUNITY: COMMUNITY}
CANCELLED_EACH = 41
LEAD_TIME = 2 * DAY


def homes(addresses: Sequence[Address]) -> list[Place]:
    """One community of each subdistrict that has no grids, a village where it has no community."""
    laid = {address.grid.parent_id or 0 for address in addresses}
    towns = Place.objects.filter(kind=PlaceKind.SUBDISTRICT, valid_until=None)
    towns = towns.exclude(pk__in=Place.objects.filter(pk__in=laid).values("parent"))
    rows = Place.objects.filter(level=Level.COMMUNITY, valid_until=None, parent__in=towns)
    found: dict[int, Place] = {}
    for place in rows.order_by("kind", "id"):
        found.setdefault(place.parent_id or 0, place)
    return list(found.values())


def year(stage: Stage, days: int) -> None:
    """Meetings and projects take their places in the days from now to the end of the play."""
    calendar = Calendar(stage, stage.now, days)
    for number, sitting in enumerate(calendar.sittings()):
        off = sitting.place.level == Level.COMMUNITY and number % CANCELLED_EACH == 0
        story = sitting.cancelled() if off else sitting.story()
        stage.enter(story, sitting.noticed - LEAD_TIME)
    claims(stage, stage.now)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which place meets when."""

    stage: Stage
    begin: datetime
    days: int

    def sittings(self) -> Iterator[Sitting]:
        number, places = 0, self._places()
        for place in places:
            level = Level(place.level)
            own = level == Level.CITY or CAST.get(level) == place.name
            played = sum(one.level == level for one in SITTINGS) if own else 0
            for held in self._days(place, TIMES[level] - played, own=own):
                number += 1
                below = [one for one in places if one.path.startswith(place.path)]
                homes = [one for one in below if one.level == Level.COMMUNITY]
                problems = PROBLEMS[level] if homes else 0
                yield Sitting(self.stage, place, homes, held, problems, number)

    def _places(self) -> list[Place]:
        """Every place with a secretary that meets: of each subdistrict one community."""
        led = {pk: place for pk, place in self.stage.places.items() if self._meets(place)}
        first: dict[int, Place] = {}
        communities = [place for place in led.values() if place.level == Level.COMMUNITY]
        for place in sorted(communities, key=lambda one: (one.name != COMMUNITY, one.pk)):
            first.setdefault(place.parent_id or 0, place)
        upper = [place for place in led.values() if place.level < Level.COMMUNITY]
        return sorted([*upper, *first.values()], key=lambda one: (one.level, one.pk))

    def _meets(self, place: Place) -> bool:
        role = CONVENERS.get(place.level)
        return role is not None and (place.pk, role) in self.stage.at

    def _days(self, place: Place, times: int, *, own: bool) -> Iterator[datetime]:
        """Evenly through the year, each place on its own days; the cast before its last weeks."""
        last = day_of(self.stage.until) - 30 * DAY
        whole = self.days if own else (last - day_of(self.begin)).days
        first = 16 + place.pk % 37
        for number in range(times):
            day = day_of(self.begin) + timedelta(days=first + (whole - first) * number // times)
            while not rulebook.is_workday(day):
                day += DAY
            yield day_bounds(day)[0] + HALF_PAST_NINE
