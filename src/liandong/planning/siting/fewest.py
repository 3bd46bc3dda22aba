"""Set cover (Toregas et al. 1971): the cheapest sites that reach everybody who can be reached."""

import numpy as np

from liandong.planning.plan import Progress, Step
from liandong.planning.siting.board import Board
from liandong.planning.siting.case import Floats, Numbers
from liandong.planning.siting.most import CLOSE, SEARCHED, SMALL, STEPS, TAKEN, greedy
from liandong.planning.siting.relaxing import Relaxation, relax
from liandong.planning.siting.solver import ALIKE, Model, solve


def model(board: Board) -> Model:
    ones = np.ones(len(board.people))
    return Model(board.price, board.cover, ones, board.size)


def cost(board: Board, chosen: Numbers) -> float:
    return float(board.price[chosen].sum())


def exact(board: Board, nodes: int, gap: float = 0.0) -> tuple[Numbers | None, float]:
    """Return HiGHS' choice, if it found one, and a cost that no choice goes below."""
    if not len(board.people):
        return np.empty(0, np.int64), 0.0
    answer = solve(model(board), nodes, gap)
    chosen = None if answer.values is None else np.flatnonzero(answer.values > 0.5)
    return chosen, answer.bound


def search(board: Board, rounds: int, seed: int, progress: Progress) -> tuple[Numbers, float]:
    """Return columns that reach every row, and a bound on the cost of all such choices."""
    bound = 0.0
    if board.cover.nnz <= SMALL:
        found, bound = exact(board, SEARCHED * 10)
        if found is not None and cost(board, found) - bound <= ALIKE:
            return found, bound
    best = complete(board, [])
    if not progress(Step("choosing", 0, 1, cost(board, best))):
        return best, bound
    size = len(board.people)
    start = np.zeros(board.size)
    start[best] = 1
    relaxation = Relaxation(
        board.price, board.cover, np.ones(size), np.zeros(board.size), 0.0, np.full(size, np.inf)
    )
    proven, fractions = relax(relaxation, start, STEPS, progress, cost(board, best))
    bound = max(bound, _whole(board.price, proven))
    for least in TAKEN:
        likely = np.flatnonzero(fractions >= least)
        first = likely[np.argsort(-fractions[likely], kind="stable")]
        best = min(best, complete(board, first.tolist()), key=lambda one: cost(board, one))
    return mend(board, best, bound, (rounds, seed), progress), bound


def complete(board: Board, first: list[int]) -> Numbers:
    """Take `first`, then what reaches most new rows; leave out again what is not needed."""
    ones = np.ones(len(board.people))
    nothing = np.zeros(0)
    free = Board(board.cover, ones, board.kind, nothing, board.price, float("inf"), board.columns)
    chosen = greedy(free, first)
    count = board.count(chosen)
    kept = []
    for column in chosen[np.argsort(-board.price[chosen], kind="stable")]:
        rows = board.across.indices[board.across.indptr[column] : board.across.indptr[column + 1]]
        if len(rows) and count[rows].min() > 1:
            count[rows] -= 1
        else:
            kept.append(column)
    return np.array(sorted(kept), np.int64)


def mend(
    board: Board, chosen: Numbers, bound: float, work: tuple[int, int], progress: Progress
) -> Numbers:
    """Decide neighbourhoods anew, each exactly, keeping what is cheaper."""
    rounds, seed = work
    rng = np.random.default_rng(seed)
    for turn in range(rounds):
        now = cost(board, chosen)
        near = now - bound <= CLOSE * abs(bound)
        if near or not len(chosen) or not progress(Step("mending", turn, rounds, now, bound)):
            break
        drawn = board.around(chosen, rng)
        part = board.freed(chosen, drawn)
        found, _bound = exact(part, SEARCHED, CLOSE)
        if found is None:
            continue
        mended = np.union1d(np.setdiff1d(chosen, drawn), part.columns[found])
        if cost(board, mended) < now - ALIKE:
            chosen = mended
    return chosen


def _whole(price: Floats, bound: float) -> float:
    """Round a bound up where every cost is a whole number."""
    return float(np.ceil(bound - ALIKE)) if np.all(price == np.rint(price)) else bound
