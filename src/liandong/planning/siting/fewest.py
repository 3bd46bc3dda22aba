"""Set cover (Toregas et al. 1971): the cheapest sites that reach everybody who can be reached.

Exact where small. At city scale multipliers prove a bound for each part of the city that
hangs together, and a search that makes hard rows heavier looks for what comes near it.
"""

import numpy as np
from scipy.sparse import block_array
from scipy.sparse.csgraph import connected_components

from liandong.planning.plan import Progress, Step
from liandong.planning.siting.board import Board
from liandong.planning.siting.case import Floats, Numbers
from liandong.planning.siting.matrix import rows_of
from liandong.planning.siting.most import CLOSE, SEARCHED, SMALL, greedy
from liandong.planning.siting.relaxing import ROUND
from liandong.planning.siting.solver import ALIKE, Model, solve
from liandong.planning.siting.stirring import Sides, sides
from liandong.planning.siting.weighing import Weighing, climb

STEPS, CLIMBS = 3_000, 10  # of the multipliers, and how often one looks at them
SWAPS = 20_000  # steps of the search in one round


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


def search(
    board: Board, rounds: int, seed: int, progress: Progress, enough: float | None = None
) -> tuple[Numbers, float]:
    """Return columns that reach every row, and a bound on the cost of all such choices.

    With `enough` the search ends as soon as it is known whether so much money is enough.
    """
    bound = 0.0
    if board.cover.nnz <= SMALL:
        found, bound = exact(board, SEARCHED * 10)
        if found is not None and cost(board, found) - bound <= ALIKE:
            return found, bound
    best = complete(board, [])
    if not progress(Step("choosing", 0, 1, cost(board, best))):
        return best, bound
    if enough is not None and cost(board, best) <= enough:
        return best, bound
    way = sides(board)
    goal = cost(board, best) if enough is None else min(cost(board, best), enough + 1)
    y, bound = proven(board, way, goal, bound, progress)
    if enough is not None and bound > enough:
        return best, bound
    likely = np.argsort(board.price - board.across @ y, kind="stable")
    reduced = (board.price - board.across @ y)[likely]
    best = min(
        best,
        complete(board, likely[reduced <= ALIKE].tolist()),
        key=lambda one: cost(board, one),
    )
    least = bound if enough is None else max(bound, enough)
    return mend(board, way, best, (least, rounds, seed), progress), bound


def proven(
    board: Board, way: Sides, goal: float, bound: float, progress: Progress, turns: int = CLIMBS
) -> tuple[Floats, float]:
    """Climb towards the goal: return multipliers of the rows, and what they prove."""
    share = board.price / np.maximum(np.diff(way[0]), 1)
    y, length = np.minimum.reduceat(share[way[3]], way[2][:-1]), 1.0
    part = _parts(board)
    for turn in range(turns):
        y, length = climb(way, board.price, y, goal, (STEPS // CLIMBS, length))
        bound = max(bound, _by_part(board, part, y))
        if bound >= goal - ALIKE or not progress(Step("bounding", turn, turns, goal, bound)):
            break
    return y, bound


def _parts(board: Board) -> tuple[Numbers, Numbers]:
    """Number what hangs together: for each row and each column, its part of the city."""
    rows = len(board.people)
    both = block_array([[None, board.cover], [board.across, None]], format="csr")
    part = np.asarray(connected_components(both, directed=False)[1], np.int64)
    return part[:rows], part[rows:]


def _by_part(board: Board, part: tuple[Numbers, Numbers], y: Floats) -> float:
    """Add up what each part costs at least, each rounded up where costs are whole numbers."""
    size = int(max(one.max(initial=-1) for one in part)) + 1
    reduced = np.minimum(board.price - board.across @ y, 0)
    proven = np.bincount(part[0], y, size) + np.bincount(part[1], reduced, size)
    proven -= ROUND * (1 + np.bincount(part[0], y, size))
    return float(sum(_whole(board.price, float(one)) for one in proven))


def complete(board: Board, first: list[int]) -> Numbers:
    """Take `first`, then what reaches most new rows; leave out again what is not needed."""
    ones = np.ones(len(board.people))
    nothing = np.zeros(0)
    free = Board(board.cover, ones, board.kind, nothing, board.price, float("inf"), board.columns)
    chosen = greedy(free, first)
    count = board.count(chosen)
    kept = []
    for column in chosen[np.argsort(-board.price[chosen], kind="stable")]:
        rows = rows_of(board.across, column)
        if len(rows) and count[rows].min() > 1:
            count[rows] -= 1
        else:
            kept.append(column)
    return np.array(sorted(kept), np.int64)


def mend(
    board: Board, way: Sides, chosen: Numbers, work: tuple[float, int, int], progress: Progress
) -> Numbers:
    """Make the cover cheaper round by round, until it is near the bound."""
    bound, rounds, seed = work
    weighing = Weighing(way, board.price, chosen)
    for turn in range(rounds):
        now = cost(board, np.flatnonzero(weighing.best))
        if now - bound <= CLOSE * abs(bound):
            break
        if not progress(Step("mending", turn, rounds, now, bound)):
            break
        weighing.round(seed * rounds + turn, SWAPS)
    return np.flatnonzero(weighing.best)


def _whole(price: Floats, bound: float) -> float:
    """Round a bound up where every cost is a whole number."""
    return float(np.ceil(bound - ALIKE)) if np.all(price == np.rint(price)) else bound
