"""Rosters: best by brute force, lawful, fair, covered by A and B, the same at every run."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.planning.plan import Cancelled
from liandong.planning.rostering import (
    Carried,
    Change,
    Day,
    Duty,
    Limits,
    Need,
    Person,
    Problem,
    Shift,
    StandIn,
    carry,
    changes,
    check,
    roster,
)
from liandong.planning.rostering.checking import breaches, cost
from liandong.planning.rostering.costing import points
from liandong.planning.rostering.finding import Found, find, linear
from liandong.planning.rostering.model import Month
from liandong.planning.rostering.stretches import Stretch, seat, shortfalls, stretches, unheld
from liandong.planning.rostering.tests.months import (
    BOTH,
    EARLY,
    LATE,
    MORNING,
    days,
    month,
    people,
    problems,
    rosters,
)


@settings(max_examples=60)
@given(problems())
def test_no_lawful_roster_has_fewer_points(problem):
    lawful = [one for one in rosters(problem) if not list(breaches(problem, one))]
    plan = roster(problem)
    assert check(problem, plan) == []
    assert plan.objective == plan.bound == min(cost(problem, one) for one in lawful)
    assert roster(problem) == plan


SKILLS = ["a", "b", "c"]


@given(
    st.dictionaries(st.sampled_from(["", *SKILLS]), st.integers(1, 3), min_size=1),
    st.lists(st.frozensets(st.sampled_from(SKILLS)), max_size=6),
)
def test_the_largest_shortfall_is_what_cannot_be_seated(windows, skills):
    stretch = Stretch(0, 0, 60, tuple(sorted(windows.items())), frozenset())
    there = [Person(str(at), own) for at, own in enumerate(skills)]
    holders = seat(stretch, there)
    short = [
        wanted - sum("" in group or bool(group & one.skills) for one in there)
        for group, wanted in shortfalls(stretch)
    ]
    assert max([0, *short]) == stretch.people - len(holders)
    assert sum(unheld(stretch, holders).values()) == stretch.people - len(holders)
    assert len({one.name for one in holders.values()}) == len(holders)


def test_a_day_is_cut_where_something_changes():
    needs = (Need(8 * 60, 17 * 60, 2), Need(9 * 60, 12 * 60, 1, "permits"))
    problem = Problem(people(1), days(1, needs), (EARLY, LATE))
    found = [
        (one.start // 60, one.end // 60, one.people, set(one.shifts))
        for one in stretches(problem, 0)
    ]
    assert found == [
        (8, 9, 2, {"early"}),
        (9, 12, 3, {"early"}),
        (12, 13, 2, {"late"}),
        (13, 17, 2, {"early", "late"}),
    ]
    same = (Need(8 * 60, 10 * 60), Need(10 * 60, 12 * 60))
    (whole,) = stretches(Problem(people(1), days(1, same), (EARLY, LATE)), 0)
    assert (whole.start, whole.end) == (8 * 60, 12 * 60)


def test_too_many_skills_at_a_time_are_refused():
    needs = tuple(Need(8 * 60, 12 * 60, 1, str(skill)) for skill in range(7))
    with pytest.raises(ValueError, match="At most 6 skills"):
        roster(month(1, 1, needs))


def counted(plan, word):
    return Counter(duty.person for duty in plan.chosen if duty.shift == word)


def test_evenings_and_rest_days_are_shared():
    problem = month(4, 28)
    plan = roster(problem)
    assert check(problem, plan) == []
    assert plan.gap == 0
    assert set(counted(plan, "late").values()) == {7}
    rest_days = Counter(duty.person for duty in plan.chosen if problem.days[duty.day].off)
    assert set(rest_days.values()) == {4}
    assert {problem.due(person) for person in problem.people} == {20}


def test_what_was_borne_last_month_and_half_posts_count():
    tired = Person("Wang", carried=Carried(evenings=4))
    half = Person("Li", share=50)
    others = people(6)[2:]
    problem = Problem((tired, half, *others), days(28), (EARLY, LATE))
    late = counted(roster(problem), "late")
    assert late["Li"] < min(late[one.name] for one in others)
    assert late["Wang"] < min(late[one.name] for one in others)
    assert sum(late.values()) == 28
    assert problem.due(half) == 10


def test_a_and_b_are_never_both_away():
    pair = (StandIn("stamps", "Wang", "Li", rest_days=True),)
    problem = month(4, 14, MORNING, stand_ins=pair, away=frozenset({("Wang", 3), ("Wang", 4)}))
    plan = roster(problem)
    assert check(problem, plan) == []
    assert plan.unmet == ()
    there = {(duty.person, duty.day) for duty in plan.chosen}
    assert all({("Wang", day), ("Li", day)} & there for day in range(14))
    assert {("Li", 3), ("Li", 4)} <= there


def test_leave_rest_and_days_on_end():
    limits = Limits(run=4, rest=13 * 60)
    problem = month(3, 14, away=frozenset({("Li", 2)}), limits=limits)
    plan = roster(problem)
    own = {(duty.person, duty.day): duty.shift for duty in plan.chosen}
    assert ("Li", 2) not in own
    for (who, day), shift in own.items():
        if shift == "late":
            assert own.get((who, day + 1)) in {None, "late"}  # 12 hours are too few
    assert check(problem, plan) == []


@pytest.mark.parametrize("rest", [11, 13])
def test_rest_is_counted_in_hours(rest):
    problem = month(1, 2, limits=Limits(rest=rest * 60))
    duties = [Duty("Wang", 0, "late"), Duty("Wang", 1, "early")]
    found = [one.rule for one in breaches(problem, duties)]
    assert found == (["rest"] if rest > 12 else [])


def test_each_rule_is_seen_to_be_broken():
    carried = Carried(run=2, ended=20 * 60, minutes=24 * 60)
    problem = Problem(
        (Person("Wang", carried=carried),),
        days(4),
        (EARLY, LATE),
        away=frozenset({("Wang", 1)}),
        limits=Limits(run=5, rest=13 * 60, week=48 * 60, month=24 * 60),
    )
    duties = [Duty("Wang", day, "early") for day in range(4)]
    assert [(one.rule, one.day) for one in breaches(problem, duties)] == [
        ("rest", 0),
        ("leave", 1),
        ("run", 3),
        ("week", 3),
        ("month", 3),
    ]


def test_after_an_illness_little_changes():
    problem = month(4, 14)
    plan = roster(problem)
    ill = frozenset(("Wang", day) for day in (8, 9, 10))
    again = replace(problem, away=ill, before=frozenset(plan.chosen), begin=8)
    new = roster(again)
    assert check(again, new) == []
    assert {one for one in new.chosen if one.day < 8} == again.past
    told = changes(again, new)
    lost = [duty for duty in plan.chosen if duty.person == "Wang" and duty.day in (8, 9, 10)]
    assert {Change("Wang", duty.day, duty.shift, "") for duty in lost} <= set(told)
    assert len(told) <= 2 * len(lost)
    same = roster(replace(again, away=frozenset()))
    assert changes(again, same) == ()


def test_the_past_stays_even_against_the_rules():
    before = frozenset(Duty("Wang", day, "early") for day in range(8))
    problem = month(1, 9, MORNING, before=before, begin=8, limits=Limits(run=6, week=600))
    plan = roster(problem)
    assert check(problem, plan) == []
    assert set(plan.chosen) == before
    assert {choice.reason.word for choice in plan.choices} == {"as_before"}


def test_next_month_knows_of_this_one():
    problem = month(2, 10)
    duties = [Duty("Wang", day, "late") for day in (5, 7, 8, 9)] + [Duty("Li", 6, "early")]
    carried = carry(problem, duties, week=1)
    assert carried["Wang"] == Carried(run=3, ended=20 * 60, minutes=24 * 60, evenings=4)
    assert carried["Li"] == Carried()
    assert carry(problem, duties, week=2)["Wang"].minutes == 0


def test_a_whole_month_of_work_goes_on():
    person = Person("Wang", carried=Carried(run=3, minutes=100, evenings=2, weekends=1))
    problem = Problem((person,), days(2), (EARLY, LATE))
    duties = [Duty("Wang", day, "early") for day in range(2)]
    found = carry(problem, duties, week=0)["Wang"]
    assert (found.run, found.minutes) == (5, 100 + 2 * 480)
    assert (found.evenings, found.weekends) == (0, 0)  # nobody has fewer


def test_it_tells_and_stops():
    problem = month(6, 28)
    told = []
    plan = roster(problem, progress=lambda step: told.append(step) or True)
    assert {step.stage for step in told} == {"roster"}
    assert told[-1].objective == plan.objective
    with pytest.raises(Cancelled):
        roster(problem, effort=1e-6)
    with pytest.raises(Cancelled):
        roster(problem, progress=lambda step: False)

    def angry(step):
        raise KeyError(step.stage)

    with pytest.raises(KeyError):
        roster(problem, progress=angry)


def test_without_a_node_highs_finds_nothing():
    model = Month(month(6, 28))
    model.model.minimize(points(model))
    program = linear(model.model)
    assert find(program, nodes=0) == Found([], 0)
    found = find(program)
    assert found == find(program)
    values = np.array(found.values)
    assert found.bound == round(program.cost @ values + program.offset)
    sums = program.matrix @ values
    assert ((program.low <= sums) & (sums <= program.high)).all()


def test_stopped_early_the_bound_still_holds():
    problem = month(6, 28)
    best = roster(problem)
    for effort in (0.05, 0.1):
        early = roster(problem, effort)
        assert check(problem, early) == []
        assert early.bound <= best.objective <= early.objective
        assert roster(problem, effort) == early
    stopped = roster(problem, progress=lambda step: step.objective is None)
    assert check(problem, stopped) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"people": ()}, "needs people and days"),
        ({"days": ()}, "needs people and days"),
        ({"people": people(2) + people(1)}, "same name"),
        ({"shifts": (EARLY, LATE, EARLY)}, "same name"),
        ({"days": (Day("x", BOTH, ("night",)),)}, "no shift night"),
        ({"before": frozenset({Duty("Wang", 0, "night")})}, "no shift night"),
        ({"away": frozenset({("Qian", 1)})}, "Not on the staff: Qian"),
        ({"stand_ins": (StandIn("stamps", "Qian", "Li"),)}, "Not on the staff: Qian"),
        ({"wishes": {("Qian", 1, ""): 1}}, "Not on the staff: Qian"),
        ({"wishes": {("Li", 1, ""): -1}}, "0 points or more"),
        ({"people": people(2, share=0)}, "more than 0 percent"),
        ({"begin": 2}, "need the roster before"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        replace(month(), **changed)


def test_parts_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="do not follow"):
        Shift("x", ((600, 500),))
    with pytest.raises(ValueError, match="do not follow"):
        Shift("x", ())
    with pytest.raises(ValueError, match="beginning before its end"):
        Need(600, 600)
    with pytest.raises(ValueError, match="second holder"):
        StandIn("stamps", "Wang", "Wang")
