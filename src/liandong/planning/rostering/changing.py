"""What a new roster changes, and what a month leaves to the next one.

After somebody falls ill: `roster(replace(problem, away=…, before=frozenset(plan.chosen), begin=9))`
keeps the days that are past and changes as little as possible of the others.
"""

from collections.abc import Collection
from dataclasses import dataclass

from liandong.planning.plan import Plan
from liandong.planning.rostering.problem import Carried, Duty, Person, Problem

FREE = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody's day says something else: a shift, or nothing for a free day."""

    person: str
    day: int
    before: str
    after: str


def changes(problem: Problem, plan: Plan[Duty]) -> tuple[Change, ...]:
    """List what differs from the roster before, day by day."""
    before = {(one.person, one.day): one.shift for one in problem.before or ()}
    after = {(one.person, one.day): one.shift for one in plan.chosen}
    return tuple(
        Change(person.name, day, was, now)
        for day in range(problem.begin, len(problem.days))
        for person in problem.people
        if (was := before.get((person.name, day), FREE))
        != (now := after.get((person.name, day), FREE))
    )


def carry(problem: Problem, duties: Collection[Duty], week: int) -> dict[str, Carried]:
    """Return what next month, which begins in `week`, has to know of everybody.

    Of evenings and rest days only what somebody has more than the least burdened is carried on.
    """
    made = {person.name: _carried(problem, person, duties, week) for person in problem.people}
    evenings = min((one.evenings for one in made.values()), default=0)
    weekends = min((one.weekends for one in made.values()), default=0)
    return {
        name: Carried(
            one.run, one.ended, one.minutes, one.evenings - evenings, one.weekends - weekends
        )
        for name, one in made.items()
    }


def _carried(problem: Problem, person: Person, duties: Collection[Duty], week: int) -> Carried:
    own = {one.day: problem.shift[one.shift] for one in duties if one.person == person.name}
    days = problem.days
    run = next((back for back in range(len(days)) if len(days) - 1 - back not in own), len(days))
    last = own.get(len(days) - 1)
    return Carried(
        run=run + (person.carried.run if run == len(days) else 0),
        ended=last.end if last else -1,
        minutes=sum(shift.minutes for day, shift in own.items() if days[day].week == week)
        + (person.carried.minutes if days[0].week == week else 0),
        evenings=person.carried.evenings
        + sum(shift.name in problem.evenings for shift in own.values()),
        weekends=person.carried.weekends + sum(days[day].off for day in own),
    )
