"""Everything counted again from the problem alone, on one page, in plain loops.

Who can hold which window is found anew, person by person; the bound is the solver's proof, of which
only this can be said here: no roster may cost less, so this one must not either.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from liandong.planning.plan import Plan
from liandong.planning.rostering.counting import missing, parted
from liandong.planning.rostering.problem import Duty, Person, Problem

Own = Mapping[int, str]  # somebody's shift on each day that they work

SAYS = {
    "leave": "is on leave",
    "rest": "has too little rest",
    "run": "works too many days on end",
    "week": "has too many hours in the week",
    "month": "has too many hours in all",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that somebody's roster breaks on a day."""

    rule: str
    person: str
    day: int


def check(problem: Problem, plan: Plan[Duty]) -> list[str]:
    """Return what is wrong with a roster; nothing means that it holds."""
    if wrong := list(_impossible(problem, plan.chosen)):
        return wrong
    for one in breaches(problem, plan.chosen):
        wrong.append(f"{one.person} on {problem.days[one.day].name}: {SAYS[one.rule]}.")
    if (points := cost(problem, plan.chosen)) != plan.objective:
        wrong.append(f"The roster has {points} points, not {plan.objective:g}.")
    if plan.bound > plan.objective:
        wrong.append("The bound is above the roster.")
    planned = range(problem.begin, len(problem.days))
    lack = sum(missing(problem, day, plan.chosen) for day in planned)
    told = sum(int(one.figures["minutes"]) for one in plan.unmet if "skill" in one.figures)
    if told != lack:
        wrong.append(f"{lack} minutes of windows are missing, not {told}.")
    return wrong


def _impossible(problem: Problem, duties: Iterable[Duty]) -> Iterator[str]:
    duties = list(duties)
    for (who, day), times in Counter((one.person, one.day) for one in duties).items():
        if times > 1:
            yield f"{who} works {times} times on {problem.days[day].name}."
    for duty in duties:
        known = problem.shift if duty.day < problem.begin else problem.days[duty.day].shifts
        if duty.shift not in known:
            yield f"On {problem.days[duty.day].name} there is no shift {duty.shift}."
    if {duty for duty in duties if duty.day < problem.begin} != problem.past:
        yield "What is past has been changed."


def _own(duties: Iterable[Duty], person: Person) -> Own:
    return {duty.day: duty.shift for duty in duties if duty.person == person.name}


def breaches(problem: Problem, duties: Iterable[Duty]) -> Iterator[Breach]:
    """List where the planned days go against a rule."""
    duties = list(duties)
    for person in problem.people:
        for breach in _breaches(problem, person, _own(duties, person)):
            if breach.day >= problem.begin:
                yield breach


def _breaches(problem: Problem, person: Person, own: Own) -> Iterator[Breach]:
    limits, ended, run = problem.limits, person.carried.ended, person.carried.run
    weeks, total = Counter({problem.days[0].week: person.carried.minutes}), 0
    for day, today in enumerate(problem.days):
        if day not in own:
            ended, run = -1, 0
            continue
        shift = problem.shift[own[day]]
        if (person.name, day) in problem.away:
            yield Breach("leave", person.name, day)
        if ended >= 0 and shift.start + 24 * 60 - ended < limits.rest:
            yield Breach("rest", person.name, day)
        ended, run, total = shift.end, run + 1, total + shift.minutes
        weeks[today.week] += shift.minutes
        if run > limits.run:
            yield Breach("run", person.name, day)
        if weeks[today.week] > limits.week:
            yield Breach("week", person.name, day)
        if total > limits.month:
            yield Breach("month", person.name, day)


def cost(problem: Problem, duties: Iterable[Duty]) -> int:
    """Add up the points against a roster."""
    duties, weights = list(duties), problem.weights
    points = sum(_of_person(problem, person, _own(duties, person)) for person in problem.people)
    for day in range(problem.begin, len(problem.days)):
        points += weights.missing * missing(problem, day, duties)
        points += weights.parted * len(list(parted(problem, day, duties)))
    return points


def _of_person(problem: Problem, person: Person, own: Own) -> int:
    weights, carried = problem.weights, person.carried
    evenings = sum(shift in problem.evenings for shift in own.values())
    weekends = sum(problem.days[day].off for day in own)
    points = _steps(weights.evening, carried.evenings, evenings, person.share)
    points += _steps(weights.weekend, carried.weekends, weekends, person.share)
    points += _steps(weights.due, 0, abs(len(own) - problem.due(person)), 100)
    points += sum(problem.wishes.get((person.name, day, ""), 0) for day in own)
    points += sum(problem.wishes.get((person.name, day, shift), 0) for day, shift in own.items())
    for day in range(max(problem.begin, 1), len(problem.days) - 1):
        points += weights.lonely * (day in own and day - 1 not in own and day + 1 not in own)
    if problem.before is not None:
        before = _own(problem.before, person)
        planned = range(problem.begin, len(problem.days))
        points += weights.moved * sum(own.get(day) != before.get(day) for day in planned)
    return points


def _steps(weight: int, carried: int, count: int, share: int) -> int:
    numbers = range(carried + 1, carried + count + 1)
    return sum(weight * (2 * number - 1) * 100 // share for number in numbers)
