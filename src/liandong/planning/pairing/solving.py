"""From a pairing to a flow and back: source → somebody → offer → need → place → sink."""

import numpy as np

from liandong.planning.pairing.explaining import reason, unmet
from liandong.planning.pairing.flow import Network, bound, cheapest, prices
from liandong.planning.pairing.problem import Pair, Problem, Whole
from liandong.planning.plan import Choice, Plan, Progress, Step, insist, silent


def pair(problem: Problem, progress: Progress = silent) -> Plan[Pair]:
    """Pair for the most points. The bound is proven by prices, not taken from the solver."""
    insist(progress, Step("flow", 0, 3))
    network = build(problem)
    flow = cheapest(network)
    insist(progress, Step("prices", 1, 3))
    proven = -bound(network, prices(network, flow))
    insist(progress, Step("reasons", 2, 3))
    first = len(problem.capacity) + len(problem.owner)
    used = np.flatnonzero(flow[first : first + len(problem.offers)])
    pairs = pairs_of(problem, used)
    progress(Step("reasons", 3, 3))
    return Plan(
        method="minimum-cost flow",
        sense="most",
        objective=-int((flow * network.cost).sum()),
        bound=proven,
        choices=tuple(
            Choice(one, reason(problem, at)) for one, at in zip(pairs, used.tolist(), strict=True)
        ),
        unmet=tuple(unmet(problem, used)),
    )


def pairs_of(problem: Problem, used: Whole) -> list[Pair]:
    columns = (
        problem.owner[problem.offers[used]],
        problem.offers[used],
        problem.needs[used],
        problem.worth[used],
    )
    return [Pair(*row) for row in np.stack(columns, axis=1).tolist()]


def build(problem: Problem) -> Network:
    """Lay out the arcs, layer by layer; the last one leaves goods at home for nothing."""
    people, offers, needs = len(problem.capacity), len(problem.owner), len(problem.heads)
    places = int(max(problem.place.max(initial=-1), problem.step_place.max(initial=-1))) + 1
    offer, need, place = 1 + people, 1 + people + offers, 1 + people + offers + needs
    sink = place + places
    goods = int(min(problem.heads.sum(), problem.capacity.sum()))
    one = np.zeros(1, np.int64)
    layers: list[tuple[Whole, Whole, Whole, Whole]] = [
        (np.repeat(one, people), 1 + np.arange(people), problem.capacity, np.repeat(one, people)),
        (1 + problem.owner, offer + np.arange(offers), problem.room, np.repeat(one, offers)),
        (
            offer + problem.offers,
            need + problem.needs,
            np.ones(len(problem.offers), np.int64),
            -problem.worth,
        ),
        (need + np.arange(needs), place + problem.place, problem.heads, -problem.reward),
        (
            place + problem.step_place,
            np.full(len(problem.step_place), sink),
            problem.step_room,
            -problem.step_reward,
        ),
        (one, one + sink, one + goods, one),
    ]
    tail, head, room, cost = (
        np.concatenate(column).astype(np.int64) for column in zip(*layers, strict=True)
    )
    return Network(tail, head, room, cost, 0, sink, goods, sink + 1)
