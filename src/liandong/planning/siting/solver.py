"""HiGHS, asked in one place: a mixed-integer program, its best answer and its proven bound."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from liandong.planning.siting.case import Floats

NODES = 20_000  # how long a small problem is searched before its gap is accepted
ALIKE = 1e-6


@dataclass(frozen=True, slots=True)
class Model:
    """Minimise `cost · z` with `matrix z ≥ least` and 0 ≤ z ≤ 1, the first `whole` of z whole."""

    cost: Floats
    matrix: csr_array
    least: Floats
    whole: int
    most: Floats | None = None  # upper bounds, where they are not 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The best found (none where nothing was found in time), and what no answer can go below."""

    values: Floats | None
    bound: float


class NoAnswer(ValueError):
    """No choice does what the problem asks."""


def solve(model: Model, nodes: int = NODES, gap: float = 0.0) -> Answer:
    """Solve, stopping after so many nodes of the search (never after a time: runs are the same)."""
    size = len(model.cost)
    found = milp(
        model.cost,
        integrality=(np.arange(size) < model.whole).astype(int),
        bounds=Bounds(0, np.ones(size) if model.most is None else model.most),
        constraints=LinearConstraint(model.matrix, model.least, np.inf),
        options={"node_limit": nodes, "mip_rel_gap": gap},
    )
    if found.status == 2:
        raise NoAnswer(str(found.message))
    bound = getattr(found, "mip_dual_bound", None)
    return Answer(found.x, float("-inf") if bound is None else float(bound))
