"""p-center (Hakimi 1964): the least longest walk, by set covers within ever closer limits."""

from dataclasses import dataclass, field, replace

import numpy as np

from liandong.planning.plan import Progress, Step
from liandong.planning.siting import fewest
from liandong.planning.siting.board import Board, lay_out
from liandong.planning.siting.case import Case, Center, Numbers
from liandong.planning.siting.most import SMALL
from liandong.planning.siting.solver import ALIKE, NoAnswer
from liandong.planning.siting.stirring import sides

FINE, PROVEN = 2e-3, 5e-3  # of a longest walk: where the two searches end at city scale
FEWER = 4  # a cover for one limit gets this part of the rounds
HOPE = 1.25  # a greedy cover larger than this, against what there may be, is not mended
CLIMB = 3  # turns of the multipliers for one limit


def search(problem: Center, rounds: int, seed: int, progress: Progress) -> tuple[Numbers, float]:
    """Return the sites added to the existing ones, and a longest walk that no choice goes below.

    First the closest limit is sought that a cover keeps, then the farthest that is proven out:
    more sites are necessary for it than there may be. What lies between is the gap.
    """
    walks = _walks(problem.case)
    if not len(walks):
        return np.empty(0, np.int64), 0.0
    small = len(problem.case.site) <= SMALL
    trying = Trying(problem, walks, max(1, rounds // FEWER), seed, progress)
    best, high = trying.within(len(walks) - 1), len(walks) - 1
    if best is None:
        raise NoAnswer("So few sites cannot reach everybody whom some site reaches.")
    low = 0
    while low < high and walks[high] - walks[low] > (0 if small else FINE) * walks[high]:
        middle = (low + high) // 2
        if not trying.told(Step("choosing", low, high)):
            break
        if (found := trying.within(middle)) is None:
            low = middle + 1
        else:
            best, high = found, middle
    return best, float(walks[trying.proven(high, 0 if small else PROVEN)])


def _walks(case: Case) -> np.ndarray:
    """Return the lengths that a longest walk can have, none shorter than someone's nearest site."""
    nearest = np.full(len(case.people), np.inf)
    np.minimum.at(nearest, case.point, case.metres)
    least = nearest[np.isfinite(nearest)].max(initial=0.0)
    return np.unique(case.metres[case.metres >= least])


@dataclass
class Trying:
    """One limit after another: are so many sites enough? `out`: the limits before are not."""

    problem: Center
    walks: np.ndarray
    rounds: int
    seed: int
    progress: Progress
    out: int = field(default=0, init=False)
    stopped: bool = field(default=False, init=False)

    @property
    def added(self) -> int:
        return self.problem.sites - len(self.problem.case.existing)

    def within(self, number: int) -> Numbers | None:
        """Return sites that keep everybody within a limit, if such are found."""
        board = self._board(number)
        found = np.empty(0, np.int64)
        if board.cover.nnz > SMALL:
            found = fewest.complete(board, [])
            if self.added < len(found) <= HOPE * self.added:
                work = (float(self.added), self.rounds, self.seed)
                found = fewest.mend(board, sides(board), found, work, self.told)
        elif len(board.people):
            found, bound = fewest.search(board, self.rounds, self.seed, self.told, self.added)
            if bound - ALIKE > self.added:
                self.out = max(self.out, number + 1)
        return board.columns[found] if len(found) <= self.added else None

    def proven(self, high: int, fine: float) -> int:
        """Return the closest limit that is not proven out, up to one that a cover keeps."""
        while self.out < high and not self.stopped:
            if self.walks[high] - self.walks[self.out] <= fine * self.walks[high]:
                break
            middle = (self.out + high) // 2
            if self._is_out(middle):
                self.out = middle + 1
            else:
                high = middle
        return self.out

    def _is_out(self, number: int) -> bool:
        """Whether more sites than there may be are proven necessary; nothing is searched for."""
        board = self._board(number)
        if not len(board.people):
            return False
        goal = self.added + 1.0
        bound = fewest.proven(board, sides(board), goal, 0.0, self.told, CLIMB)[1]
        return bound - ALIKE > self.added

    def told(self, step: Step) -> bool:
        """Tell of the covers' own steps, with the limits that are known."""
        self.stopped |= not self.progress(Step(step.stage, step.done, step.total))
        return not self.stopped

    def _board(self, number: int) -> Board:
        case = self.problem.case.within(float(self.walks[number]))
        counted = replace(case, costs=None)
        return lay_out(counted, counted.price, float("inf"), np.zeros(0))
