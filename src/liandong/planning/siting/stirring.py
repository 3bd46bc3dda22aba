"""Maximal cover at city scale, by annealing: a few neighbours close, others open. Compiled.

A step closes one to three taken columns that lie together, then opens what adds most for its price
as far as the money goes. What is worse is kept with probability e^(loss / heat), and the heat
falls. A step costs as much as the columns are large, however large the city is.
"""

import numpy as np

from liandong.planning.compiled import compiled
from liandong.planning.siting.board import Board
from liandong.planning.siting.case import PENALTY, Floats, Numbers

Flags = np.ndarray
# Where each column's rows begin, the rows; the same for each row's columns.
Sides = tuple[Numbers, Numbers, Numbers, Numbers]
Ground = tuple[Floats, Floats, Numbers, Floats]  # people, price, kind, needed
State = tuple[Flags, Numbers, Floats, Floats]  # taken, count by row, gain by column, had by kind
Lists = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
OPEN, GONE, CAME, NEAR, STEP = range(5)  # how long the lists are, and the number of the step

TOGETHER = 3  # columns that are closed in one step, at most
HEAT = 0.1  # at the beginning, as a share of what a taken column is worth on average
BEST = 64  # columns of the greatest gain anywhere, beside those that lie near
TRIES = 40
WORK, FEW, MANY = 8_000_000, 1_000, 8_000  # steps of a round, by how much one step costs


def sides(board: Board) -> Sides:
    across, cover = board.across, board.cover
    arrays = (across.indptr, across.indices, cover.indptr, cover.indices)
    one, two, three, four = (array.astype(np.int64) for array in arrays)
    return one, two, three, four


class Stirring:
    """A board while it is stirred, round by round; `best` is the best choice met so far."""

    def __init__(self, board: Board, chosen: Numbers, rounds: int, seed: int) -> None:
        self.sides = sides(board)
        needed = board.needed if len(board.needed) else np.zeros(1)
        kind = board.kind if len(board.needed) else np.zeros(len(board.people), np.int64)
        self.ground: Ground = (board.people, board.price, kind, needed)
        self.money = board.money
        self.now = np.zeros(board.size, np.bool_)
        self.now[chosen] = True
        self.best = self.now.copy()
        self.rounds, self.seed = rounds, seed
        worth = float(board.people[board.count(chosen) > 0].sum())
        self.heat = HEAT * worth / max(len(chosen), 1)
        each = board.cover.nnz / max(board.size, 1) * board.cover.nnz / max(len(board.people), 1)
        self.steps = int(np.clip(WORK / max(each, 1), FEW, MANY))

    def round(self, turn: int) -> None:
        """Stir once more, a little cooler."""
        heat = self.heat * (1 - turn / self.rounds)
        want = (self.money, heat, self.seed * self.rounds + turn, self.steps)
        stir(self.sides, self.ground, self.now, self.best, want)


@compiled
def stir(
    sides: Sides, ground: Ground, now: Flags, best: Flags, want: tuple[float, float, int, int]
) -> None:
    """Carry out the steps of a round on `now`, and keep the best choice met in `best`."""
    money, heat, seed, steps = want
    np.random.seed(seed)
    state, lists, sizes = _begun(sides, ground, now)
    value = _value(ground, now, state)
    record = _worth(sides, ground, best)
    left = money - (ground[1] * now).sum()
    for _step in range(steps):
        if sizes[OPEN] == 0:
            break
        sizes[STEP] += 1
        change = _closed(sides, ground, state, lists, sizes)
        room = left
        for at in range(sizes[GONE]):
            room += ground[1][lists[2][at]]
        added, room = _opened(sides, ground, state, lists, (sizes, room))
        change += added
        if change >= 0 or np.random.random() < np.exp(change / max(heat, 1e-9)):
            value += change
            left = room
            _listed(lists, sizes)
            if value > record + 1e-6:
                record = value
                best[:] = now
        else:
            for at in range(sizes[CAME]):
                turn(lists[3][at], sides, ground, state)
            for at in range(sizes[GONE]):
                turn(lists[2][at], sides, ground, state)


@compiled
def turn(column: int, sides: Sides, ground: Ground, state: State) -> float:
    """Open a closed column, or close an open one. Returns what that changes."""
    people, _price, kind, needed = ground
    taken, count, gain, had = state
    step = -1 if taken[column] else 1
    first = 0 if step < 0 else 1  # the count at which a row is lost, or is newly reached
    taken[column] = not taken[column]
    change = 0.0
    for at in range(sides[0][column], sides[0][column + 1]):
        row = sides[1][at]
        count[row] += step
        if count[row] != first:
            continue
        own = kind[row]
        short = max(needed[own] - had[own], 0.0)
        had[own] += step * people[row]
        change += step * people[row] + PENALTY * (short - max(needed[own] - had[own], 0.0))
        for other in range(sides[2][row], sides[2][row + 1]):
            gain[sides[3][other]] -= step * people[row]
    return change


