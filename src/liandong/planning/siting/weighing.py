"""Set cover at city scale: a search that makes hard rows heavier, and multipliers that prove.

The search (row weighting: Gao, Weise and Li 2015) always keeps a choice that is a little too cheap:
one column goes, one comes that reaches a missed row, and every row that stays missed gets heavier,
until all are reached; then it is made cheaper again. The multipliers are those of Held and Karp
(1970), their direction smoothed as by Barahona and Anbil (2000). Compiled.
"""

import numpy as np

from liandong.planning.compiled import compiled
from liandong.planning.siting.case import Floats, Numbers
from liandong.planning.siting.stirring import Flags, Sides

State = tuple[Flags, Numbers, Floats, Floats]  # taken, count and weight by row, score by column
Lists = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Flags]
OPEN, MISSED = range(2)  # how long the lists are
SAMPLE = 60  # open columns that are compared before one of them is closed
SMOOTH, HOLD, SHORTER = 0.1, 50, 0.8  # of the multipliers' direction and step


class Weighing:
    """A cover while it is made cheaper, round by round."""

    def __init__(self, sides: Sides, price: Floats, chosen: Numbers) -> None:
        self.sides, self.price = sides, price
        self.best = np.zeros(len(price), np.bool_)
        self.best[chosen] = True
        rows = len(sides[2]) - 1
        self.weight = np.ones(rows)

    def round(self, seed: int, steps: int) -> None:
        lighten(self.sides, self.price, self.best, self.weight, (seed, steps))


@compiled
def lighten(
    sides: Sides, price: Floats, best: Flags, weight: Floats, work: tuple[int, int]
) -> None:
    """Search for so many steps for a cheaper cover than `best`, and keep what is found in it."""
    seed, steps = work
    np.random.seed(seed)
    state, lists, sizes = _begun(sides, best, weight)
    record = (price * best).sum()
    spent, last = record, -1
    for step in range(steps):
        while sizes[MISSED] == 0:
            if spent < record - 1e-9:
                record = spent
                best[:] = state[0]
            if sizes[OPEN] == 0:
                return
            one = _lightest(sides, price, state, lists, (sizes[OPEN], -1, 0))
            spent += _turned(one, step, sides, price, (state, lists, sizes))
        if sizes[OPEN] > 0:
            one = _lightest(sides, price, state, lists, (sizes[OPEN], last, SAMPLE))
            spent += _turned(one, step, sides, price, (state, lists, sizes))
            lists[5][one] = False
        last = _reaching(sides, price, state, lists, sizes[MISSED])
        if spent + price[last] < record - 1e-9:
            spent += _turned(last, step, sides, price, (state, lists, sizes))
        _heavier(sides, state, lists[2][: sizes[MISSED]])


@compiled
def _heavier(sides: Sides, state: State, missed: Numbers) -> None:
    for row in missed:
        state[2][row] += 1
        for at in range(sides[2][row], sides[2][row + 1]):
            state[3][sides[3][at]] += 1


@compiled
def _begun(sides: Sides, best: Flags, weight: Floats) -> tuple[State, Lists, Numbers]:
    columns, rows = len(best), len(weight)
    taken, count = np.zeros(columns, np.bool_), np.zeros(rows, np.int64)
    score = np.zeros(columns)
    nobody, nothing = np.full(columns, -1), np.full(rows, -1)
    lists = (
        nobody,
        nobody.copy(),
        nothing,
        nothing.copy(),
        np.zeros(columns, np.int64),
        best | True,
    )
    sizes = np.zeros(2, np.int64)
    for row in range(rows):
        _miss(row, lists, sizes)
        for at in range(sides[2][row], sides[2][row + 1]):
            score[sides[3][at]] += weight[row]
    state = (taken, count, weight, score)
    for column in range(columns):
        if best[column]:
            _turned(column, 0, sides, score, (state, lists, sizes))
    return state, lists, sizes


@compiled
def _miss(row: int, lists: Lists, sizes: Numbers) -> None:
    lists[2][sizes[MISSED]] = row
    lists[3][row] = sizes[MISSED]
    sizes[MISSED] += 1


@compiled
def _drop(one: int, order: Numbers, place: Numbers, sizes: Numbers, which: int) -> None:
    """Take something out of a list; the last one fills the hole."""
    sizes[which] -= 1
    hole, last = place[one], order[sizes[which]]
    order[hole] = last
    place[last] = hole
    place[one] = -1


