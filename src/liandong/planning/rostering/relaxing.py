"""What to relax where windows lack people: the fewest breaches of rules that would fill them.

Every rule of the month may be broken, each breach counts one, and what is missing still counts
before all: a smallest correction set. Then every rule is tried alone, so that a manager can choose.

Words and their figures:
    relax_leave, relax_rest, relax_run    person, day        one breach: that leave moved, …
    relax_week, relax_month               person, day        one shift more, up to that day
    relaxed            breaches, least, minutes, parted      all together, and what then remains
    alone_leave, …     breaches, least, minutes, parted      if only this rule may be broken
`least` is how many breaches are proven to be needed. `minutes` of windows, and so many days of a
duty without either holder (`parted`), then remain: people or shifts are missing, not a rule.
"""

from collections.abc import Iterator

from liandong.planning.plan import Cancelled, Reason
from liandong.planning.rostering.costing import lacking
from liandong.planning.rostering.model import Month
from liandong.planning.rostering.problem import Problem
from liandong.planning.rostering.solver import Asked, solve

RULES = ("leave", "rest", "run", "week", "month")


def relaxations(problem: Problem, asked: Asked) -> Iterator[Reason]:
    """Name the fewest breaches of all rules, then for each rule how many would do alone."""
    strict = Trial(problem, (), asked)
    together = Trial(problem, RULES, asked)
    if together.missing == strict.missing:
        return
    yield from together.breaches
    yield Reason("relaxed", together.figures)
    if len({reason.word for reason in together.breaches}) == 1:
        return
    for rule in RULES:
        alone = Trial(problem, (rule,), asked)
        if alone.missing < strict.missing:
            yield Reason(f"alone_{rule}", alone.figures)


class Trial:
    """The least that is missing, and the fewest breaches for it, when some rules may be broken."""

    def __init__(self, problem: Problem, rules: tuple[str, ...], asked: Asked) -> None:
        first = Month(problem, rules)
        first.model.minimize(lacking(first))
        answer = solve(first.model, "relaxing", asked)
        self.missing = sum(answer.value(lack.missing) * lack.weight for lack in first.lacks)
        month = Month(problem, rules)
        month.model.add(lacking(month) <= self.missing)
        month.model.minimize(sum(broken for broken, _reason in month.breaches))
        answer = solve(month.model, "relaxing", asked)
        if answer.stopped:
            raise Cancelled("relaxing")
        left = [(answer.value(lack.missing), lack) for lack in month.lacks]
        self.breaches = [reason for broken, reason in month.breaches if answer.value(broken)]
        self.figures = {
            "breaches": len(self.breaches),
            "least": answer.bound,
            "minutes": sum(count * lack.minutes for count, lack in left),
            "parted": sum(count for count, lack in left if not lack.minutes),
        }
