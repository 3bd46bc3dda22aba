"""Why this pair and not that one, and which needs remain."""

from collections.abc import Iterator

import numpy as np

from liandong.planning.pairing.problem import Pair, Problem, Whole
from liandong.planning.plan import Plan, Reason


def reason(problem: Problem, at: int) -> Reason:
    """Say what a pair is worth: its own points, those of the need, and the metres between."""
    need = problem.needs[at]
    return Reason(
        "fits",
        {
            "worth": int(problem.worth[at]),
            "reward": int(problem.reward[need]),
            "away": int(problem.away[at]),
        },
    )


def unmet(problem: Problem, used: Whole) -> Iterator[Reason]:
    """Name the needs that lack heads: nobody could, too few could, or those who could do others."""
    needs = len(problem.heads)
    served = np.bincount(problem.needs[used], minlength=needs)
    able = np.bincount(problem.needs, minlength=needs)
    for need in np.flatnonzero(served < problem.heads).tolist():
        figures = {
            "need": need,
            "missing": int(problem.heads[need] - served[need]),
            "able": int(able[need]),
        }
        if not able[need]:
            yield Reason("nobody_able", figures)
        else:
            few = able[need] < problem.heads[need]
            yield Reason("too_few_able" if few else "needed_elsewhere", figures)


def why_not(problem: Problem, plan: Plan[Pair], somebody: int, need: int) -> Reason:
    """Say why somebody is not paired with a need."""
    own = [pair for pair in plan.chosen if pair.somebody == somebody]
    if any(pair.need == need for pair in own):
        return Reason("is_paired")
    mine = np.flatnonzero((problem.owner[problem.offers] == somebody) & (problem.needs == need))
    if not len(mine):
        return Reason("not_able")
    at = int(mine[0])
    offer = int(problem.offers[at])
    others = [pair for pair in plan.chosen if pair.need == need]
    figures = {"worth": int(problem.worth[at]), "away": int(problem.away[at])}
    if sum(pair.offer == offer for pair in own) >= problem.room[offer]:
        return Reason("offer_taken", figures)
    if len(own) >= problem.capacity[somebody]:
        return Reason("does_enough", figures)
    if len(others) >= problem.heads[need]:
        least = min(pair.worth for pair in others)
        return Reason("enough_people", figures | {"least": least})
    return Reason("no_gain", figures)
