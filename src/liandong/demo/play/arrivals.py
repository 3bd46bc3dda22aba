"""What is raised when and where: by hour, weekday, season, population and kind."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from liandong.demo.cast import COMMUNITY, DISTRICT
from liandong.demo.ground import Address, Size
from liandong.demo.play import life
from liandong.demo.play.case import Case
from liandong.demo.play.stage import Stage, Story
from liandong.demo.words import Kind, kinds, listed
from liandong.kernel.dates import day_bounds, day_of
from liandong.matters.lifecycle import ReviewKind, Source
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook

# How often each hour of the day comes, from midnight on.
HOURS = (1, 0, 0, 0, 0, 1, 3, 7, 14, 16, 15, 10, 6, 8, 12, 14, 13, 11, 10, 11, 10, 7, 4, 2)
OFFICE_HOURS = (0,) * 8 + (12, 18, 18, 8, 0, 2, 14, 18, 16, 8) + (0,) * 6
REST = 0.6  # of a working day's intake
SOURCES = {
    Source.VISIT: 34,
    Source.RESIDENT: 36,
    Source.PHONE: 13,
    Source.HOTLINE: 11,
    Source.PAPER: 4,
    Source.MEETING: 2,
}
ELSEWHERE = 0.07
ROADS_ELSEWHERE = ("中心街", "府前街", "振兴路", "人民路", "青年路", "建设路")
NEAR_THE_CAST = 9  # times the intake of another community
SPECIAL = {
    "withdrawn": 1.4,
    "refused": 2.0,
    "merged": 2.5,
    "concluded": 1.3,
    "terminated": 0.8,
    "talked_over": 4.0,
    "climbed": 4.5,
    "stubborn": 0.7,
    "taken_up": 1.2,
}
TOPS = {Level.SUBDISTRICT: 5, Level.DISTRICT: 3, Level.CITY: 2}
OFFICE_AT = {Level.GRID: 3, Level.COMMUNITY: 2, Level.SUBDISTRICT: 4, Level.DISTRICT: 1}
TALKED = (
    "parking_space",
    "property_service",
    "ebike_charging",
    "green_space",
    "exposed_rubbish",
    "community_activity",
    "fitness_facility",
    "maintenance_fund",
    "noise_neighbour",
)
CLIMBS = (
    "drainage",
    "road_surface",
    "parking_space",
    "heating",
    "roof_leak",
    "water_pollution",
    "illegal_building",
    "school_pickup",
    "pole_lines",
    "restaurant_fumes",
    "land_use",
    "elderly_care",
    "bus_stop",
    "property_service",
)
GRID_MORE, COMMUNITY_MORE = 2.3, 1.7


class Arrivals:
    """Draws cases and starts their stories on the stage."""

    def __init__(self, stage: Stage, size: Size) -> None:
        self.stage = stage
        self.size = size
        self.rng = stage.rng
        self.known = [kind for code, kind in kinds().items() if code in stage.categories]
        near = [
            NEAR_THE_CAST
            if stage.above(one.grid, Level.COMMUNITY).name == COMMUNITY
            else (one.grid.households or 150) / 400
            for one in stage.addresses
        ]
        self.weights = near
        self.towns = self._towns()
        self.recent: dict[tuple[int, str], Case] = {}

    def _towns(self) -> list[Place]:
        """The subdistricts and towns beyond Kuiwen."""
        ordered = sorted(self.stage.places.items())
        found = [place for _pk, place in ordered if place.level == Level.SUBDISTRICT]
        return [
            place for place in found if self.stage.above(place, Level.DISTRICT).name != DISTRICT
        ]

    def begin(self) -> None:
        """Start a story for every matter of the days."""
        moments = sorted(self.moments())
        for at, source in moments:
            self.stage.enter(self._opening(source), at)

    def moments(self) -> Iterator[tuple[datetime, Source]]:
        last = day_of(self.stage.until)
        days = [last - timedelta(days=back) for back in range(self.size.days - 1, -1, -1)]
        shares = [1.0 if rulebook.is_workday(day) else REST for day in days]
        for day in self.rng.choices(days, weights=shares, k=self.size.matters):
            source = self.rng.choices(list(SOURCES), weights=list(SOURCES.values()))[0]
            at = self._moment(day, source)
            if at < self.stage.until:
                yield at, source

    def _moment(self, day: date, source: Source) -> datetime:
        staffed = source in {Source.VISIT, Source.PAPER, Source.MEETING}
        hour = self.rng.choices(range(24), weights=OFFICE_HOURS if staffed else HOURS)[0]
        return day_bounds(day)[0] + timedelta(hours=hour, seconds=self.rng.randrange(3600))

    def _opening(self, source: Source) -> Story:
        """Decide only when the moment comes, since what went before counts."""
        elsewhere = self.towns and self.rng.random() < ELSEWHERE
        yield from self._elsewhere(source) if elsewhere else self._here(source)

    def _elsewhere(self, source: Source) -> Story:
        """In another district, where the subdistrict's desk hears it."""
        stage, rng, kind = self.stage, self.rng, self._kind()
        estate = rng.choice(listed("estates_first")) + rng.choice(listed("estates_last"))
        slots = stage.write.slots(rng.choice(ROADS_ELSEWHERE), estate, f"{rng.randint(1, 9)}号楼")
        place = rng.choice(self.towns)
        case = Case(stage, kind, stage.categories[kind.code], place, slots, source)
        if rng.random() < 0.75:
            return life.settle_here(case)
        return life.settle_above(case, to=Level.DISTRICT)

    def _here(self, source: Source) -> Story:
        rest = 100 - sum(SPECIAL.values())
        names = [*SPECIAL, "plain"]
        chosen = self.rng.choices(names, weights=[*SPECIAL.values(), rest])[0]
        if chosen == "merged":
            return self._merged(source)
        if chosen == "plain":
            return self._plain(self.case(self._kind(), source))
        codes = {"talked_over": TALKED, "climbed": CLIMBS}.get(chosen, ())
        case = self.case(self._kind(codes), source)
        return self._special(chosen, case)

    def _special(self, chosen: str, case: Case) -> Story:
        if chosen == "climbed":
            return life.climbed(case, self.rng.choices(list(TOPS), weights=list(TOPS.values()))[0])
        if chosen == "stubborn":
            case.stubborn = True
            return life.to_office(case, Level.SUBDISTRICT)
        if chosen == "terminated":
            return life.concluded(case, ReviewKind.TERMINATE)
        stories = {
            "withdrawn": life.withdrawn,
            "refused": life.refused,
            "concluded": life.concluded,
            "talked_over": life.talked_over,
            "taken_up": life.taken_up_late,
        }
        return stories[chosen](case)

    def _merged(self, source: Source) -> Story:
        """Somebody raises what a neighbour raised some days ago."""
        if not self.recent:
            return self._plain(self.case(self._kind(), source))
        key = self.rng.choice(list(self.recent)[-60:])
        other = self.recent[key]
        case = self.case(other.kind, source, address=other.address)
        return life.merged(case, other)

    def _plain(self, case: Case) -> Story:
        """By kind: settled in the grid, in the community, or by an office."""
        if case.place.level >= Level.GRID and case.address is not None:
            self.recent[case.address.grid.pk, case.kind.code] = case
        lot, grid = self.rng.random(), min(case.kind.grid * GRID_MORE, 0.95)
        if lot < grid:
            return life.settle_here(case)
        if lot < grid + min(case.kind.community * COMMUNITY_MORE, 1 - grid):
            return life.settle_above(case)
        at = self.rng.choices(list(OFFICE_AT), weights=list(OFFICE_AT.values()))[0]
        return life.to_office(case, at)

    def _kind(self, codes: tuple[str, ...] = ()) -> Kind:
        stamp = f"{day_of(self.stage.now):%m%d}"
        known = [kind for kind in self.known if kind.comes_on(stamp)]
        known = [kind for kind in known if not codes or kind.code in codes]
        return self.rng.choices(known, weights=[kind.weight for kind in known])[0]

    def case(self, kind: Kind, source: Source, address: Address | None = None) -> Case:
        """A case of a kind in Kuiwen: at an address, or at one drawn by population."""
        stage = self.stage
        spot = address or self.rng.choices(stage.addresses, self.weights)[0]
        slots = stage.write.slots(spot.road, spot.estate, spot.building)
        at = spot.place if self.rng.random() < 0.6 else spot.grid
        return Case(stage, kind, stage.categories[kind.code], at, slots, source, spot)
