"""The stage: the moment it is, who acts from which post, and the stories in order of time."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from liandong.demo.ground import Address
from liandong.demo.play.pictures import Album
from liandong.demo.words import Writer
from liandong.duties import actions as duties
from liandong.kernel.actor import SYSTEM, Actor
from liandong.kernel.dates import day_bounds, day_of
from liandong.matters import actions
from liandong.matters.lifecycle import State
from liandong.matters.models import Matter
from liandong.people.models import Post, RoleKind, Term
from liandong.people.queries import actor_of
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Category, ExclusionReason

type Story = Iterator[datetime]

LEVEL_DESKS = {
    Level.GRID: RoleKind.GRID_HEAD,
    Level.COMMUNITY: RoleKind.COMMUNITY_SECRETARY,
    Level.SUBDISTRICT: RoleKind.SUBDISTRICT_OFFICER,
    Level.DISTRICT: RoleKind.DISTRICT_DISPATCHER,
    Level.CITY: RoleKind.CITY_DISPATCHER,
}
MARKED_AT_ONCE = 500


@dataclass
class Stage:
    """Everything that the stories share."""

    rng: Random
    now: datetime
    until: datetime
    addresses: list[Address]
    posts: dict[int, Post] = field(default_factory=dict)
    at: dict[tuple[int, str], Post] = field(default_factory=dict)
    actors: dict[int, Actor] = field(default_factory=dict)
    offices: dict[tuple[int, str], Post] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    refusals: list[ExclusionReason] = field(default_factory=list)
    queue: list[tuple[datetime, int, Story]] = field(default_factory=list)
    told: int = 0

    def __post_init__(self) -> None:
        self.write = Writer(self.rng)
        self.album = Album()
        for term in Term.objects.select_related("post__place", "post__organisation", "person"):
            post = term.post
            self.posts[post.pk] = post
            self.actors[post.pk] = actor_of(term.person, post)
            if post.organisation is not None:
                self.offices[post.place_id, post.organisation.code] = post
            else:
                self.at[post.place_id, post.role] = post
        self.places = Place.objects.in_bulk({post.place_id for post in self.posts.values()})
        self.categories = {category.code: category for category in Category.objects.all()}
        self.refusals = list(ExclusionReason.objects.order_by("order_no", "id"))

    # --- time -----------------------------------------------------------------------------

    def enter(self, story: Story, at: datetime) -> None:
        """A story begins, or goes on, at a moment."""
        self.told += 1
        heapq.heappush(self.queue, (at, self.told, story))

    def play(self, tell: Callable[[float], None], until: datetime | None = None) -> None:
        """Play every story up to a moment or to the end, in order of time."""
        until = until or self.until
        begin, whole = self.now, (until - self.now).total_seconds()
        while self.queue and self.queue[0][0] <= until:
            at, _number, story = heapq.heappop(self.queue)
            self.now = max(self.now, at)
            following = next(story, None)
            if following is not None:
                self.enter(story, max(following, self.now))
            tell((self.now - begin).total_seconds() / whole)
        self.now = until

    def office_time(self, least: float, most: float) -> datetime:
        """A moment that many working hours from now."""
        hours = Decimal(str(round(self.rng.uniform(least, most), 2)))
        return rulebook.due(self.now, rulebook.Limit(hours, "work_hour")).at

    def soon(self, least: float, most: float) -> datetime:
        """A moment that many hours from now, day or night."""
        return self.now + timedelta(hours=self.rng.uniform(least, most))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    # --- who ------------------------------------------------------------------------------

    def actor(self, post_id: int) -> Actor:
        return self.actors[post_id]

    def role_at(self, place: Place, role: str) -> Actor | None:
        post = self.at.get((place.pk, role))
        return self.actors[post.pk] if post else None

    def above(self, place: Place, level: int) -> Place:
        """The place on a level on the path of another."""
        steps = [int(step) for step in place.path.split("/") if step]
        return self.places[steps[level]]

    def desk(self, place: Place, level: int) -> Actor:
        """Who hears matters on a level for a place."""
        found = self.role_at(self.above(place, level), LEVEL_DESKS[Level(level)])
        assert found is not None, "every level that is played has its desk"
        return found

    def office(self, place: Place, code: str, level: int = Level.DISTRICT) -> Post:
        """The department with a code that answers for a place, of its district or the city."""
        found = self.offices.get((self.above(place, level).pk, code))
        return found or self.offices[self.above(place, Level.CITY).pk, code]

    # --- the clock ------------------------------------------------------------------------

    def clock(self) -> Story:
        """Twice a day: mark what is due or overdue, and close what nobody judged in time."""
        day = day_of(self.now)
        while True:
            for hour in (8.6, 17.8):
                yield day_bounds(day)[0] + timedelta(hours=hour)
                self.strike()
            day += timedelta(days=1)

    def strike(self) -> None:
        """What the worker does at a tick: marks, and the time for judging that has passed."""
        while duties.mark(actor=SYSTEM, now=self.now, most=MARKED_AT_ONCE) == MARKED_AT_ONCE:
            continue
        waiting = Matter.objects.filter(state=State.EVALUATING, due_at__lt=self.now)
        for matter_id in list(waiting.order_by("id").values_list("id", flat=True)):
            actions.close(matter_id=matter_id, actor=SYSTEM, now=self.now)

    def count(self) -> dict[str, Any]:
        """State → how many matters, for the last line."""
        states = Matter.objects.filter(part_of=None).values_list("state", flat=True)
        return {state: list(states).count(state) for state in State.values}
