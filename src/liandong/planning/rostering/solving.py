"""From a problem to a roster: what lacks first, then fairness and wishes; with a proven bound."""

from collections.abc import Iterator

from liandong.planning.plan import Cancelled, Choice, Plan, Progress, Reason, silent
from liandong.planning.rostering.checking import cost
from liandong.planning.rostering.costing import points
from liandong.planning.rostering.explaining import reason, unmet
from liandong.planning.rostering.model import Month
from liandong.planning.rostering.problem import Duty, Problem
from liandong.planning.rostering.relaxing import relaxations
from liandong.planning.rostering.solver import Asked, solve

EFFORT = 3.0


def roster(
    problem: Problem, effort: float = EFFORT, seed: int = 1, progress: Progress = silent
) -> Plan[Duty]:
    """Find the roster with the fewest points against it, and say what to relax if anything lacks.

    `effort` ends the search where the proof takes longer: the plan is then the best found, with the
    bound proven so far. `method` names who proved it.
    """
    asked = Asked(effort, seed, progress)
    month = Month(problem)
    month.model.minimize(points(month))
    answer = solve(month.model, "roster", asked)
    duties = [Duty(*key) for key, works in month.works.items() if answer.value(works)]
    lacking = tuple(unmet(problem, duties))
    if lacking and not answer.stopped:
        lacking += tuple(_what_helps(problem, asked))
    return Plan(
        method=answer.by,
        sense="least",
        objective=cost(problem, duties),
        bound=answer.bound,
        choices=tuple(Choice(duty, reason(problem, duties, duty)) for duty in duties),
        unmet=lacking,
        seed=seed,
    )


def _what_helps(problem: Problem, asked: Asked) -> Iterator[Reason]:
    """List what to relax, as far as the search is allowed to go."""
    try:
        yield from relaxations(problem, asked)
    except Cancelled:
        return
