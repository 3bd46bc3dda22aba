"""The points against a roster, as a sum over the model's variables: what lacks, what is unfair.

Equal shares are cheapest because the next evening of the same person costs more than the last: the
k-th costs (2k − 1) points, k of them k². Such steps also give the solver a bound that is nearly the
truth, where "the most less the least" gives none.
"""

from collections.abc import Iterator

from liandong.planning.rostering.model import Expression, Month
from liandong.planning.rostering.problem import Person


def rising(weight: int, number: int, share: int) -> int:
    """Return what the `number`-th burden of one kind costs somebody with a share of a post."""
    return weight * (2 * number - 1) * 100 // share


def lacking(month: Month) -> Expression:
    return sum(lack.missing * lack.weight for lack in month.lacks)


def points(month: Month) -> Expression:
    return lacking(month) + sum(_points(month))


def _points(month: Month) -> Iterator[Expression]:
    problem, weights = month.problem, month.problem.weights
    every = range(len(problem.days))
    off = [day for day in every if problem.days[day].off]
    for person in problem.people:
        late = [one for day in every for one in month.own(person, day, problem.evenings)]
        yield from _steps(month, person, late, weights.evening, person.carried.evenings)
        weekends = [one for day in off for one in month.own(person, day)]
        yield from _steps(month, person, weekends, weights.weekend, person.carried.weekends)
        yield from _off_due(month, person)
        yield from _lonely(month, person)
        for day in every:
            yield from _against_wishes(month, person, day)
            yield from _moved(month, person, day)


def _steps(
    month: Month, person: Person, works: list[Expression], weight: int, carried: int
) -> Iterator[Expression]:
    steps = [month.yes_or_no() for _one in works]
    month.model.add(sum(works) <= sum(steps))
    for number, step in enumerate(steps, carried + 1):
        yield rising(weight, number, person.share) * step


def _off_due(month: Month, person: Person) -> Iterator[Expression]:
    """Days more or fewer than due."""
    problem = month.problem
    every = range(len(problem.days))
    due = problem.due(person)
    more = [month.yes_or_no() for _day in range(len(every) - due)]
    fewer = [month.yes_or_no() for _day in range(due)]
    worked = sum(works for day in every for works in month.own(person, day))
    month.model.add(worked == due + sum(more) - sum(fewer))
    for steps in (more, fewer):
        for number, step in enumerate(steps, 1):
            yield rising(problem.weights.due, number, 100) * step


def _lonely(month: Month, person: Person) -> Iterator[Expression]:
    for day in range(max(month.problem.begin, 1), len(month.problem.days) - 1):
        lonely = month.yes_or_no()
        around = month.own(person, day - 1) + month.own(person, day + 1)
        month.model.add(lonely >= sum(month.own(person, day)) - sum(around))
        yield month.problem.weights.lonely * lonely


def _against_wishes(month: Month, person: Person, day: int) -> Iterator[Expression]:
    wishes = month.problem.wishes
    yield wishes.get((person.name, day, ""), 0) * sum(month.own(person, day))
    for name in month.problem.shift:
        if points := wishes.get((person.name, day, name), 0):
            yield points * sum(month.own(person, day, {name}))


def _moved(month: Month, person: Person, day: int) -> Iterator[Expression]:
    """A day on which the new roster says something else than the one before."""
    problem = month.problem
    if problem.before is None or day < problem.begin:
        return
    said = {one.shift for one in problem.before if (one.person, one.day) == (person.name, day)}
    same = sum(month.own(person, day, said)) if said else 1 - sum(month.own(person, day))
    yield problem.weights.moved * (1 - same)
