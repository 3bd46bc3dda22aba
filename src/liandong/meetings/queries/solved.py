"""How many hard problems were solved on each level, by what stood in the way.

What climbed the ladder is counted where a joint meeting settled it, under the obstacle with which
it was sent up to that level: solved when a later meeting found the decision done. An item of the
express line is counted on its secretary's level once it is answered: solved if the answer says so.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from liandong.kernel.actor import Actor
from liandong.matters.lifecycle import Obstacle
from liandong.matters.models import Leg, Matter
from liandong.meetings.lifecycle import SETTLED
from liandong.meetings.models import CONVENERS, Check
from liandong.meetings.queries.counts import Period, resolutions_in
from liandong.meetings.queries.express import express_visible_to
from liandong.places.models import Level

# Level, obstacle, whether it is solved.
type Found = Counter[tuple[int, str, bool]]


@dataclass(frozen=True, slots=True)
class Solved:
    """One level: for each obstacle how many are solved, out of how many settled or answered."""

    level: Level
    obstacles: tuple[tuple[Obstacle, int, int], ...]

    @property
    def solved(self) -> int:
        return sum(done for _obstacle, done, _all in self.obstacles)

    @property
    def all(self) -> int:
        return sum(every for _obstacle, _done, every in self.obstacles)


def solved(actor: Actor, period: Period) -> list[Solved]:
    """One row for each level, the highest first; only what the actor may read is counted."""
    found = _settled(actor, period) + _answered(actor, period)
    return [Solved(Level(level), _of(found, level)) for level in sorted(CONVENERS)]


def _of(found: Found, level: int) -> tuple[tuple[Obstacle, int, int], ...]:
    done = {one: found[level, one.value, True] for one in Obstacle}
    return tuple((one, done[one], done[one] + found[level, one.value, False]) for one in Obstacle)


def _settled(actor: Actor, period: Period) -> Found:
    about = f"{Matter._meta.label_lower}:"
    done = Check.objects.filter(resolution=OuterRef("pk"), done=True)
    settled = resolutions_in(actor, period).filter(kind__in=SETTLED, item__about__startswith=about)
    names = ("item__about", "item__meeting__place_id", "item__meeting__place__level", "done")
    rows = list(settled.annotate(done=Exists(done)).values_list(*names))
    ids = [int(name.removeprefix(about)) for name, *_rest in rows]
    legs = Leg.objects.filter(matter_id__in=ids).exclude(obstacle="").order_by("sent_at", "id")
    obstacles = {
        (matter, above): obstacle
        for matter, above, obstacle in legs.values_list("matter_id", "above_id", "obstacle")
    }
    found: Found = Counter()
    for pk, (_name, place, level, is_done) in zip(ids, rows, strict=True):
        found[level, obstacles.get((pk, place), ""), is_done] += 1
    return found


def _answered(actor: Actor, period: Period) -> Found:
    begin, end = period.bounds
    items = express_visible_to(actor).filter(solved__isnull=False)
    items = items.filter(ended_at__gte=begin, ended_at__lt=end)
    rows = items.values_list("secretary__place__level", "obstacle", "solved")
    return Counter((level, obstacle, bool(is_solved)) for level, obstacle, is_solved in rows)
