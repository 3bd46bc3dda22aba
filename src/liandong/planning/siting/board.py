"""What is left to decide once the existing sites stand: the smaller problem that is searched.

Points that existing sites reach are done, points that nobody reaches are out, and points that the
same sites reach are one row.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from liandong.planning.siting.case import Case, Floats, Numbers
from liandong.planning.siting.matrix import merged


@dataclass(frozen=True)
class Board:
    """Rows × columns, people by row, community (`kind`) by row, people still `needed` by kind."""

    cover: csr_array
    people: Floats
    kind: Numbers
    needed: Floats
    price: Floats
    money: float
    columns: Numbers

    @cached_property
    def across(self) -> csr_array:
        """Columns × rows."""
        return self.cover.T.tocsr()

    @property
    def size(self) -> int:
        return len(self.columns)

    def count(self, chosen: Numbers) -> Floats:
        """For each row, how many of the chosen columns reach it."""
        x = np.zeros(self.size)
        x[chosen] = 1
        return np.asarray(self.cover @ x)

    def short(self, reached: np.ndarray) -> Floats:
        """For each kind, how many people its floor misses when these rows are reached."""
        if not len(self.needed):
            return self.needed
        had = np.bincount(self.kind[reached], self.people[reached], len(self.needed))
        return np.maximum(self.needed - had, 0)

    def only(self, columns: Numbers, rows: np.ndarray, needed: Floats, money: float) -> "Board":
        """Return the board of some columns and rows, merged; `columns` in this one's numbers."""
        part = self.cover[np.flatnonzero(rows)][:, columns]
        reached = np.diff(part.indptr) > 0
        people, kind = self.people[rows][reached], self.kind[rows][reached]
        part, people, kind = merged(part[np.flatnonzero(reached)], people, kind)
        return Board(part, people, kind, needed, self.price[columns], money, columns)


def lay_out(case: Case, price: Floats, money: float, floors: Floats) -> Board:
    """Lay out a case. The board's columns are the case's site numbers, existing sites left out."""
    kind = np.zeros(len(case.people), np.int64)
    if len(floors) and case.communities is not None:
        kind = case.communities
    everything = Board(case.cover, case.people, kind, floors, price, money, np.arange(case.sites))
    existing = np.array(case.existing, np.int64)
    rows = everything.count(existing) == 0
    columns = np.setdiff1d(np.arange(case.sites), existing)
    return everything.only(columns, rows, everything.short(~rows), money)