@compiled
def _begun(sides: Sides, ground: Ground, now: Flags) -> tuple[State, Lists, Numbers]:
    columns, rows = len(now), len(ground[0])
    taken = now.copy()
    now[:] = False
    state = (now, np.zeros(rows, np.int64), np.zeros(columns), np.zeros(len(ground[3])))
    for row in range(rows):
        for at in range(sides[2][row], sides[2][row + 1]):
            state[2][sides[3][at]] += ground[0][row]
    order = np.full(columns, -1)
    lists = (order, order.copy(), order[:TOGETHER].copy(), order.copy(), order.copy(), order.copy())
    sizes = np.zeros(5, np.int64)
    for column in range(columns):
        if taken[column]:
            turn(column, sides, ground, state)
            order[sizes[OPEN]] = column
            lists[1][column] = sizes[OPEN]
            sizes[OPEN] += 1
    hopeful = np.argsort(-state[2])[:BEST]
    lists[4][: len(hopeful)] = hopeful
    sizes[NEAR] = len(hopeful)
    return state, lists, sizes


@compiled
def _value(ground: Ground, now: Flags, state: State) -> float:
    total = (ground[0] * (state[1] > 0)).sum()
    return float(total - PENALTY * np.maximum(ground[3] - state[3], 0.0).sum())


@compiled
def _worth(sides: Sides, ground: Ground, taken: Flags) -> float:
    reached = np.zeros(len(ground[0]), np.bool_)
    for column in range(len(taken)):
        if taken[column]:
            for at in range(sides[0][column], sides[0][column + 1]):
                reached[sides[1][at]] = True
    had = np.zeros(len(ground[3]))
    for row in range(len(reached)):
        if reached[row]:
            had[ground[2][row]] += ground[0][row]
    return float(had.sum() - PENALTY * np.maximum(ground[3] - had, 0.0).sum())


@compiled
def _closed(sides: Sides, ground: Ground, state: State, lists: Lists, sizes: Numbers) -> float:
    """Close a column and perhaps one or two beside it; note who could come in their place."""
    order, _place, gone, _came, near, seen = lists
    want = min(1 + np.random.randint(TOGETHER), sizes[OPEN], len(gone))
    sizes[GONE], sizes[NEAR] = 0, min(BEST, len(near))
    for at in range(sizes[NEAR]):
        seen[near[at]] = sizes[STEP]
    column, change = order[np.random.randint(sizes[OPEN])], 0.0
    while column >= 0:
        change += turn(column, sides, ground, state)
        gone[sizes[GONE]] = column
        sizes[GONE] += 1
        _noted(column, sides, state[1], lists, sizes)
        column = _beside(sides, state[0], gone, sizes[GONE]) if sizes[GONE] < want else -1
    return change


@compiled
def _noted(column: int, sides: Sides, count: Numbers, lists: Lists, sizes: Numbers) -> None:
    near, seen = lists[4], lists[5]
    for at in range(sides[0][column], sides[0][column + 1]):
        row = sides[1][at]
        if count[row] == 0:
            for other in range(sides[2][row], sides[2][row + 1]):
                one = sides[3][other]
                if seen[one] != sizes[STEP]:
                    seen[one] = sizes[STEP]
                    near[sizes[NEAR]] = one
                    sizes[NEAR] += 1


@compiled
def _beside(sides: Sides, taken: Flags, gone: Numbers, many: int) -> int:
    """Walk from a closed column over rows to an open one; −1 if none is met."""
    for _try in range(TRIES):
        column = gone[np.random.randint(many)]
        for _hop in range(2):
            if sides[0][column + 1] == sides[0][column]:
                return -1
            row = sides[1][np.random.randint(sides[0][column], sides[0][column + 1])]
            for at in range(sides[2][row], sides[2][row + 1]):
                if taken[sides[3][at]]:
                    return int(sides[3][at])
            column = sides[3][np.random.randint(sides[2][row], sides[2][row + 1])]
    return -1


@compiled
def _opened(
    sides: Sides, ground: Ground, state: State, lists: Lists, purse: tuple[Numbers, float]
) -> tuple[float, float]:
    """Open what adds most for its price while there is money. Gives the change and what is left."""
    sizes, left = purse
    price, taken, gain = ground[1], state[0], state[2]
    came, near, change = lists[3], lists[4], 0.0
    sizes[CAME] = 0
    while True:
        best, most = -1, 0.0
        for at in range(sizes[NEAR]):
            one = near[at]
            if taken[one] or price[one] > left + 1e-9 or gain[one] <= 1e-9:
                continue
            rate = gain[one] / max(price[one], 1e-9)
            if rate > most and (best < 0 or np.random.random() < 0.9):
                best, most = one, rate
        if best < 0:
            return change, left
        change += turn(best, sides, ground, state)
        left -= price[best]
        came[sizes[CAME]] = best
        sizes[CAME] += 1


@compiled
def _listed(lists: Lists, sizes: Numbers) -> None:
    """Bring the list of open columns up to date."""
    order, place, gone, came = lists[:4]
    for at in range(sizes[GONE]):
        sizes[OPEN] -= 1
        hole, last = place[gone[at]], order[sizes[OPEN]]
        order[hole] = last
        place[last] = hole
        place[gone[at]] = -1
    for at in range(sizes[CAME]):
        order[sizes[OPEN]] = came[at]
        place[came[at]] = sizes[OPEN]
        sizes[OPEN] += 1
