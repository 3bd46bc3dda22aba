"""The day cut where something changes, and who could hold its windows.

In a stretch all needs and all shifts stay as they are. If every window takes one person, all are
held exactly when for each group of skills enough people with one of them are there (Hall 1935); and
what is missing is the largest such shortfall (Ore 1955). `shortfalls` lists the groups for a model,
`seat` finds the people for the windows of one stretch.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from liandong.planning.rostering.problem import ANY, Person, Problem

MOST_SKILLS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a day: its windows (a skill and how many) and the shifts that cover it."""

    day: int
    start: int
    end: int
    windows: tuple[tuple[str, int], ...]
    shifts: frozenset[str]

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def people(self) -> int:
        return sum(count for _skill, count in self.windows)


def stretches(problem: Problem, day: int) -> list[Stretch]:
    """Cut an open day; neighbours without a difference are one."""
    today = problem.days[day]
    shifts = [problem.shift[name] for name in today.shifts]
    edges = {edge for need in today.needs for edge in (need.start, need.end)}
    edges |= {edge for shift in shifts for span in shift.spans for edge in span}
    found: list[Stretch] = []
    for start, end in pairwise(sorted(edges)):
        windows: dict[str, int] = {}
        for need in today.needs:
            if need.start <= start and end <= need.end and need.people:
                windows[need.skill] = windows.get(need.skill, 0) + need.people
        covering = frozenset(shift.name for shift in shifts if shift.covers(start, end))
        one = Stretch(day, start, end, tuple(sorted(windows.items())), covering)
        last = found[-1] if found else None
        if last and (last.end, last.windows, last.shifts) == (start, one.windows, one.shifts):
            found[-1] = Stretch(day, last.start, end, one.windows, covering)
        elif windows:
            found.append(one)
    return found


def shortfalls(stretch: Stretch) -> Iterator[tuple[frozenset[str], int]]:
    """List the groups of skills, with how many windows ask for one of them."""
    skills = [skill for skill, _count in stretch.windows if skill != ANY]
    if len(skills) > MOST_SKILLS:
        raise ValueError(f"At most {MOST_SKILLS} skills can have windows of their own at a time.")
    windows = dict(stretch.windows)
    for size in range(1, len(skills) + 1):
        for group in combinations(skills, size):
            yield frozenset(group), sum(windows[skill] for skill in group)
    if ANY in windows:
        yield frozenset({ANY}), stretch.people


def able(person: Person, skill: str) -> bool:
    return skill == ANY or skill in person.skills


def seat(stretch: Stretch, there: Sequence[Person]) -> dict[int, Person]:
    """Give windows (numbered in their order) to as many people as possible, one by one.

    A person without a free window takes one whose holder can move on (Berge 1957).
    """
    skills = [skill for skill, count in stretch.windows for _window in range(count)]
    holders: dict[int, Person] = {}

    def sit(person: Person, tried: set[int]) -> bool:
        for window, skill in enumerate(skills):
            if window in tried or not able(person, skill):
                continue
            tried.add(window)
            if window not in holders or sit(holders[window], tried):
                holders[window] = person
                return True
        return False

    for person in there:
        sit(person, set())
    return holders


def unheld(stretch: Stretch, holders: Collection[int]) -> dict[str, int]:
    """Count the windows without a holder, by skill."""
    skills = [skill for skill, count in stretch.windows for _window in range(count)]
    missing: dict[str, int] = {}
    for window, skill in enumerate(skills):
        if window not in holders:
            missing[skill] = missing.get(skill, 0) + 1
    return missing
