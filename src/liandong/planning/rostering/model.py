"""The rules of a month as constraints over yes-or-no variables: one function for each rule.

A rule may be handed out as "to be relaxed": then each single breach of it is a variable of its own,
and `Month.breaches` names them. That is how `relaxing.py` finds what stands in the way.
"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from liandong.planning.plan import Reason
from liandong.planning.rostering.problem import Duty, Person, Problem
from liandong.planning.rostering.stretches import Stretch, able, shortfalls, stretches

Expression = Any  # OR-Tools' sums have no useful type


class Lack(NamedTuple):
    """A variable that counts what is missing: windows of so many minutes, or a duty's holders."""

    missing: Expression
    minutes: int
    weight: int


class Month:
    """A model that is being built: `works[person, day, shift]`, and what each lack costs."""

    def __init__(self, problem: Problem, relaxed: Collection[str] = ()) -> None:
        self.problem, self.relaxed = problem, relaxed
        self.model = cp_model.CpModel()
        self.lacks: list[Lack] = []
        self.breaches: list[tuple[Expression, Reason]] = []
        self.works = {
            (person.name, day, name): self.yes_or_no()
            for person in problem.people
            for day, today in enumerate(problem.days)
            for name in (problem.shift if day < problem.begin else dict.fromkeys(today.shifts))
        }
        for (who, day, name), works in self.works.items():
            if day < problem.begin:
                self.model.add(works == (Duty(who, day, name) in problem.past))
        for person in problem.people:
            for day in range(problem.begin, len(problem.days)):
                self.model.add_at_most_one(self.own(person, day))
        for rule in (_windows, _stand_ins, _leave, _rest, _runs, _weeks, _total):
            rule(self)

    def yes_or_no(self) -> Any:
        return self.model.new_bool_var("")

    def own(self, person: Person, day: int, shifts: Collection[str] | None = None) -> list[Any]:
        """Return somebody's variables of a day, of some shifts or of all."""
        names = self.problem.shift if shifts is None else shifts
        keys = [(person.name, day, name) for name in self.problem.shift if name in names]
        return [self.works[key] for key in keys if key in self.works]

    def lack(self, most: int, minutes: int, weight: int) -> Any:
        """Return how many are missing, 0 to `most`."""
        missing = self.model.new_int_var(0, most, "")
        self.lacks.append(Lack(missing, minutes, weight))
        return missing

    def breach(self, rule: str, person: Person, day: int) -> Expression:
        """Return 1 where a rule may be broken once and is, else 0."""
        if rule not in self.relaxed:
            return 0
        broken = self.yes_or_no()
        self.breaches.append((broken, Reason(f"relax_{rule}", {"person": person.name, "day": day})))
        return broken

    def minutes(self, person: Person, days: Collection[int]) -> Expression:
        return sum(
            shift.minutes * works
            for day in days
            for shift in self.problem.shifts
            for works in self.own(person, day, {shift.name})
        )


def _windows(month: Month) -> None:
    problem, weight = month.problem, month.problem.weights.missing
    for day in range(problem.begin, len(problem.days)):
        for stretch in stretches(problem, day):
            missing = month.lack(stretch.people, stretch.minutes, weight * stretch.minutes)
            for skills, wanted in shortfalls(stretch):
                month.model.add(_there(month, stretch, skills) + missing >= wanted)


def _there(month: Month, stretch: Stretch, skills: Collection[str]) -> Expression:
    return sum(
        works
        for person in month.problem.people
        if any(able(person, skill) for skill in skills)
        for works in month.own(person, stretch.day, stretch.shifts)
    )


def _stand_ins(month: Month) -> None:
    problem = month.problem
    people = {person.name: person for person in problem.people}
    for day in range(problem.begin, len(problem.days)):
        for pair in problem.duties(day):
            both = (people[pair.first], people[pair.second])
            there = sum(works for who in both for works in month.own(who, day))
            month.model.add(there + month.lack(1, 0, problem.weights.parted) >= 1)


def _leave(month: Month) -> None:
    for person in month.problem.people:
        for day in range(month.problem.begin, len(month.problem.days)):
            if (person.name, day) in month.problem.away:
                allowed = month.breach("leave", person, day)
                month.model.add(sum(month.own(person, day)) <= allowed)


def _rest(month: Month) -> None:
    """From the end of one shift to the beginning of the next."""
    problem = month.problem
    for person in problem.people:
        for day in range(problem.begin, len(problem.days)):
            for shift, works in _evening_before(month, person, day):
                early = _too_early(problem, shift)
                if own := month.own(person, day, early):
                    month.model.add(works + sum(own) <= 1 + month.breach("rest", person, day))


def _evening_before(month: Month, person: Person, day: int) -> Iterator[tuple[int, Expression]]:
    """List when somebody may have ended on the day before, each with whether they did."""
    if day == 0:
        if person.carried.ended >= 0:
            yield person.carried.ended, 1
        return
    for end in sorted({shift.end for shift in month.problem.shifts}):
        names = {shift.name for shift in month.problem.shifts if shift.end == end}
        if own := month.own(person, day - 1, names):
            yield end, sum(own)


def _too_early(problem: Problem, end: int) -> set[str]:
    rest = problem.limits.rest
    return {shift.name for shift in problem.shifts if shift.start + 24 * 60 - end < rest}


def _runs(month: Month) -> None:
    problem, length = month.problem, month.problem.limits.run
    for person in problem.people:
        for last in range(problem.begin, len(problem.days)):
            before = max(length - last, 0)  # how many of these days lie before the month
            if before > person.carried.run:
                continue
            days = range(max(last - length, 0), last + 1)
            worked = sum(works for day in days for works in month.own(person, day))
            month.model.add(worked + before <= length + month.breach("run", person, last))


def _weeks(month: Month) -> None:
    problem = month.problem
    first = problem.days[0].week if problem.days else 0
    for week in sorted({today.week for today in problem.days[problem.begin :]}):
        days = [day for day, today in enumerate(problem.days) if today.week == week]
        for person in problem.people:
            carried = person.carried.minutes if week == first else 0
            _hours(month, "week", person, days, carried)


def _total(month: Month) -> None:
    for person in month.problem.people:
        _hours(month, "month", person, range(len(month.problem.days)), 0)


def _hours(month: Month, rule: str, person: Person, days: Collection[int], carried: int) -> None:
    """At most so much, and where the past already has more, nothing more."""
    problem = month.problem
    most: int = getattr(problem.limits, rule)
    longest = max((shift.minutes for shift in problem.shifts), default=0)
    past = carried + sum(
        problem.shift[duty.shift].minutes
        for duty in problem.past
        if duty.person == person.name and duty.day in days
    )
    if past + longest * len(days) <= most:
        return
    more = month.breach(rule, person, max(days))
    worked = month.minutes(person, days) + carried
    month.model.add(worked <= max(most, past) + longest * more)
