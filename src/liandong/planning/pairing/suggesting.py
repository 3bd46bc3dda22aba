"""A list for each person. Volunteering is free: the plan's task first, others beside it."""

from dataclasses import dataclass

import numpy as np

from liandong.planning.pairing.problem import Pair, Problem
from liandong.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of somebody's list."""

    need: int
    planned: bool
    lacks_people: bool
    away: int


def suggestions(problem: Problem, plan: Plan[Pair], least: int = 3) -> dict[int, list[Suggestion]]:
    """Return for everybody who could do something what to suggest, the best first.

    First what the plan has for them, then what lacks people, then the rest by points. A list is as
    long as `least`, or longer where the plan has more.
    """
    planned = {(pair.offer, pair.need) for pair in plan.chosen}
    served = np.bincount([pair.need for pair in plan.chosen], minlength=len(problem.heads))
    lacks = (served < problem.heads)[problem.needs]
    chosen = np.fromiter(
        (
            pair in planned
            for pair in zip(problem.offers.tolist(), problem.needs.tolist(), strict=True)
        ),
        bool,
        len(problem.offers),
    )
    who = problem.owner[problem.offers]
    points = problem.worth + problem.reward[problem.needs]
    lists: dict[int, list[Suggestion]] = {}
    for at in np.lexsort((problem.needs, -points, ~lacks, ~chosen, who)).tolist():
        own = lists.setdefault(int(who[at]), [])
        if chosen[at] or len(own) < least:
            own.append(
                Suggestion(
                    int(problem.needs[at]), bool(chosen[at]), bool(lacks[at]), int(problem.away[at])
                )
            )
    return lists
