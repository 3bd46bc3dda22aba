"""What a new plan leaves of earlier suggestions: how many stay, how many go, how many come."""

from dataclasses import dataclass

import numpy as np

from liandong.planning.pairing.problem import Pair, Problem, Whole
from liandong.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class Changes:
    """Pairs of somebody and a need. `unfit`: those of `gone` that are no longer possible."""

    kept: frozenset[tuple[int, int]]
    gone: frozenset[tuple[int, int]]
    come: frozenset[tuple[int, int]]
    unfit: int


def changes(problem: Problem, plan: Plan[Pair], before: Whole) -> Changes:
    """Compare a plan with what was suggested before: rows of somebody and need."""
    earlier = {(who, need) for who, need in before.tolist()}
    now = {(pair.somebody, pair.need) for pair in plan.chosen}
    possible = np.stack([problem.owner[problem.offers], problem.needs], axis=1)
    known = {(who, need) for who, need in possible.tolist()}
    gone = earlier - now
    return Changes(
        frozenset(earlier & now), frozenset(gone), frozenset(now - earlier), len(gone - known)
    )
