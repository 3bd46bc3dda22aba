"""The ground below the grids, what a plan changes, why not, and outlines."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.planning.gridding import changes, check, design, grid_of, lay, outlines, why_not
from liandong.planning.gridding.problem import NONE, Grid
from liandong.planning.gridding.tests.towns import chessboard, town
from liandong.planning.plan import Choice, Plan, Reason
from liandong.planning.reading import Flat


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_ground_without_barriers_hangs_together(places):
    east, north = np.array(places, float).reshape(-1, 2).T
    ground = lay(east, north)
    problem_links = {tuple(sorted(pair)) for pair in ground.links.tolist()}
    assert len(problem_links) == len(ground.links)
    reached, ahead = {0}, [0]
    while ahead:
        here = ahead.pop()
        new = {b for a, b in (*problem_links, *((b, a) for a, b in problem_links)) if a == here}
        ahead += new - reached
        reached |= new
    assert len(reached) == max(len(places), 1)


def test_neighbours_have_nobody_between_them():
    ground = lay(np.array([0.0, 1, 2, 1]), np.array([0.0, 0.1, 0, 5]))
    assert [0, 2] not in ground.links.tolist()
    assert [0, 1] in ground.links.tolist()


def test_a_road_parts_the_ground_and_says_which_pairs():
    road = shapely.LineString([(90, -100), (90, 400)])
    problem = chessboard(4, 4, 50, barriers=[road])
    assert len(set(problem.blocks.tolist())) == 2
    assert len(lay(problem.east, problem.north, [road]).parted) >= 4
    plan = design(problem)
    assert sorted(grid.households for grid in plan.chosen) == [400, 400]
    assert {frozenset(problem.east[list(grid.buildings)]) for grid in plan.chosen} == {
        frozenset({0.0, 60.0}),
        frozenset({120.0, 180.0}),
    }


def test_a_road_that_ends_parts_nothing():
    road = shapely.LineString([(90, -100), (90, 100)])
    assert len(set(chessboard(4, 4, 50, barriers=[road]).blocks.tolist())) == 1


def test_degrees_become_metres():
    spots = np.array([[119.0, 36.7], [119.01, 36.7]])
    flat = Flat.around(*spots.T)
    (west, same), (east, also) = flat.metres(spots)
    assert east - west == pytest.approx(891.5, abs=1)
    assert same == also == 0
    assert flat.degrees(flat.metres(spots)) == pytest.approx(spots)


def test_grids_within_the_range_stay_as_they_are():
    first = town(11, 80)
    today = grid_of(first, design(first))
    again = town(11, 80, today=today)
    found = changes(again, design(again))
    kept = [grid for grid in design(again).chosen if first.rule.outside(grid.households) == 0]
    assert found.households <= 0.05 * first.households.sum()
    assert len(kept) >= 4
    assert len(found.goes_on) == len(set(today.tolist()))


def test_only_what_must_change_changes():
    today = np.repeat([7, 8], [40, 24])  # 2,000 households in one grid, 1,200 in the other
    problem = chessboard(8, 8, 50, today=today)
    plan = design(problem)
    assert check(problem, plan) == []
    assert plan.objective == 0
    found = changes(problem, plan)
    assert set(found.goes_on.values()) == {7, 8}
    assert len(found.begun) == len(plan.chosen) - 2
    assert found.ended == ()
    assert found.households == 3200 - sum(
        grid.households for grid in plan.chosen if grid.number in found.goes_on
    )


def test_a_new_building_belongs_to_nobody_yet_and_the_smallest_grid_ends():
    today = np.array([1] * 4 + [2] * 4 + [3] + [NONE])
    problem = chessboard(10, 1, 50, today=today)
    plan = design(problem)
    found = changes(problem, plan)
    assert (len(plan.chosen), found.ended, found.begun) == (1, (2, 3), ())
    assert [(move.today, move.households) for move in found.moves] == [(-1, 50), (2, 200), (3, 50)]
    assert found.households == 250


def test_a_grid_of_today_in_two_pieces_is_mended():
    today = np.array([1, 2, 2, 2, 2, 2, 2, 1] * 2)
    problem = chessboard(16, 1, 50, today=today)
    plan = design(problem)
    assert check(problem, plan) == []
    assert plan.objective == 0


def test_why_not():
    dedicated = np.full(18, NONE)
    dedicated[0] = 4
    road = shapely.LineString([(750, -100), (750, 100)])
    problem = chessboard(18, 1, 80, barriers=[road], dedicated=dedicated)
    plan = design(problem)
    of = grid_of(problem, plan)
    first, second, beyond = of[1], of[12], of[15]
    assert len({first, second, beyond}) == 3

    def word(building, number):
        return why_not(problem, plan, building, number).word

    assert word(1, first) == "is_there"
    assert word(0, first) == "dedicated"
    assert word(1, beyond) == "parted"
    assert word(1, second) == "not_next"
    edge = int(np.flatnonzero(of == of[1]).max())
    neighbour = of[edge + 1]
    assert word(edge, neighbour) in {"worse", "outside"}
    assert why_not(problem, plan, edge, neighbour).figures["there"] > 300


def test_why_not_says_what_would_break():
    problem = chessboard(9, 1, 130)
    plan = design(problem)
    of = grid_of(problem, plan)
    inner = int(np.flatnonzero(of == of[4])[1])
    words = {why_not(problem, plan, one, number).word for one in (inner, 4) for number in set(of)}
    assert words <= {"is_there", "not_next", "falls_apart", "worse", "outside"}
    pair = chessboard(2, 1, 300)
    two = design(pair)
    assert why_not(pair, two, 0, grid_of(pair, two)[1]).word == "empties"


def test_why_not_weighs_a_plan_that_somebody_made_by_hand():
    problem = chessboard(4, 4, 50)
    halves = {0: (0, 1, 2, 3, 4, 5, 6, 7), 1: (8, 9, 10, 11, 12, 13, 14, 15)}

    def why(building, number, **others):
        own = halves | {int(key[1:]): value for key, value in others.items()}
        choices = [
            Choice(Grid(key, value, 50 * len(value), 0), Reason("")) for key, value in own.items()
        ]
        return why_not(problem, Plan("by hand", "least", 0, 0, tuple(choices)), building, number)

    assert why(4, 1).word == "worse"
    assert dict(why(4, 1).figures) == {
        **{"here": 350, "there": 450, "outside": 0},
        "points": why(4, 1).figures["points"],
    }
    assert why(4, 1).figures["points"] > 0
    comb = (0, 1, 2, 3, 5), (4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    assert why(5, 1, _0=comb[0], _1=comb[1]).word == "outside"
    assert why(4, 0, _0=comb[0], _1=comb[1]).word == "possible"
    bar = (0, 1, 2, 3), (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    assert why(1, 1, _0=bar[0], _1=bar[1]).word == "falls_apart"


def test_a_whole_estate_would_have_to_move_together():
    estates = np.repeat(np.arange(8), 4)
    problem = chessboard(4, 8, 50, estates=estates, whole=True)
    plan = design(problem)
    of = grid_of(problem, plan)
    border = next(
        (one, of[other])
        for pair in problem.links.tolist()
        for one, other in (pair, pair[::-1])
        if of[one] != of[other]
    )
    reason = why_not(problem, plan, *border)
    assert reason.word in {"worse", "outside", "empties"}
    if reason.word != "empties":
        assert reason.figures["here"] == 200


def test_outlines_fill_the_place_and_do_not_overlap():
    problem = town(4, 60)
    plan = design(problem, effort=20)
    room = shapely.box(-20, -20, 720, 720)
    drawn = outlines(problem, plan, room)
    assert sum(shape.area for shape in drawn.values()) == pytest.approx(room.area)
    assert shapely.union_all(list(drawn.values())).area == pytest.approx(room.area)
    spots = shapely.points(problem.east, problem.north)
    for grid in plan.chosen:
        assert shapely.covers(drawn[grid.number], spots[list(grid.buildings)]).all()


def test_outlines_end_at_the_road():
    road = shapely.LineString([(100, -500), (110, 500)])  # nearer to the buildings on its west
    problem = chessboard(4, 4, 50, barriers=[road])
    drawn = outlines(problem, design(problem), barriers=[road])
    inner = shapely.buffer(list(drawn.values()), -0.01)
    assert not shapely.intersects(road, inner).any()
    whole = sum(shape.area for shape in drawn.values())
    assert whole == pytest.approx(shapely.union_all(list(drawn.values())).area)
    lake = shapely.box(250, 250, 260, 260)
    drawn = outlines(problem, design(problem), shapely.box(-9, -9, 400, 400), [lake])
    assert sum(shape.area for shape in drawn.values()) == pytest.approx(409**2)


def test_outlines_of_a_single_building_without_a_frame():
    problem = chessboard(1, 1, 10)
    (shape,) = outlines(problem, design(problem)).values()
    assert shape.area == pytest.approx(np.pi * 60**2, rel=0.02)
