"""Points that the same sites reach are one row: the plan is the same and the arrays are smaller."""

import numpy as np
from scipy.sparse import csr_array

from liandong.planning.siting.case import Floats, Numbers


def merged(cover: csr_array, people: Floats, kind: Numbers) -> tuple[csr_array, Floats, Numbers]:
    """Merge rows of the same sites and `kind`. Gives the rows, their people and their kinds."""
    cover.sort_indices()
    keys = np.random.default_rng(0).integers(1, 2**62, (2, cover.shape[1]))
    sums = []
    for key in keys:
        total = np.concatenate([[0], np.cumsum(key[cover.indices])])  # wraps around, as a hash may
        sums.append(total[cover.indptr[1:]] - total[cover.indptr[:-1]])
    order = np.lexsort((*sums, kind))
    columns = np.stack([*sums, kind])[:, order]
    new = np.ones(len(order), bool)
    new[1:] = np.any(columns[:, 1:] != columns[:, :-1], axis=0)
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(new) - 1
    first = order[new]
    return cover[first], np.bincount(group, people, len(first)), kind[first]


def rows_of(matrix: csr_array, row: int) -> Numbers:
    """Return the columns of one row, as a view."""
    found: Numbers = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return found
