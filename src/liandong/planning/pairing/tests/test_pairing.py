"""Pairing: best by brute force and by published optima, checked by itself, explained."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.planning.pairing import Problem, check, pair, suggestions, why_not
from liandong.planning.pairing.flow import Network, bound, cheapest, prices
from liandong.planning.plan import Cancelled

SHARED = Path(__file__).parents[6] / "shared" / "data" / "assignment"


def whole(*numbers):
    return np.array(numbers, np.int64)


def square(costs):
    """Everybody does one thing; whatever is done is worth more than any cost."""
    count = len(costs)
    one = np.ones(count, np.int64)
    offers, needs = (axis.ravel() for axis in np.indices((count, count)))
    return Problem(
        capacity=one,
        owner=np.arange(count),
        room=one,
        offers=offers,
        needs=needs,
        worth=-costs.ravel(),
        away=costs.ravel(),
        heads=one,
        reward=one * 100_000,
        place=np.zeros(count, np.int64),
        step_place=whole(0),
        step_room=whole(count),
        step_reward=whole(0),
    )


@pytest.mark.skipif(not SHARED.exists(), reason="the published instances are not here")
def test_every_published_optimum():
    known = [line.split(",") for line in (SHARED / "optima_other_random.csv").read_text().split()]
    for name, count, optimum in known[1:]:
        numbers = np.array((SHARED / name).read_text().split(), np.int64)[1:]
        costs = numbers.reshape(int(count), int(count))
        plan = pair(square(costs))
        assert int(count) * 100_000 - plan.objective == int(optimum), name
        assert plan.bound == plan.objective


@st.composite
def problems(draw):
    people, needs, places = (
        draw(st.integers(1, 3)),
        draw(st.integers(1, 3)),
        draw(st.integers(1, 2)),
    )
    some = st.integers(-9, 9)
    few = st.integers(0, 2)
    owner = [one for one in range(people) for _offer in range(draw(st.integers(0, 2)))]
    pairs = [(a, b) for a in range(len(owner)) for b in range(needs) if draw(st.booleans())][:7]
    steps = [(place, sorted(draw(st.lists(some, max_size=3)))[::-1]) for place in range(places)]
    rewards = [(place, reward) for place, all_of in steps for reward in all_of]

    def drawn(what, size):
        return np.array(draw(st.lists(what, min_size=size, max_size=size)), np.int64)

    columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return Problem(
        capacity=drawn(few, people),
        owner=np.array(owner, np.int64),
        room=drawn(few, len(owner)),
        offers=columns[0],
        needs=columns[1],
        worth=drawn(some, len(pairs)),
        away=np.zeros(len(pairs), np.int64),
        heads=drawn(few, needs),
        reward=drawn(some, needs),
        place=drawn(st.integers(0, places - 1), needs),
        step_place=np.array([place for place, _reward in rewards], np.int64),
        step_room=drawn(few, len(rewards)),
        step_reward=np.array([reward for _place, reward in rewards], np.int64),
    )


def points(problem, chosen):
    """What a set of pairs is worth; nothing where it is not allowed."""
    offers = Counter(problem.offers[list(chosen)].tolist())
    needs = Counter(problem.needs[list(chosen)].tolist())
    people = Counter(problem.owner[problem.offers[list(chosen)]].tolist())
    limits = ((offers, problem.room), (needs, problem.heads), (people, problem.capacity))
    if any(count > room[at] for counts, room in limits for at, count in counts.items()):
        return None
    total = sum(int(problem.worth[at] + problem.reward[problem.needs[at]]) for at in chosen)
    for place in range(2):
        heads = sum(count for need, count in needs.items() if problem.place[need] == place)
        steps = problem.step_place == place
        ladder = np.repeat(problem.step_reward[steps], problem.step_room[steps])
        if heads > len(ladder):
            return None
        total += int(ladder[:heads].sum())
    return total


@settings(max_examples=150)
@given(problems())
def test_nothing_is_worth_more(problem):
    every = range(len(problem.offers))
    best = max(
        worth
        for count in range(len(problem.offers) + 1)
        for chosen in combinations(every, count)
        if (worth := points(problem, chosen)) is not None
    )
    plan = pair(problem)
    assert plan.objective == plan.bound == best
    assert check(problem, plan) == []


def small():
    """Two people, two tasks; the first task is worth more and both can do it."""
    return Problem(
        capacity=whole(1, 2),
        owner=whole(0, 1, 1),
        room=whole(1, 1, 1),
        offers=whole(0, 1, 1, 2),
        needs=whole(0, 0, 1, 2),
        worth=whole(-5, -1, -2, -3),
        away=whole(5, 1, 2, 3),
        heads=whole(1, 1, 2, 1),
        reward=whole(50, 20, 10, 10),
        place=whole(0, 0, 1, 1),
        step_place=whole(0, 1),
        step_room=whole(9, 9),
        step_reward=whole(0, 0),
    )


def test_why_this_and_what_remains():
    problem = small()
    plan = pair(problem)
    assert [(one.somebody, one.need) for one in plan.chosen] == [(0, 0), (1, 1), (1, 2)]
    assert plan.objective == 50 - 5 + 20 - 2 + 10 - 3
    assert dict(plan.choices[0].reason.figures) == {"worth": -5, "reward": 50, "away": 5}
    assert [(one.word, one.figures["need"]) for one in plan.unmet] == [
        ("too_few_able", 2),
        ("nobody_able", 3),
    ]


def test_needed_elsewhere():
    plan = pair(replace(small(), capacity=whole(0, 2), heads=whole(1, 1, 1, 0)))
    assert [one.word for one in plan.unmet] == ["needed_elsewhere"]


def test_why_not():
    problem = small()
    plan = pair(problem)

    def word(somebody, need, of=problem):
        return why_not(of, pair(of), somebody, need).word

    assert word(0, 0) == "is_paired"
    assert word(0, 1) == "not_able"
    assert word(1, 0) == "offer_taken"  # by the same slot she does task 1
    assert why_not(problem, plan, 1, 0).figures == {"worth": -1, "away": 1}
    wide = replace(problem, room=whole(1, 2, 1))
    assert word(1, 0, wide) == "does_enough"
    assert word(0, 0, replace(wide, capacity=whole(1, 3))) == "enough_people"
    dear = replace(problem, worth=whole(-5, -1, -2, -99))
    assert word(1, 2, dear) == "no_gain"


def test_a_list_for_each_person():
    problem = small()
    lists = suggestions(problem, pair(problem), least=2)
    assert {who: [one.need for one in own] for who, own in lists.items()} == {0: [0], 1: [2, 1]}
    assert all(one.planned for one in lists[1])
    assert [one.lacks_people for one in lists[1]] == [True, False]
    assert [one.need for one in suggestions(problem, pair(problem))[1]] == [2, 1, 0]
    assert suggestions(problem, pair(problem))[1][2].away == 1


def test_the_check_sees_what_is_wrong():
    problem = small()
    plan = pair(problem)
    first, second, third = plan.choices

    def said(*choices, **more):
        return " ".join(check(problem, replace(plan, choices=choices, **more)))

    assert "do not fit" in said(replace(first, what=replace(first.what, need=2)), second, third)
    assert "paired 2 times" in said(first, first, second, third)
    assert "Need 0 has 2 pairs, and room for 1" in said(
        first, replace(first, what=replace(first.what, somebody=1, offer=1)), third
    )
    assert "Offer 1 has 2 pairs" in said(
        replace(first, what=replace(first.what, somebody=1, offer=1)), second, third
    )
    assert "worth 70, not 71" in said(first, second, third, objective=71)
    assert "proven is 70, not 80" in said(first, second, third, bound=80)
    assert "The pairs are worth 63" in said(first, second)
    assert "proven is" in said(first, second, objective=63, bound=63)  # the prices know of more


def test_a_worse_flow_does_not_pass_for_a_best_one():
    network = Network(
        tail=whole(0, 0, 1, 2),
        head=whole(1, 2, 3, 3),
        room=whole(1, 1, 1, 1),
        cost=whole(1, 5, 1, 1),
        source=0,
        sink=3,
        goods=1,
        nodes=4,
    )
    best = cheapest(network)
    assert best.tolist() == [1, 0, 1, 0]
    assert bound(network, prices(network, best)) == 2
    worse = whole(0, 1, 0, 1)
    assert bound(network, prices(network, worse)) < (worse * network.cost).sum()
    with pytest.raises(ValueError, match="No flow"):
        cheapest(replace(network, goods=3))


def test_it_stops_when_told():
    told = []
    pair(small(), lambda step: told.append(step.stage) or True)
    assert told == ["flow", "prices", "reasons", "reasons"]
    with pytest.raises(Cancelled):
        pair(small(), lambda step: step.done < 1)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"room": whole(1)}, "one length"),
        ({"heads": whole(1, 1, -2, 1)}, "fewer than 0"),
        ({"step_place": whole(0, 0), "step_reward": whole(1, 2)}, "may not rise"),
        ({"step_place": whole(1, 0)}, "order of places"),
        ({"offers": whole(0, 0, 1, 2), "needs": whole(0, 0, 1, 2)}, "once"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        replace(small(), **changed)
