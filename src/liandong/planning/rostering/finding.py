"""A good roster by HiGHS: the model's linear constraints as they are, solved in floating point.

Sums of squares make its linear relaxation nearly whole, so the first node mostly decides. The
search ends after so many nodes, never after a time. What it finds and proves is approximate by a
millionth; `solver.py` has it proven in whole numbers.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Real = NDArray[np.float64]
NODES = 20
ENDLESS = 1e15  # whole numbers beyond stand for no end
EXACT = 1e-6


@dataclass(frozen=True, slots=True)
class Linear:
    """Minimise `cost · z + offset` with `low ≤ matrix z ≤ high`, `least ≤ z ≤ most`, z whole."""

    cost: Real
    offset: float
    matrix: csr_array
    low: Real
    high: Real
    least: Real
    most: Real


@dataclass(frozen=True, slots=True)
class Found:
    """Values for all variables (none where nothing was found), and what no answer goes below."""

    values: list[int]
    bound: int


def linear(model: cp_model.CpModel) -> Linear:
    """Write out a model of sums and of "at most one of these"."""
    proto = model.proto
    terms: list[tuple[list[int], list[int]]] = []
    ends: list[tuple[float, float]] = []
    for one in proto.constraints:
        if one.has_linear():
            terms.append((list(one.linear.vars), list(one.linear.coeffs)))
            ends.append((one.linear.domain[0], one.linear.domain[1]))
        else:
            literals = list(one.at_most_one.literals)
            terms.append((literals, [1] * len(literals)))
            ends.append((0, 1))
    cost = np.zeros(len(proto.variables))
    np.add.at(cost, list(proto.objective.vars), list(proto.objective.coeffs))
    low, high = np.array(ends, np.float64).reshape(-1, 2).T
    rows = np.repeat(np.arange(len(terms)), [len(variables) for variables, _factors in terms])
    columns = np.array([at for variables, _factors in terms for at in variables], np.int64)
    factors = np.array([one for _variables, factors in terms for one in factors], np.float64)
    return Linear(
        cost=cost,
        offset=proto.objective.offset,
        matrix=csr_array((factors, (rows, columns)), shape=(len(terms), len(cost))),
        low=np.where(low < -ENDLESS, -np.inf, low),
        high=np.where(high > ENDLESS, np.inf, high),
        least=np.array([one.domain[0] for one in proto.variables], np.float64),
        most=np.array([one.domain[1] for one in proto.variables], np.float64),
    )


def find(program: Linear, nodes: int = NODES) -> Found:
    solved = milp(
        program.cost,
        integrality=np.ones(len(program.cost)),
        bounds=Bounds(program.least, program.most),
        constraints=LinearConstraint(program.matrix, program.low, program.high),
        options={"node_limit": nodes, "mip_rel_gap": 0.0},
    )
    if solved.x is None:
        return Found([], 0)
    proven = solved.mip_dual_bound + program.offset
    return Found(np.rint(solved.x).astype(int).tolist(), ceil(proven - EXACT * max(abs(proven), 1)))