@compiled
def _turned(
    column: int, step: int, sides: Sides, price: Floats, where: tuple[State, Lists, Numbers]
) -> float:
    """Open a closed column, or close an open one. Returns what is spent by it."""
    (taken, count, weight, score), lists, sizes = where
    opens = not taken[column]
    taken[column] = opens
    lists[4][column] = step
    score[column] = -score[column]
    if opens:
        lists[0][sizes[OPEN]] = column
        lists[1][column] = sizes[OPEN]
        sizes[OPEN] += 1
    else:
        _drop(column, lists[0], lists[1], sizes, OPEN)
    for at in range(sides[0][column], sides[0][column + 1]):
        row = sides[1][at]
        count[row] += 1 if opens else -1
        now = count[row]
        if now == (1 if opens else 0):
            if opens:
                _drop(row, lists[2], lists[3], sizes, MISSED)
            else:
                _miss(row, lists, sizes)
            _shift(row, column, sides, score, -weight[row] if opens else weight[row])
        elif now == (2 if opens else 1):
            _owner(row, column, sides, (taken, score), weight[row] if opens else -weight[row])
        if not opens:
            for other in range(sides[2][row], sides[2][row + 1]):
                lists[5][sides[3][other]] = True
    return float(price[column] if opens else -price[column])


@compiled
def _shift(row: int, column: int, sides: Sides, score: Floats, by: float) -> None:
    for at in range(sides[2][row], sides[2][row + 1]):
        if sides[3][at] != column:
            score[sides[3][at]] += by


@compiled
def _owner(row: int, column: int, sides: Sides, where: tuple[Flags, Floats], by: float) -> None:
    """Tell the one other open column of a row that it is alone there, or alone no more."""
    taken, score = where
    for at in range(sides[2][row], sides[2][row + 1]):
        one = sides[3][at]
        if one != column and taken[one]:
            score[one] += by


@compiled
def _lightest(
    sides: Sides, price: Floats, state: State, lists: Lists, draw: tuple[int, int, int]
) -> int:
    """Return the open column whose loss is least for its price: of all, or of a sample."""
    many, last, sample = draw
    order, score, since = lists[0], state[3], lists[4]
    best, least = order[0], -np.inf
    for at in range(sample if sample else many):
        one = order[np.random.randint(many)] if sample else order[at]
        if one == last:
            continue
        rate = score[one] / max(price[one], 1e-9)
        if rate > least or (rate == least and since[one] < since[best]):
            best, least = one, rate
    return int(best)


@compiled
def _reaching(sides: Sides, price: Floats, state: State, lists: Lists, missed: int) -> int:
    """Return the column that reaches a missed row, drawn by lot, and most weight for its price."""
    row = lists[2][np.random.randint(missed)]
    best, most = -1, -1.0
    for at in range(sides[2][row], sides[2][row + 1]):
        one = sides[3][at]
        rate = state[3][one] / max(price[one], 1e-9)
        older = best < 0 or lists[4][one] < lists[4][best]
        if lists[5][one] and (rate > most or (rate == most and older)):
            best, most = one, rate
    return int(best) if best >= 0 else int(sides[3][sides[2][row]])


@compiled
def climb(
    sides: Sides, price: Floats, start: Floats, goal: float, work: tuple[int, float]
) -> tuple[Floats, float]:
    """Look for multipliers of the rows that prove more; returns them and how long the steps are."""
    steps, length = work
    y, kept, way, slack = start.copy(), start.copy(), np.zeros(len(start)), np.zeros(len(start))
    best, waited, fresh = -np.inf, 0, True
    for _step in range(steps):
        proven = _proves(sides, price, y, slack)
        waited = 0 if proven > best + 1e-5 * abs(best) else waited + 1
        if proven > best:
            best = proven
            kept[:] = y
        way = slack * 1.0 if fresh else SMOOTH * slack + (1 - SMOOTH) * way
        free = way * ((y > 0) | (way > 0))
        size = (free * free).sum()
        if goal <= proven or (fresh and size < 1e-12):
            break
        fresh = bool(waited >= HOLD or size < 1e-12)
        if fresh:
            length, waited = length * SHORTER, 0
            y[:] = kept
        else:
            y = np.maximum(y + length * (goal - proven) / size * free, 0.0)
    return kept, length


@compiled
def _proves(sides: Sides, price: Floats, y: Floats, slack: Floats) -> float:
    """Return what the multipliers prove; `slack` becomes 1 − how often each row is reached."""
    slack[:] = 1
    proven = y.sum()
    for column in range(len(price)):
        reduced = price[column]
        for at in range(sides[0][column], sides[0][column + 1]):
            reduced -= y[sides[1][at]]
        if reduced < 0:
            proven += reduced
            for at in range(sides[0][column], sides[0][column + 1]):
                slack[sides[1][at]] -= 1
    return float(proven)
