"""Run by itself, so that it can be ended: a pairing solved by one peer.

`python -m benchmarks.matchers highs|scipy|cpsat IN.npz OUT.npz SECONDS`: points (none where nothing
was found), whether they are proven, and seconds of the processor. The pairing comes as its flow.
"""

import sys
import time

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


def highs(flow, seconds):
    """Solve the flow as a linear program: what comes into a node goes out of it."""
    arcs = np.arange(len(flow["tail"]))
    ones, shape = np.ones(len(arcs)), (int(flow["nodes"]), len(arcs))
    ends = np.zeros(int(flow["nodes"]))
    ends[[int(flow["source"]), int(flow["sink"])]] = flow["goods"], -flow["goods"]
    out = csr_array((ones, (flow["tail"], arcs)), shape=shape)
    into = csr_array((ones, (flow["head"], arcs)), shape=shape)
    bounds = np.stack([np.zeros(len(arcs)), flow["room"]], axis=1)
    solved = linprog(
        flow["cost"],
        A_eq=out - into,
        b_eq=ends,
        bounds=bounds,
        method="highs",
        options={"time_limit": seconds},
    )
    return (None, False) if solved.status else (round(-solved.fun), True)


def cpsat(flow, seconds):
    """Solve the flow with a whole variable for every arc, by CP-SAT's one worker."""
    model = cp_model.CpModel()
    moved = [model.new_int_var(0, int(room), "") for room in flow["room"]]
    balance = [[] for _node in range(int(flow["nodes"]))]
    for arc, (one, other) in enumerate(zip(flow["tail"], flow["head"], strict=True)):
        balance[one].append(moved[arc])
        balance[other].append(-moved[arc])
    goods = int(flow["goods"])
    ends = {int(flow["source"]): goods, int(flow["sink"]): -goods}
    for node, terms in enumerate(balance):
        if terms:
            model.add(sum(terms) == ends.get(node, 0))
    model.minimize(cp_model.LinearExpr.weighted_sum(moved, flow["cost"].tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    return round(-solver.objective_value), status == cp_model.OPTIMAL


def scipy(flow, seconds):
    """Match offers with single heads: a member's own limit and fairness cannot be said."""
    heads = np.repeat(np.arange(len(flow["heads"])), flow["heads"])
    order = np.argsort(flow["needs"], kind="stable")
    first = np.searchsorted(flow["needs"][order], np.arange(len(flow["heads"]) + 1))
    count = np.diff(first)[heads]
    row = np.repeat(np.arange(len(heads)), count)
    at = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + first[heads[row]]
    pair, offers = order[at], int(flow["offers"].max()) + 1
    points = flow["gain"][pair]
    least = points.max() + 1  # what an empty head costs; a zero would be no edge
    alone = np.arange(len(heads))
    cost = np.r_[least - points, np.full(len(heads), least)]
    ends = (np.r_[row, alone], np.r_[flow["offers"][pair], offers + alone])
    table = csr_array((cost, ends), shape=(len(heads), offers + len(heads)))
    rows, columns = min_weight_full_bipartite_matching(table)
    return int(least * len(heads) - table[rows, columns].sum()), True


def main(name, given, out, seconds):
    flow = dict(np.load(given))
    began = time.process_time()
    points, proven = {"highs": highs, "scipy": scipy, "cpsat": cpsat}[name](flow, seconds)
    spent = time.process_time() - began
    np.savez(out, points=-1 if points is None else points, proven=proven, spent=spent)


if __name__ == "__main__":
    main(*sys.argv[1:4], float(sys.argv[4]))
