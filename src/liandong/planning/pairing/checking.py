"""Everything counted again from the problem alone, on one page."""

from collections import Counter

import numpy as np

from liandong.planning.pairing.flow import Network, bound, prices
from liandong.planning.pairing.problem import Pair, Problem, Whole
from liandong.planning.pairing.solving import build
from liandong.planning.plan import Plan


def check(problem: Problem, plan: Plan[Pair]) -> list[str]:
    """Return what is wrong with a plan; nothing means that it holds, and that nothing is better."""
    worth = {
        (int(offer), int(need)): int(points)
        for offer, need, points in zip(problem.offers, problem.needs, problem.worth, strict=True)
    }
    wrong, points = [], 0
    for pair, times in Counter((one.offer, one.need) for one in plan.chosen).items():
        if pair not in worth:
            wrong.append(f"Offer {pair[0]} and need {pair[1]} do not fit.")
        if times > 1:
            wrong.append(f"Offer {pair[0]} and need {pair[1]} are paired {times} times.")
    wrong += _overloaded(problem, plan)
    if wrong:
        return wrong
    for one in plan.chosen:
        points += worth[one.offer, one.need] + int(problem.reward[one.need])
    points += _steps(problem, Counter(int(problem.place[one.need]) for one in plan.chosen))
    if points != plan.objective:
        wrong.append(f"The pairs are worth {points}, not {plan.objective}.")
    network = build(problem)
    proven = -bound(network, prices(network, _flow(problem, plan, network)))
    if proven != plan.bound:
        wrong.append(f"What is proven is {proven}, not {plan.bound}.")
    return wrong


def _overloaded(problem: Problem, plan: Plan[Pair]) -> list[str]:
    """Name who does more than they can, and needs with more people than asked for."""
    counted = (
        ("Somebody", problem.capacity, Counter(int(problem.owner[p.offer]) for p in plan.chosen)),
        ("Offer", problem.room, Counter(pair.offer for pair in plan.chosen)),
        ("Need", problem.heads, Counter(pair.need for pair in plan.chosen)),
    )
    return [
        f"{what} {at} has {times} pairs, and room for {limits[at]}."
        for what, limits, counts in counted
        for at, times in counts.items()
        if times > limits[at]
    ]


def _steps(problem: Problem, heads: Counter[int]) -> int:
    """Return what places pay: their first steps first, as far as their heads go."""
    points = 0
    for place, room, reward in zip(
        problem.step_place.tolist(),
        problem.step_room.tolist(),
        problem.step_reward.tolist(),
        strict=True,
    ):
        taken = min(heads[place], room)
        heads[place] -= taken
        points += taken * reward
    return points


def _flow(problem: Problem, plan: Plan[Pair], network: Network) -> Whole:
    """Write the pairs as a flow along the arcs of the network."""
    used = {(pair.offer, pair.need) for pair in plan.chosen}
    offers = np.array([offer for offer, _need in used], np.int64)
    needs = np.array([need for _offer, need in used], np.int64)
    heads = np.bincount(needs, minlength=len(problem.heads))
    left = Counter(dict(enumerate(np.bincount(problem.place, heads).astype(int).tolist())))
    steps = []
    for place, room in zip(problem.step_place.tolist(), problem.step_room.tolist(), strict=True):
        steps.append(min(left[place], room))
        left[place] -= steps[-1]
    pairs = zip(problem.offers.tolist(), problem.needs.tolist(), strict=True)
    layers = (
        np.bincount(problem.owner[offers], minlength=len(problem.capacity)),
        np.bincount(offers, minlength=len(problem.owner)),
        np.array([pair in used for pair in pairs], np.int64),
        heads,
        np.array(steps, np.int64),
        np.array([network.goods - len(used)]),
    )
    return np.concatenate(layers).astype(np.int64)
