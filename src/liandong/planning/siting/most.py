"""Maximal cover (Church and ReVelle 1974): exact where small, with a proven bound at any size.

At city scale: lazy greedy (Minoux 1978), swaps evaluated all at once by a sparse product, a bound
by the linear relaxation, plans rounded from it, and annealing over neighbourhoods.
"""

from heapq import heapify, heappop, heappush

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from liandong.planning.plan import Progress, Step
from liandong.planning.siting.board import Board
from liandong.planning.siting.case import PENALTY, Floats, Numbers
from liandong.planning.siting.matrix import rows_of
from liandong.planning.siting.relaxing import Relaxation, relax
from liandong.planning.siting.solver import ALIKE, Model, solve
from liandong.planning.siting.stirring import Stirring
from liandong.planning.siting.swapping import swapped

SMALL = 6_000  # pairs of row and column that are given to HiGHS whole
SEARCHED = 300  # nodes of the search in one neighbourhood
STEPS = 1_000  # of the relaxation
TAKEN = (0.99, 0.5, 0.3, 0.1)  # from which fraction on a column is rounded up
CLOSE = 1e-4  # a gap that is not worth more work


def value(board: Board, chosen: Numbers) -> float:
    """People reached, less the penalty for whoever is missing under a floor."""
    reached = board.count(chosen) > 0
    return float(board.people[reached].sum() - PENALTY * board.short(reached).sum())


def model(board: Board) -> Model:
    """Columns taken, rows reached and floors missed, as a program to minimise."""
    rows, columns, kinds = len(board.people), board.size, len(board.needed)
    reach_rows = [board.cover, -eye_array(rows), None]
    blocks = [reach_rows, [csr_array(-board.price[None, :]), None, None]]
    if kinds:
        lives = csr_array((board.people, (board.kind, np.arange(rows))), shape=(kinds, rows))
        reach_rows[2] = csr_array((rows, kinds))
        blocks.append([None, lives, csr_array(np.diag(board.needed))])
    matrix = block_array([row if kinds else row[:2] for row in blocks], format="csr")
    return Model(
        np.concatenate([np.zeros(columns), -board.people, PENALTY * board.needed]),
        matrix,
        np.concatenate([np.zeros(rows), [-board.money], board.needed]),
        columns,
    )


def exact(board: Board, nodes: int, gap: float = 0.0) -> tuple[Numbers | None, float]:
    """Return HiGHS' choice, if it found one, and a value that no choice exceeds."""
    if not len(board.people) or not board.size:
        return np.empty(0, np.int64), -PENALTY * float(board.needed.sum())
    answer = solve(model(board), nodes, gap)
    chosen = None if answer.values is None else np.flatnonzero(answer.values[: board.size] > 0.5)
    return chosen, -answer.bound


def search(board: Board, rounds: int, seed: int, progress: Progress) -> tuple[Numbers, float]:
    """Return a choice of columns and a bound on the value of every choice."""
    bound = float("inf")
    if board.cover.nnz <= SMALL:
        found, bound = exact(board, SEARCHED * 10)
        if found is not None and bound - value(board, found) <= ALIKE * max(1.0, abs(bound)):
            return found, bound
    best = improved(board, greedy(board, []))
    if not progress(Step("choosing", 0, 1, value(board, best))):
        return best, min(bound, float(board.people.sum()))
    proven, fractions = _relaxed(board, best, progress)
    bound = min(bound, proven)
    for least in TAKEN:
        likely = np.flatnonzero(fractions >= least)
        start = likely[np.argsort(-fractions[likely], kind="stable")]
        best = max(
            best, improved(board, greedy(board, start.tolist())), key=lambda one: value(board, one)
        )
    return mend(board, best, bound, (rounds, seed), progress), bound


def greedy(board: Board, first: list[int]) -> Numbers:
    """Take `first` as far as the money goes, then always what adds most for its price."""
    left, people, short = board.money, board.people.copy(), board.needed.copy()
    chosen: list[int] = []

    def take(column: int) -> None:
        rows = rows_of(board.across, column)
        short[:] = np.maximum(short - _by_kind(board, rows, people), 0)
        people[rows] = 0
        chosen.append(column)

    for column in first:
        if board.price[column] <= left + ALIKE:
            left -= board.price[column]
            take(column)
    rate = 1 / np.maximum(board.price, 1e-9)
    taken = set(chosen)
    waiting = [
        (-_adds(board, column, people, short) * rate[column], column)
        for column in range(board.size)
        if column not in taken
    ]
    heapify(waiting)
    while waiting:
        _said, column = heappop(waiting)
        if board.price[column] > left + ALIKE:
            continue
        adds = _adds(board, column, people, short) * rate[column]
        if waiting and adds < -waiting[0][0] - 1e-9:
            heappush(waiting, (-adds, column))
        elif adds > 0:
            left -= board.price[column]
            take(column)
    return np.array(sorted(chosen), np.int64)


def _adds(board: Board, column: int, people: Floats, short: Floats) -> float:
    rows = rows_of(board.across, column)
    adds = float(people[rows].sum())
    if len(short):
        adds += PENALTY * float(np.minimum(_by_kind(board, rows, people), short).sum())
    return adds


def _by_kind(board: Board, rows: Numbers, people: Floats) -> Floats:
    if not len(board.needed):
        return board.needed
    return np.bincount(board.kind[rows], people[rows], len(board.needed))


def improved(board: Board, chosen: Numbers) -> Numbers:
    """Swap columns while it helps, where every column costs the same and no floor is asked."""
    alike = board.size and np.ptp(board.price) == 0
    return swapped(board, chosen) if alike and not len(board.needed) and len(chosen) else chosen


def _relaxed(board: Board, best: Numbers, progress: Progress) -> tuple[float, Floats]:
    whole = model(board)
    rows = len(board.people)
    kept = np.arange(whole.matrix.shape[0]) != rows  # the money is in the set, not in a row
    price = np.zeros(len(whole.cost))
    price[: board.size] = board.price
    most = board.people * (1 + PENALTY * bool(len(board.needed)))
    least = whole.least[kept]
    tops = np.concatenate([most, np.full(len(board.needed), PENALTY)])
    relaxation = Relaxation(
        whole.cost, whole.matrix[np.flatnonzero(kept)], least, price, board.money, tops
    )
    start = np.zeros(len(whole.cost))
    start[best] = 1
    reached = board.count(best) > 0
    start[board.size : board.size + rows] = reached
    if len(board.needed):
        start[board.size + rows :] = board.short(reached) / np.maximum(board.needed, 1e-12)
    bound, z = relax(relaxation, start, STEPS, progress, -value(board, best))
    return -bound, z[: board.size]


def mend(
    board: Board, chosen: Numbers, bound: float, work: tuple[int, int], progress: Progress
) -> Numbers:
    """Stir the choice round by round until it is near the bound."""
    rounds, seed = work
    if not len(chosen):
        return chosen
    stirring = Stirring(board, chosen, rounds, seed)
    for turn in range(rounds):
        best = value(board, np.flatnonzero(stirring.best))
        near = bound - best <= CLOSE * abs(bound)
        if near or not progress(Step("mending", turn, rounds, best, bound)):
            break
        stirring.round(turn)
    return np.flatnonzero(stirring.best)
