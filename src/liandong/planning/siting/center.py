"""p-center (Hakimi 1964): the least longest walk, by set covers within ever closer limits."""

import numpy as np

from liandong.planning.plan import Progress, Step
from liandong.planning.siting import fewest
from liandong.planning.siting.board import lay_out
from liandong.planning.siting.case import Case, Center, Numbers
from liandong.planning.siting.solver import NoAnswer


def search(problem: Center, rounds: int, seed: int, progress: Progress) -> tuple[Numbers, float]:
    """Return the sites added to the existing ones, and a longest walk that no choice goes below.

    A limit is out of the question when more sites are proven necessary than there may be. Where
    neither that nor a cover is found, the search goes on above it and the bound stays below.
    """
    case = problem.case
    walks = _walks(case)
    added = problem.sites - len(case.existing)
    best: Numbers | None = np.empty(0, np.int64) if not len(walks) else None
    low, high, proven = 0, len(walks) - 1, 0
    while low <= high:
        middle = (low + high) // 2
        chosen, needed = _within(case, float(walks[middle]), rounds, seed)
        if len(chosen) <= added:
            best, high = chosen, middle - 1
        else:
            proven = middle + 1 if needed > added and proven == low else proven
            low = middle + 1
        if not progress(Step("choosing", low, len(walks))) and best is not None:
            break
    if best is None:
        raise NoAnswer("So few sites cannot reach everybody whom some site reaches.")
    return best, float(walks[min(proven, len(walks) - 1)]) if len(walks) else 0.0


def _walks(case: Case) -> np.ndarray:
    """Return the lengths that a longest walk can have, none shorter than someone's nearest site."""
    nearest = np.full(len(case.people), np.inf)
    np.minimum.at(nearest, case.point, case.metres)
    least = nearest[np.isfinite(nearest)].max(initial=0.0)
    return np.unique(case.metres[case.metres >= least])


def _within(case: Case, limit: float, rounds: int, seed: int) -> tuple[Numbers, float]:
    """Return sites that keep everybody within a limit, and how many are proven to be needed."""
    near = case.within(limit)
    counted = Case(near.people, near.sites, near.site, near.point, near.metres, near.existing)
    board = lay_out(counted, counted.price, float("inf"), np.zeros(0))
    if not len(board.people):
        return np.empty(0, np.int64), 0.0
    found, bound = fewest.search(board, rounds, seed, lambda step: True)
    return board.columns[found], bound - 1e-6
