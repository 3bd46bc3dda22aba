"""Grids: whole by property, best by brute force, and everything counted again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.planning.gridding import Rule, Weights, check, design, grid_of, measure
from liandong.planning.gridding.blocks import bound, ceiling, counts
from liandong.planning.gridding.problem import NONE, Problem
from liandong.planning.gridding.tests.towns import chessboard, town
from liandong.planning.plan import Cancelled, Choice

EFFORT = 40


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), buildings=st.integers(1, 90), whole=st.booleans())
def test_every_plan_passes_the_check(seed, buildings, whole):
    problem = town(seed, buildings, whole=whole)
    plan = design(problem, effort=EFFORT)
    assert check(problem, plan) == []
    assert plan.objective >= plan.bound
    found = measure(problem, grid_of(problem, plan))
    assert found.torn == 0
    assert found.within <= found.ceiling <= found.grids == len(plan.chosen)


def test_the_same_seed_gives_the_same_plan_and_another_one_another():
    problem = town(5, 80)
    assert design(problem, seed=3) == design(problem, seed=3)
    assert design(problem, seed=3).choices != design(problem, seed=4).choices


def divisions(count, before=()):
    """All ways to divide a few buildings, each once."""
    if len(before) == count:
        yield np.array(before)
        return
    for label in range(max(before, default=-1) + 2):
        yield from divisions(count, (*before, label))


@pytest.mark.parametrize("seed", range(8))
def test_nothing_misses_the_range_by_less(seed):
    rng = np.random.default_rng(seed)
    problem = town(seed, 7)
    problem = replace(problem, households=rng.integers(60, 400, 7))
    least = min(
        sum(problem.rule.outside(int(one)) for one in np.bincount(labels, problem.households))
        for labels in divisions(7)
        if measure(problem, labels).torn == 0
    )
    plan = design(problem)
    assert plan.objective == plan.bound == least
    again = design(replace(problem, today=np.array([0, 0, 0, 1, 1, 2, 2])))
    assert again.objective == least
    assert check(problem, again) == []


def test_a_chessboard_becomes_equal_grids():
    problem = chessboard(8, 8, 50)
    plan = design(problem)
    assert [grid.households for grid in plan.chosen] == [400] * 8
    assert (plan.objective, plan.bound, plan.gap, plan.unmet) == (0, 0, 0, ())
    assert {choice.reason.word for choice in plan.choices} == {"within"}


def test_an_estate_that_fits_is_never_cut_when_asked():
    estates = np.repeat(np.arange(16), 4)
    problem = chessboard(8, 8, 50, estates=estates, whole=True)
    plan = design(problem)
    assert check(problem, plan) == []
    of = grid_of(problem, plan)
    assert all(len(set(of[estates == one])) == 1 for one in range(16))


def test_what_cannot_stay_whole_is_named():
    estates = np.full(16, 0)
    plan = design(chessboard(4, 4, 50, estates=estates, whole=True))
    assert [(reason.word, reason.figures["households"]) for reason in plan.unmet] == [
        ("estate_large", 800)
    ]
    apart = chessboard(4, 4, 50, estates=estates, whole=True)
    apart = replace(apart, links=np.array([[0, 1], [2, 3]]))
    assert "estate_parted" in {reason.word for reason in design(apart).unmet}


def test_a_park_has_a_grid_of_its_own_and_no_grid_runs_through_it():
    dedicated = np.full(15, NONE)
    dedicated[[1, 4, 7, 10, 13]] = 9
    problem = chessboard(3, 5, 80, dedicated=dedicated)
    plan = design(problem)
    assert check(problem, plan) == []
    assert [(c.what.dedicated, c.reason.word) for c in plan.choices if c.what.dedicated == 9] == [
        (9, "dedicated")
    ]
    assert sorted(grid.households for grid in plan.chosen) == [400, 400, 400]
    assert measure(problem, grid_of(problem, plan)).grids == 2


def test_what_a_block_does_not_allow_is_said():
    small = design(chessboard(2, 2, 50))
    assert [(one.word, one.figures["outside"]) for one in small.unmet] == [("block_small", 100)]
    between = design(chessboard(11, 1, 50))
    assert [(one.word, one.figures["outside"]) for one in between.unmet] == [("block_between", 50)]
    assert small.bound == small.objective == 100
    large = design(Problem(np.array([620]), np.zeros(1), np.zeros(1), np.empty((0, 2), int)))
    assert [one.word for one in large.unmet] == ["building_large"]
    assert large.choices[0].reason.word == "above"


def test_two_large_buildings_cannot_be_balanced():
    problem = chessboard(2, 1, 290)
    plan = design(problem)
    assert plan.objective == plan.bound == 20  # two grids of 290; one of 580 would miss by 80
    lumps = replace(chessboard(3, 1, 1), households=np.array([100, 480, 100]))
    plan = design(lumps)
    assert plan.objective == plan.bound == 180  # 100 | 480 | 100 miss by 400, all in one by 180
    assert "lumps" in {reason.word for reason in plan.unmet}


def test_nobody_and_nothing():
    empty = Problem(np.empty(0, int), np.empty(0), np.empty(0), np.empty((0, 2), int))
    plan = design(empty)
    assert (plan.choices, plan.objective, check(empty, plan)) == ((), 0, [])
    assert measure(empty, np.empty(0, int)).share == 1.0


def test_it_tells_how_far_it_is_and_stops_when_told():
    problem = town(2)
    told = []
    design(problem, effort=1, progress=lambda step: told.append((step.done, step.total)) or True)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 1
    with pytest.raises(Cancelled):
        design(problem, progress=lambda step: False)


@pytest.mark.parametrize(
    "change",
    [
        lambda grid: replace(grid, buildings=grid.buildings[1:]),
        lambda grid: replace(grid, households=grid.households + 1),
        lambda grid: replace(grid, dedicated=3),
        lambda grid: replace(grid, buildings=(*grid.buildings, 0, 63)),
    ],
)
def test_the_check_sees_what_is_wrong(change):
    problem = chessboard(8, 8, 50)
    plan = design(problem, effort=EFFORT)
    first, *others = plan.choices
    spoiled = replace(plan, choices=(Choice(change(first.what), first.reason), *others))
    assert check(problem, spoiled)


def test_the_check_sees_wrong_figures_and_cut_estates():
    problem = chessboard(8, 8, 50, estates=np.repeat(np.arange(16), 4))
    plan = design(problem, effort=EFFORT)
    assert check(problem, replace(plan, objective=1)) == [
        "The grids miss the range by 0, not by 1."
    ]
    assert check(problem, replace(plan, bound=-1)) == ["The bound is 0, not -1."]
    across = replace(problem, estates=np.tile(np.arange(8), 8))
    assert any("is cut" in said for said in check(replace(across, whole=True), plan))


def test_of_grids_and_bounds():
    rule = Rule()
    assert counts(4000, 99, rule)[0] == 10
    assert counts(4000, 99, rule, now=12)[0] == 12
    assert counts(4000, 99, rule, now=40)[0] == 13
    assert counts(550, 99, rule) == [1, 2]
    assert counts(100, 99, rule) == [1]
    assert counts(4000, 3, rule) == [3]
    assert bound(550, [], rule) == 50
    assert bound(4000, [700, 600], rule) == 300
    assert (ceiling(4000, 10, rule), ceiling(550, 2, rule), ceiling(550, 1, rule)) == (10, 1, 0)
    with pytest.raises(ValueError, match="low < high"):
        Rule(500, 300)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=9), st.data())
def test_no_division_beats_the_bound(households, data):
    labels = data.draw(st.lists(st.integers(0, 3), min_size=len(households), max_size=9))
    sums = {}
    for grid, count in zip(labels, households, strict=False):
        sums[grid] = sums.get(grid, 0) + count
    missed = sum(Rule().outside(count) for count in sums.values())
    assert missed >= bound(sum(households), households, Rule())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"east": np.zeros(3)}, "one value"),
        ({"households": np.array([-1, 1])}, "fewer than 0"),
        ({"east": np.array([np.nan, 0])}, "needs a place"),
        ({"links": np.array([[0, 2]])}, "Links are pairs"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, message):
    given = {"households": np.ones(2, int), "east": np.zeros(2), "north": np.zeros(2)}
    given["links"] = np.array([[0, 1]])
    with pytest.raises(ValueError, match=message):
        Problem(**(given | changed))


def test_weights_choose_between_compact_and_balanced():
    round_ones = design(town(3, 80, weights=Weights(spread=20)))
    even_ones = design(town(3, 80, weights=Weights(balance=200, spread=0)))

    def mean(plan, word):
        return np.mean([choice.reason.figures[word] for choice in plan.choices])

    assert mean(round_ones, "radius") < mean(even_ones, "radius")
