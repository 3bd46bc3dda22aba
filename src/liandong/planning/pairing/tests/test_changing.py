"""Planning again after changes: few move, and how few is proven beside the plan from scratch."""

from dataclasses import replace

import numpy as np
import pytest

from liandong.planning.pairing import (
    Members,
    Tasks,
    Wishes,
    changes,
    check,
    members_and_tasks,
    pair,
)

KEPT = Wishes().kept


def town(seed):
    """Draw 400 members and 90 tasks for 230 heads in six communities."""
    rng = np.random.default_rng(seed)
    members = Members(
        *rng.uniform(0, 3_000, (2, 400)),
        rng.random((400, 5)) < 0.4,
        rng.random((400, 6)) < 0.3,
        rng.integers(1, 3, 400),
    )
    tasks = Tasks(
        *rng.uniform(0, 3_000, (2, 90)),
        rng.integers(0, 5, 90),
        rng.integers(0, 6, 90),
        rng.integers(1, 5, 90),
        rng.integers(1, 4, 90),
        rng.integers(0, 6, 90),
    )
    return members, tasks, rng


def changed(members, tasks, rng):
    """Take twelve members away, let twenty be free at other times, move three tasks."""
    capacity, free = members.capacity.copy(), members.free.copy()
    capacity[rng.choice(400, 12, replace=False)] = 0
    free[rng.choice(400, 20, replace=False)] ^= True
    east = tasks.east.copy()
    east[rng.choice(90, 3, replace=False)] += 700
    return replace(members, capacity=capacity, free=free), replace(tasks, east=east)


def pairs(plan):
    return np.array([(one.somebody, one.need) for one in plan.chosen], np.int64)


def worth(problem, plan, before):
    """Count a plan's points without what the earlier pairs bring, pair by pair."""
    earlier = set(map(tuple, before.tolist()))
    return plan.objective - KEPT * sum(tuple(one) in earlier for one in pairs(plan).tolist())


@pytest.mark.parametrize("seed", range(4))
def test_planning_again_moves_little_and_costs_what_it_is_worth(seed):
    members, tasks, rng = town(seed)
    before = pairs(pair(members_and_tasks(members, tasks)))
    now = changed(members, tasks, rng)
    problem, fresh = members_and_tasks(*now, before=before), members_and_tasks(*now)
    again, scratch = pair(problem), pair(fresh)
    assert check(problem, again) == check(fresh, scratch) == []
    mine, theirs = changes(problem, again, before), changes(fresh, scratch, before)
    possible = len(before) - mine.unfit
    assert len(mine.kept) >= 0.95 * possible
    assert len(mine.kept) > len(theirs.kept)
    lost = scratch.objective - worth(problem, again, before)
    assert 0 <= lost <= KEPT * (len(mine.kept) - len(theirs.kept))


def test_without_a_change_nothing_moves():
    members, tasks, _rng = town(7)
    before = pairs(pair(members_and_tasks(members, tasks)))
    problem = members_and_tasks(members, tasks, before=before)
    found = changes(problem, pair(problem), before)
    assert (len(found.kept), found.gone, found.come) == (len(before), frozenset(), frozenset())


def test_what_goes_and_comes_is_named_and_counted_by_hand():
    members = Members(
        np.array([0.0, 100, 200]),
        np.zeros(3),
        np.ones((3, 1), bool),
        np.ones((3, 1), bool),
        np.ones(3, np.int64),
    )
    one, none = np.ones(2, np.int64), np.zeros(2, np.int64)
    tasks = Tasks(np.array([0.0, 100]), np.zeros(2), none, none, one, one, none)
    before = np.array([(2, 0), (1, 1), (0, 1)])
    refused = np.array([(1, 1)])
    problem = members_and_tasks(members, tasks, refused=refused, before=before)
    found = changes(problem, pair(problem), before)
    assert found.unfit == 1
    assert found.kept == {(2, 0), (0, 1)}
    assert found.gone == {(1, 1)}
    assert found.come == frozenset()
