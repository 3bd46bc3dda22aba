"""Swaps for maximal cover: one column in, one out, all candidates weighed by one sparse product."""

import numpy as np
from scipy.sparse import csr_array

from liandong.planning.siting.board import Board
from liandong.planning.siting.case import Floats, Numbers
from liandong.planning.siting.matrix import rows_of
from liandong.planning.siting.solver import ALIKE

TURNS = 60


def swapped(board: Board, chosen: Numbers) -> Numbers:
    """Swap until nothing helps any more (or `TURNS` times through)."""
    taken = np.zeros(board.size, bool)
    taken[chosen] = True
    for _turn in range(TURNS):
        count = np.asarray(board.cover @ taken.astype(float)).astype(np.int64)
        gain = board.across @ (board.people * (count == 0))
        partner, loss = _partners(board, taken, count)
        better = np.where(taken, -np.inf, gain - loss)
        hopeful = np.flatnonzero(better > ALIKE)
        order = hopeful[np.argsort(-better[hopeful], kind="stable")]
        if not sum(_swap(board, taken, count, int(one), int(partner[one])) for one in order):
            break
    return np.flatnonzero(taken)


def _swap(board: Board, taken: np.ndarray, count: Numbers, comes: int, goes: int) -> bool:
    """Swap two columns if that still helps after the swaps before it."""
    if not taken[goes]:
        return False
    new, old = rows_of(board.across, comes), rows_of(board.across, goes)
    gain = board.people[new][count[new] == 0].sum()
    count[new] += 1
    if gain <= board.people[old][count[old] == 1].sum() + ALIKE:
        count[new] -= 1
        return False
    count[old] -= 1
    taken[comes], taken[goes] = True, False
    return True


def _partners(board: Board, taken: np.ndarray, count: Numbers) -> tuple[Numbers, Floats]:
    """For every column, the taken one whose place it would best take, and what that one loses.

    A row reached once has an owner. What an owner loses is the people of its own rows, less those
    that the newcomer reaches too: that overlap, for all pairs at once, is a product of two sparse
    matrices.
    """
    rows, columns = board.cover.shape
    once = np.flatnonzero(count == 1)
    owner = np.rint(board.cover @ (taken * np.arange(columns)))[once].astype(np.int64)
    own = np.bincount(owner, board.people[once], columns)
    loss = np.where(taken, own, np.inf)
    owned = csr_array((board.people[once], (once, owner)), shape=(rows, columns))
    overlap = (board.across @ owned).tocsr()
    partner = np.full(columns, loss.argmin())
    least = np.full(columns, loss.min())
    row = np.repeat(np.arange(columns), np.diff(overlap.indptr))
    left = loss[overlap.indices] - overlap.data
    order = np.lexsort((overlap.indices, left, row))
    row, left, owner = row[order], left[order], overlap.indices[order]
    first = np.flatnonzero(np.diff(row, prepend=-1))
    nearer = first[left[first] < least[row[first]]]
    partner[row[nearer]], least[row[nearer]] = owner[nearer], left[nearer]
    return partner, least
