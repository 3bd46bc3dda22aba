"""Grids designed anew, service facilities, and plans for new sites.

A proposal waits for the subdistrict's decision; another one is accepted and waits for its day.
Every subdistrict has its service centre and most communities theirs; Liyuan compares two plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liandong.demo.cast import COMMUNITY
from liandong.demo.ground import short
from liandong.demo.play.stage import Stage, Story
from liandong.facilities import actions as facilities
from liandong.facilities import queries as seen
from liandong.facilities.actions import NewFacility, Question
from liandong.facilities.lifecycle import Ask, Kind, Tier
from liandong.facilities.queries.siting import work_out
from liandong.kernel.actor import SYSTEM, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.people.models import RoleKind
from liandong.places import actions, queries
from liandong.places.actions import Wishes
from liandong.places.models import GridDesign, Level, Place
from liandong.places.queries.drawing import draw_up
from liandong.planning.plan import silent

HOUR = timedelta(hours=1)
NINE = timedelta(hours=9)
SINCE = date(2022, 3, 1)
UNTIL_IN_FORCE = timedelta(days=20)
STATION = 0.0012  # degrees from the community's centre


def ground(stage: Stage) -> None:
    """The ground work takes its place in the last of the played days."""
    places = {one.grid.pk: stage.above(one.grid, Level.COMMUNITY) for one in stage.addresses}
    communities = {place.pk: place for place in places.values()}
    work = Work(stage, sorted(communities.values(), key=lambda place: place.pk))
    stage.enter(work.facilities(), stage.now + NINE)
    stage.enter(work.grids(), work.day(3))
    stage.enter(work.sites(), work.day(2))


@dataclass(frozen=True, slots=True)
class Work:
    """The communities that are played, in the order of their numbers."""

    stage: Stage
    communities: Sequence[Place]

    def day(self, days_ago: int) -> datetime:
        last = day_of(self.stage.until)
        return day_bounds(last - timedelta(days=days_ago))[0] + NINE

    @property
    def own(self) -> Place:
        return next(place for place in self.communities if place.name == COMMUNITY)

    def officer(self, place: Place) -> Actor:
        found = self.stage.role_at(
            self.stage.above(place, Level.SUBDISTRICT), RoleKind.SUBDISTRICT_OFFICER
        )
        assert found is not None, "every subdistrict that is played has its desk"
        return found

    # --- facilities -----------------------------------------------------------------------

    def facilities(self) -> Story:
        """A centre for every subdistrict, one for two communities of three, some stations."""
        towns = {place.parent_id: place for place in self.communities}
        for place in towns.values():
            street = self.stage.above(place, Level.SUBDISTRICT)
            self._open(street, Kind.SERVICE_CENTER, Tier.FIFTEEN, f"{street.name}党群服务中心")
        for number, place in enumerate(self.communities):
            if number % 3 != 2:
                name = f"{short(place)}党群服务中心"
                self._open(place, Kind.SERVICE_CENTER, Tier.FIFTEEN, name)
            if number % 2 == 0:
                self._open(place, Kind.STATION, Tier.FIVE, f"{short(place)}党群服务驿站", STATION)
        yield self.stage.now + HOUR

    def _open(self, place: Place, kind: Kind, tier: Tier, name: str, off: float = 0.0) -> None:
        new = NewFacility(
            kind=kind,
            tier=tier,
            name=name,
            lon=(place.lon or 0.0) + off,
            lat=place.lat or 0.0,
            opened_on=SINCE,
        )
        officer = self.officer(place)
        facilities.open_facility(place_id=place.pk, new=new, actor=officer, now=self.stage.now)

    def sites(self) -> Story:
        """Two questions to compare: the most with one new centre, and everybody."""
        street = self.stage.above(self.own, Level.SUBDISTRICT)
        for ask, number in ((Ask.MOST, 1), (Ask.FEWEST, 0)):
            question = Question(Kind.SERVICE_CENTER, 15, ask, number)
            plan = facilities.ask_plan(
                place_id=street.pk,
                question=question,
                actor=self.officer(self.own),
                now=self.stage.now,
            )
            asked = seen.plan(plan.pk)
            assert asked is not None, "it was asked just now"
            drawn = work_out(asked, day_of(self.stage.now), silent)
            facilities.present_plan(plan_id=plan.pk, drawn=drawn, actor=SYSTEM, now=self.stage.now)
            yield self.stage.now + HOUR

    # --- grids ----------------------------------------------------------------------------

    def grids(self) -> Story:
        """One proposal waits for a decision; a second community's, if any, for its day."""
        first, *others = self.uneven
        self._designed(first)
        yield self.stage.now + HOUR
        for place in others[:1]:
            design = self._designed(place)
            yield self.stage.now + HOUR
            actions.accept_design(
                design_id=design.pk,
                since=day_of(self.stage.until) + UNTIL_IN_FORCE,
                reason="户数不均，经社区居民代表议事会听取意见后同意调整。",
                actor=self.officer(place),
                now=self.stage.now,
            )

    @property
    def uneven(self) -> list[Place]:
        """Communities of the cast's subdistrict with a grid outside the range, else the cast's."""
        near = [place for place in self.communities if place.parent_id == self.own.parent_id]
        usual = Wishes()
        found = [one for one in near if queries.survey(one).outside(usual.low, usual.high)]
        return found or [self.own]

    def _designed(self, place: Place) -> GridDesign:
        secretary = self.stage.role_at(place, RoleKind.COMMUNITY_SECRETARY)
        assert secretary is not None, "every community that is played has its secretary"
        asked = actions.ask_design(
            place_id=place.pk, wishes=Wishes(whole=False), actor=secretary, now=self.stage.now
        )
        wished = queries.design(asked.pk)
        assert wished is not None, "it was asked just now"
        actions.present_design(
            design_id=asked.pk,
            drawn=draw_up(wished, silent),
            actor=SYSTEM,
            now=self.stage.now,
        )
        return asked
