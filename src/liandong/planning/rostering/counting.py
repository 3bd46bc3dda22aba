"""Who is there, and what is missing: counted from the roster alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liandong.planning.rostering.problem import Duty, Person, Problem, StandIn
from liandong.planning.rostering.stretches import Stretch, seat, stretches, unheld


@dataclass(frozen=True, slots=True)
class Lack:
    """Windows of one skill that nobody holds in a stretch of a day."""

    stretch: Stretch
    skill: str
    windows: int


def there(problem: Problem, stretch: Stretch, duties: Iterable[Duty]) -> list[Person]:
    """List who is there in a stretch, in the order of the staff."""
    names = {
        duty.person for duty in duties if duty.day == stretch.day and duty.shift in stretch.shifts
    }
    return [person for person in problem.people if person.name in names]


def lacks(problem: Problem, day: int, duties: Iterable[Duty]) -> Iterator[Lack]:
    """List the windows of a day without a holder."""
    today = [duty for duty in duties if duty.day == day]
    for stretch in stretches(problem, day):
        holders = seat(stretch, there(problem, stretch, today))
        for skill, windows in unheld(stretch, holders).items():
            yield Lack(stretch, skill, windows)


def parted(problem: Problem, day: int, duties: Iterable[Duty]) -> Iterator[StandIn]:
    """List the duties of a day whose holders are both away."""
    names = {duty.person for duty in duties if duty.day == day}
    for pair in problem.duties(day):
        if not {pair.first, pair.second} & names:
            yield pair


def missing(problem: Problem, day: int, duties: Iterable[Duty]) -> int:
    """Count the minutes of windows without a holder on a day."""
    return sum(lack.windows * lack.stretch.minutes for lack in lacks(problem, day, duties))
