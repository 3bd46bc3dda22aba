"""Minimum-cost flow with a certificate.

Goods flow from the source to the sink along arcs with a room and a cost. OR-Tools finds the flow.
We do not take its word: `prices` looks for a price at every node so that no unused arc would save
anything. With prices π, every flow of so many goods costs at least

    goods · (π(sink) − π(source)) + Σ room · min(0, cost + π(tail) − π(head))

which is weak duality of linear programming. When that is what our flow costs, nothing is cheaper.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from liandong.planning.compiled import compiled
from liandong.planning.pairing.problem import Whole


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs as arrays; `goods` go from node `source` to node `sink`."""

    tail: Whole
    head: Whole
    room: Whole
    cost: Whole
    source: int
    sink: int
    goods: int
    nodes: int


def cheapest(network: Network) -> Whole:
    """Return how much flows along each arc in a cheapest flow."""
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail.astype(np.int32),
        network.head.astype(np.int32),
        network.room,
        network.cost,
    )
    ends = np.array([network.source, network.sink], np.int32)
    solver.set_nodes_supplies(ends, np.array([network.goods, -network.goods], np.int64))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ValueError(f"No flow carries so many goods: {status.name}.")
    found: Whole = solver.flows(arcs).astype(np.int64)
    return found


def bound(network: Network, prices: Whole) -> int:
    """Return what every flow costs at least, by these prices."""
    reduced = network.cost + prices[network.tail] - prices[network.head]
    ends = prices[network.sink] - prices[network.source]
    return int(network.goods * ends + (network.room * np.minimum(reduced, 0)).sum())


def prices(network: Network, flow: Whole) -> Whole:
    """Return the lengths of shortest paths among the changes that the flow still allows.

    They are exact prices when the flow is a cheapest one. Otherwise the search would go round in
    circles; it ends after as many rounds as there are nodes, and `bound` then says less.
    """
    return _settle(
        network.tail, network.head, network.cost, network.room - flow, flow, network.nodes
    )


@compiled
def _settle(tail: Whole, head: Whole, cost: Whole, left: Whole, flow: Whole, nodes: int) -> Whole:
    price = np.zeros(nodes, np.int64)
    for _round in range(nodes):
        changed = False
        for arc in range(len(tail)):
            one, other = tail[arc], head[arc]
            if left[arc] > 0 and price[one] + cost[arc] < price[other]:
                price[other] = price[one] + cost[arc]
                changed = True
            if flow[arc] > 0 and price[other] - cost[arc] < price[one]:
                price[one] = price[other] - cost[arc]
                changed = True
        if not changed:
            break
    return price
