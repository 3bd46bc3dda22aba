"""p-center (Hakimi 1964): the least longest walk, by set covers within ever closer limits."""

from dataclasses import dataclass, replace

import numpy as np

from liandong.planning.plan import Progress, Step, silent
from liandong.planning.siting import fewest
from liandong.planning.siting.board import Board, lay_out
from liandong.planning.siting.case import Case, Center, Numbers
from liandong.planning.siting.most import SMALL
from liandong.planning.siting.solver import ALIKE, NoAnswer
from liandong.planning.siting.stirring import sides

FINE = 1e-3  # of a longest walk: at city scale the search for a limit ends there
FEWER = 4  # a cover for one limit gets this part of the rounds


def search(problem: Center, rounds: int, seed: int, progress: Progress) -> tuple[Numbers, float]:
    """Return the sites added to the existing ones, and a longest walk that no choice goes below.

    A limit is out when more sites are proven necessary than there may be. Where neither that
    nor a cover is found, the search goes on above it, and then once more for the bound.
    """
    walks = _walks(problem.case)
    if not len(walks):
        return np.empty(0, np.int64), 0.0
    trying = Trying(problem, walks, max(1, rounds // FEWER), seed)
    fine = 0.0 if len(problem.case.site) <= SMALL else FINE
    best: Numbers | None = None
    low, high, proven, stopped = 0, len(walks) - 1, 0, False
    while low <= high and (best is None or walks[high] - walks[low] >= fine * walks[high]):
        middle = (low + high) // 2
        chosen, out = trying.within(middle)
        if chosen is not None:
            best, high = chosen, middle - 1
        else:
            low, proven = middle + 1, max(proven, middle + 1 if out else 0)
        stopped = not progress(Step("choosing", low, len(walks))) and best is not None
        if stopped:
            break
    if best is None:
        raise NoAnswer("So few sites cannot reach everybody whom some site reaches.")
    above = high + 1
    while proven < above and not stopped and walks[above] - walks[proven] >= fine * walks[above]:
        middle = (proven + above) // 2
        if trying.is_out(middle):
            proven = middle + 1
        else:
            above = middle
        stopped = not progress(Step("bounding", proven, above))
    return best, float(walks[min(proven, len(walks) - 1)])


def _walks(case: Case) -> np.ndarray:
    """Return the lengths that a longest walk can have, none shorter than someone's nearest site."""
    nearest = np.full(len(case.people), np.inf)
    np.minimum.at(nearest, case.point, case.metres)
    least = nearest[np.isfinite(nearest)].max(initial=0.0)
    return np.unique(case.metres[case.metres >= least])


@dataclass(frozen=True)
class Trying:
    """One limit after another: are so many sites enough?"""

    problem: Center
    walks: np.ndarray
    rounds: int
    seed: int

    @property
    def added(self) -> int:
        return self.problem.sites - len(self.problem.case.existing)

    def within(self, number: int) -> tuple[Numbers | None, bool]:
        """Return sites that keep everybody within a limit, or whether none are proven to exist."""
        board = self._board(number)
        found, bound = np.empty(0, np.int64), 0.0
        if len(board.people):
            found, bound = fewest.search(board, self.rounds, self.seed, silent, self.added)
        if len(found) <= self.added:
            return board.columns[found], False
        return None, bound - ALIKE > self.added

    def is_out(self, number: int) -> bool:
        """Whether more sites than there may be are proven necessary; nothing is searched for."""
        board = self._board(number)
        way = sides(board)
        bound = fewest.proven(board, way, self.added + 1.0, 0.0, silent)[1]
        return bound - ALIKE > self.added

    def _board(self, number: int) -> Board:
        case = self.problem.case.within(float(self.walks[number]))
        counted = replace(case, costs=None)
        return lay_out(counted, counted.price, float("inf"), np.zeros(0))
