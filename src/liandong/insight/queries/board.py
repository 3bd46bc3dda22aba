"""The figures of a place and of the places in it, in a constant number of queries.

Each kind of thing is counted once, grouped by the place where it lies, and added up along the
tree here. Formulas: domain §1.8; what counts: `matters.queries.figures`; on time: `duties`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from liandong.duties.queries import on_time_terms
from liandong.insight.queries.intervals import Share
from liandong.insight.queries.periods import Stretch
from liandong.kernel.dates import day_of
from liandong.matters.lifecycle import Obstacle, Satisfaction, Solved
from liandong.matters.models import Matter
from liandong.matters.queries import figures
from liandong.matters.queries.figures import Period
from liandong.places import queries as places
from liandong.places.models import Level, Place
from liandong.rulebook import queries as rulebook


@dataclass(slots=True)
class Tally:
    """What was counted at a place and below, and how many make a bare percentage."""

    least: int
    counts: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, name: str) -> int:
        return self.counts[name]

    def share(self, part: str, whole: str) -> Share:
        return Share(self.counts[part], self.counts[whole], self.least)

    @property
    def on_time(self) -> Share:
        """按期办结率: kept ÷ promises that fell due, open and overdue ones among them."""
        return self.share("kept", "due")

    @property
    def solved(self) -> Share:
        """解决率: solved ÷ judged (solved, partly, not); who cannot judge is left out."""
        return self.share("solved", "judged")

    @property
    def satisfied(self) -> Share:
        """满意率: satisfied ÷ those who said how satisfied they are."""
        return self.share("satisfied", "rated")

    @property
    def in_grid(self) -> Share:
        """小事不出网格: settled in the grid ÷ ended with an answer."""
        return self.share("grid", "ended")

    @property
    def in_community(self) -> Share:
        """大事不出社区: settled in the grid or the community ÷ ended with an answer."""
        return self.share("community", "ended")

    @property
    def well_dispatched(self) -> Share:
        """派遣准确率: dispatched and never returned ÷ dispatched."""
        return Share(self["dispatched"] - self["returned"], self["dispatched"], self.least)

    @property
    def reworked(self) -> Share:
        """返工率: done again ÷ ended with an answer."""
        return self.share("reworked", "ended")


def least_for_a_share(place: Place, now: datetime) -> int:
    """Below how many a share is shown with its interval and not ranked, by the rulebook."""
    return int(rulebook.limit("figures.least", place, on=day_of(now)).amount)


type ByPath = dict[str, Counter[str]]


def counted(place: Place, period: Period, now: datetime) -> ByPath:
    """Path of a place → what was counted exactly there, for everything below a place."""
    found: ByPath = {}
    for rows in (
        _matters(place, period, now),
        _promises(place, period, now),
        _judgements(place, period),
        _dispatches(place, period),
        _climbs(place, period),
    ):
        for row in rows:
            path = row.pop("at")
            found.setdefault(path, Counter()).update(row)
    return found


def _matters(place: Place, period: Period, now: datetime) -> Iterable[dict[str, Any]]:
    terms = {
        "intake": figures.intake(period),
        "open": figures.open_now(),
        "overdue": figures.overdue_now(now),
        "ended": figures.ended(period),
        "grid": figures.settled_in(period, Level.GRID, Level.BUILDING),
        "community": figures.settled_in(period, Level.COMMUNITY, Level.GRID, Level.BUILDING),
        "reworked": figures.reworked(period),
    }
    touched = figures.intake(period) | figures.open_now() | figures.ended(period)
    matters = Matter.objects.filter(touched, path__startswith=place.path)
    return _grouped(matters, "path", {name: Count("id", when) for name, when in terms.items()})


def _promises(place: Place, period: Period, now: datetime) -> Iterable[dict[str, Any]]:
    promises = figures.promises(period).filter(place__path__startswith=place.path)
    rows = list(_grouped(promises, "place__path", on_time_terms(now)))
    for row in rows:
        # "overdue" of a matter is its state now; of a promise it belongs to the period.
        row["missed"] = row.pop("overdue")
        row["due"] = row["kept"] + row["late"] + row["missed"]
    return rows


def _judgements(place: Place, period: Period) -> Iterable[dict[str, Any]]:
    said = figures.judgements(period).filter(matter__path__startswith=place.path)
    return _grouped(
        said,
        "matter__path",
        {
            "judged": Count("id", Q(solved__in=figures.JUDGED)),
            "solved": Count("id", Q(solved=Solved.SOLVED)),
            "rated": Count("id", Q(satisfaction__in=figures.RATED)),
            "satisfied": Count("id", Q(satisfaction=Satisfaction.SATISFIED)),
        },
    )


def _dispatches(place: Place, period: Period) -> Iterable[dict[str, Any]]:
    given = figures.dispatches(period).filter(matter__path__startswith=place.path)
    terms = {"dispatched": Count("id"), "returned": Count("id", Q(returned=True))}
    return _grouped(given, "matter__path", terms)


def _climbs(place: Place, period: Period) -> Iterable[dict[str, Any]]:
    legs = figures.climbs(period).filter(matter__path__startswith=place.path)
    terms = {f"climb_{kind.value}": Count("id", Q(obstacle=kind)) for kind in Obstacle}
    terms |= {"climbed": Count("id"), "climb_resident": Count("id", Q(by_resident=True))}
    return _grouped(legs, "matter__path", terms)


def _grouped(rows: Any, path: str, terms: dict[str, Count]) -> Iterable[dict[str, Any]]:
    grouped = rows.order_by().values(path).annotate(**terms)
    return [{"at": row.pop(path), **row} for row in grouped]


def total(found: ByPath, path: str, least: int) -> Tally:
    """Everything that was counted at a place and below."""
    tally = Tally(least)
    for where, counts in found.items():
        if where.startswith(path):
            tally.counts.update(counts)
    return tally


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of one place in one stretch, beside its own past and the places in it."""

    place: Place
    stretch: Stretch
    now: Tally
    past: Tally
    children: list[tuple[Place, Tally]]


def board(place: Place, stretch: Stretch, now: datetime) -> Board:
    least = least_for_a_share(place, now)
    present = counted(place, stretch.period, now)
    past = counted(place, stretch.before, now)
    children = places.standing().filter(parent=place, level__lte=Level.GRID).order_by("id")
    return Board(
        place=place,
        stretch=stretch,
        now=total(present, place.path, least),
        past=total(past, place.path, least),
        children=_by_child(list(children), present, least),
    )


def _by_child(children: list[Place], found: ByPath, least: int) -> list[tuple[Place, Tally]]:
    """Each child's tally: every path belongs to the one child that it begins with."""
    tallies = {child.pk: Tally(least) for child in children}
    for path, counts in found.items():
        steps = {int(step) for step in path.split("/") if step}
        for key in steps & tallies.keys():
            tallies[key].counts.update(counts)
    return [(child, tallies[child.pk]) for child in children]
