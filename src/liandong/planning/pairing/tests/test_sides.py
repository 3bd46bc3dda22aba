"""Members with tasks, and units with communities: what may be paired, and what comes first."""

from dataclasses import replace

import numpy as np
import pytest

from liandong.planning.pairing import (
    Communities,
    Members,
    Tasks,
    Units,
    Wishes,
    check,
    members_and_tasks,
    pair,
    units_and_communities,
)
from liandong.planning.pairing.units import UnitWishes


def whole(*numbers):
    return np.array(numbers, np.int64)


def people(count, **more):
    members = Members(
        east=np.arange(count) * 100.0,
        north=np.zeros(count),
        skills=np.ones((count, 2), bool),
        free=np.ones((count, 2), bool),
        capacity=np.ones(count, np.int64),
    )
    return replace(members, **more)


def work(count, **more):
    tasks = Tasks(
        east=np.arange(count) * 100.0,
        north=np.zeros(count),
        skill=np.zeros(count, np.int64),
        slot=np.zeros(count, np.int64),
        heads=np.ones(count, np.int64),
        priority=np.ones(count, np.int64),
        community=np.zeros(count, np.int64),
    )
    return replace(tasks, **more)


def pairs(problem):
    plan = pair(problem)
    assert check(problem, plan) == []
    return [(one.somebody, one.need) for one in plan.chosen]


def test_everybody_gets_the_nearest_when_there_is_one_for_each():
    assert pairs(members_and_tasks(people(3), work(3))) == [(0, 0), (1, 1), (2, 2)]


def test_skill_slot_reach_and_refusal_rule_out():
    skills = np.array([[True, False], [False, True]])
    assert pairs(members_and_tasks(people(2, skills=skills), work(2))) == [(0, 0)]
    free = np.array([[False, True], [True, True]])
    assert pairs(members_and_tasks(people(2, free=free), work(1))) == [(1, 0)]
    far = work(1, east=np.array([2_000.0]))
    assert pairs(members_and_tasks(people(1), far)) == []
    assert pairs(members_and_tasks(people(1), far, Wishes(reach=2_600))) == [(0, 0)]
    assert pairs(members_and_tasks(people(2), work(1), refused=whole(0, 0).reshape(1, 2))) == [
        (1, 0)
    ]
    nobody = people(1, free=np.zeros((1, 2), bool))
    assert pairs(members_and_tasks(nobody, work(1))) == []


def test_nobody_does_two_things_in_one_slot():
    free_for_two = people(1, capacity=whole(2))
    assert len(pairs(members_and_tasks(free_for_two, work(2)))) == 1
    assert len(pairs(members_and_tasks(free_for_two, work(2, slot=whole(0, 1))))) == 2


def test_what_is_urgent_comes_first():
    assert pairs(members_and_tasks(people(1), work(2, priority=whole(1, 3)))) == [(0, 1)]


def test_communities_are_served_alike():
    tasks = work(8, east=np.zeros(8), community=whole(0, 0, 0, 0, 1, 1, 1, 1))
    tasks = replace(tasks, north=np.repeat([0.0, 600.0], 4))
    problem = members_and_tasks(people(4, east=np.zeros(4)), tasks)
    served = [problem.place[need] for _who, need in pairs(problem)]
    assert sorted(served) == [0, 0, 1, 1]  # although the second one is farther away
    unfair = members_and_tasks(people(4, east=np.zeros(4)), tasks, Wishes(fair=((1.0, 0),)))
    assert [unfair.place[need] for _who, need in pairs(unfair)] == [0, 0, 0, 0]


def test_walks_from_a_network_count_where_they_are_given():
    walks = (whole(0, 1), whole(0, 0), whole(900, 200))
    problem = members_and_tasks(people(2), work(1), walks=walks)
    assert pairs(problem) == [(1, 0)]
    assert problem.away.tolist() == [900, 200]


def test_every_community_is_served_before_any_twice():
    units = Units(np.zeros(3), np.zeros(3), np.ones((3, 1), int), np.ones(3, int))
    far = np.array([0.0, 4_900, 4_900])
    three = Communities(far, np.zeros(3), np.array([[3], [1], [1]]))
    problem = units_and_communities(units, three)
    assert sorted(problem.place[need] for _who, need in pairs(problem)) == [0, 1, 2]
    two = replace(three, needs=np.array([[3], [1], [0]]))
    problem = units_and_communities(units, two)
    assert sorted(problem.place[need] for _who, need in pairs(problem)) == [0, 0, 1]


def test_kinds_partners_reach_and_refusals():
    units = Units(np.zeros(2), np.zeros(2), np.array([[1, 0], [1, 1]]), np.ones(2, int))
    places = Communities(np.array([0.0, 100]), np.zeros(2), np.array([[0, 1], [1, 0]]))
    problem = units_and_communities(units, places)
    assert [(one, int(problem.place[need])) for one, need in pairs(problem)] == [(0, 1), (1, 0)]
    both = replace(places, needs=np.array([[1, 0], [1, 0]]))
    again = units_and_communities(units, both, partners=np.array([[0, 1], [1, 0]]))
    assert [(one, int(again.place[need])) for one, need in pairs(again)] == [(0, 1), (1, 0)]
    refused = units_and_communities(units, both, refused=np.array([[0, 1], [1, 1]]))
    assert [int(refused.place[need]) for _one, need in pairs(refused)] == [0]
    near = units_and_communities(units, both, UnitWishes(reach=50))
    assert set(near.place[near.needs].tolist()) == {0}


def test_a_unit_takes_on_no_more_than_it_can():
    units = Units(np.zeros(1), np.zeros(1), np.array([[5]]), whole(2))
    places = Communities(np.zeros(4), np.zeros(4), np.ones((4, 1), int))
    assert len(pairs(units_and_communities(units, places))) == 2


@pytest.mark.parametrize("empty", ["members", "tasks"])
def test_nobody_or_nothing(empty):
    members = people(0 if empty == "members" else 2)
    tasks = work(0 if empty == "tasks" else 2)
    assert pairs(members_and_tasks(members, tasks)) == []
