"""What is given: shifts, days with their windows, people, and what a lawful and fair month is.

Times of the day are minutes from midnight; days, people and shifts are named by position or name,
so that a plan is plain data. The limits are usual values, not law: confirm them locally.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

ANY = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """Working hours as spans of minutes, with breaks between them."""

    name: str
    spans: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        if not edges or any(a >= b for a, b in zip(edges, edges[1:], strict=False)):
            raise ValueError(f"The hours of {self.name} do not follow one another.")

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def minutes(self) -> int:
        return sum(end - start for start, end in self.spans)

    def covers(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self.spans)


@dataclass(frozen=True, slots=True)
class Need:
    """So many windows are open from `start` to `end`; each takes one person who has the skill."""

    start: int
    end: int
    people: int = 1
    skill: str = ANY

    def __post_init__(self) -> None:
        if self.start >= self.end or self.people < 0:
            raise ValueError("A need has a beginning before its end, and 0 windows or more.")


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day, open where it has needs. `off`: a rest day or holiday by the calendar."""

    name: str
    needs: tuple[Need, ...] = ()
    shifts: tuple[str, ...] = ()
    week: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What last month left: days worked on end up to its end, when its last day ended (minutes, −1
    for a free day), minutes already worked in the week that goes on, evenings and rest days borne.
    """

    run: int = 0
    ended: int = -1
    minutes: int = 0
    evenings: int = 0
    weekends: int = 0


NOTHING = Carried()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody; `share` is how much of a full post they have, in percent."""

    name: str
    skills: frozenset[str] = frozenset()
    share: int = 100
    carried: Carried = NOTHING


@dataclass(frozen=True, slots=True)
class StandIn:
    """AB 岗: a duty and its two holders. On an open working day one of them is always there;
    with `rest_days`, on open rest days too.
    """

    duty: str
    first: str
    second: str
    rest_days: bool = False

    def __post_init__(self) -> None:
        if not self.second or self.first == self.second:
            raise ValueError(f"{self.duty} needs a second holder.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What nobody has to do more of: days on end, minutes in a week and in all; least rest between
    two shifts; and from when on a shift's end makes it an evening.
    """

    run: int = 6
    rest: int = 11 * 60
    week: int = 44 * 60
    month: int = 184 * 60
    evening: int = 18 * 60


@dataclass(frozen=True, slots=True)
class Weights:
    """Points against a roster. The first three are meant to outweigh the others.

    `missing` for each minute of a window that nobody holds, `parted` for a day on which both
    holders of a duty are away, `moved` for each person and day that a new roster changes. An
    evening, a rest day, a day more or fewer than due counts once, the next one of the same person
    three times, the next five times: equal shares are cheapest. `lonely` for a working day between
    two free ones.
    """

    missing: int = 20
    parted: int = 5_000
    moved: int = 400
    evening: int = 6
    weekend: int = 12
    due: int = 10
    lonely: int = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody works a shift on a day (by position)."""

    person: str
    day: int
    shift: str


@dataclass(frozen=True)
class Problem:
    """A month: `days` follow one another without a gap.

    `away` are pairs of person and day. `wishes` are points against a shift (person, day, shift), or
    against working at all on that day where the shift is "". `before` is an earlier roster: days
    ahead of `begin` stay as they were, and from then on each change costs `weights.moved`.
    """

    people: tuple[Person, ...]
    days: tuple[Day, ...]
    shifts: tuple[Shift, ...]
    stand_ins: tuple[StandIn, ...] = ()
    away: frozenset[tuple[str, int]] = frozenset()
    wishes: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    before: frozenset[Duty] | None = None
    begin: int = 0
    limits: Limits = Limits()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        names = [person.name for person in self.people]
        if not names or not self.days:
            raise ValueError("A roster needs people and days.")
        if len(set(names)) < len(names) or len(self.shift) < len(self.shifts):
            raise ValueError("Two have the same name.")
        asked = {name for day in self.days for name in day.shifts}
        asked |= {duty.shift for duty in self.before or ()}
        if unknown := sorted(asked - set(self.shift)):
            raise ValueError(f"There is no shift {', '.join(unknown)}.")
        if unknown := sorted(self._named() - set(names)):
            raise ValueError(f"Not on the staff: {', '.join(unknown)}.")
        if min(self.wishes.values(), default=0) < 0:
            raise ValueError("A wish has 0 points or more.")
        if any(person.share <= 0 for person in self.people):
            raise ValueError("Everybody has more than 0 percent of a post.")
        if self.begin and self.before is None:
            raise ValueError("Days that stay as they were need the roster before.")

    def _named(self) -> set[str]:
        named = {who for one in self.stand_ins for who in (one.first, one.second)}
        named |= {who for who, _day in self.away} | {who for who, _day, _shift in self.wishes}
        return named | {duty.person for duty in self.before or ()}

    @cached_property
    def shift(self) -> dict[str, Shift]:
        return {shift.name: shift for shift in self.shifts}

    @cached_property
    def evenings(self) -> frozenset[str]:
        """Name the shifts that end in the evening."""
        return frozenset(one.name for one in self.shifts if one.end > self.limits.evening)

    @cached_property
    def past(self) -> frozenset[Duty]:
        """What stays as it was."""
        return frozenset(duty for duty in self.before or () if duty.day < self.begin)

    def duties(self, day: int) -> list[StandIn]:
        """List the duties that one of their holders must be there for."""
        today = self.days[day]
        if not any(need.people for need in today.needs):
            return []
        return [one for one in self.stand_ins if one.rest_days or not today.off]

    def due(self, person: Person) -> int:
        """Count the days that somebody should work: working days by their share, less leave."""
        usual = [day for day, today in enumerate(self.days) if today.shifts and not today.off]
        leave = sum((person.name, day) in self.away for day in usual)
        return max((len(usual) * person.share + 50) // 100 - leave, 0)
