"""Small cases against trying everything, published optima, and a town with a proven bound."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from liandong.planning.plan import Plan
from liandong.planning.reach import reach
from liandong.planning.siting import (
    TIERS,
    Case,
    Center,
    Fewest,
    Median,
    Most,
    NoAnswer,
    TooLarge,
    capacity,
    center,
    check,
    covered,
    fewest,
    median,
    most,
    site,
)
from liandong.planning.siting.tests.cases import (
    OPTIMA,
    cases,
    everything,
    pmed,
    problems,
    san_francisco,
    town,
)


@settings(max_examples=100)
@given(problems())
def test_small_problems_are_solved_to_the_proven_best(problem):
    best = everything(problem)
    if best == float("inf"):
        with pytest.raises(NoAnswer):
            site(problem)
        return
    plan = site(problem)
    assert check(problem, plan) == []
    assert plan.objective == pytest.approx(best)
    assert plan.gap <= 1e-6
    assert site(problem) == plan


@settings(max_examples=40)
@given(problems(), st.integers(0, 3))
def test_the_way_of_the_city_holds_its_bound_on_small_problems(problem, seed):
    """Without HiGHS for the whole, plans may be worse, but the bound still holds."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (most, fewest):
            patch.setattr(module, "SMALL", 0)
        patch.setattr(median, "CORE", 0)
        best = everything(problem)
        assume(best < float("inf"))
        plan = site(problem, seed=seed, rounds=6)
    assert check(problem, plan) == []
    between = (plan.objective, best, plan.bound)
    assert list(between) == pytest.approx(sorted(between, reverse=plan.sense == "least"))


@settings(max_examples=40)
@given(cases(communities=True), st.data())
def test_with_capacities(case, data):
    room = data.draw(st.lists(st.integers(0, 40), min_size=case.sites, max_size=case.sites))
    case = replace(case, capacities=np.array(room, float))
    sites = data.draw(st.integers(max(1, len(case.existing)), case.sites))
    share = data.draw(st.sampled_from([0.0, 0.6]))
    for problem in (Most(case, sites=sites, share=share), Median(case, sites=sites)):
        plan = site(problem)
        assert check(problem, plan) == []
        assert plan.objective == pytest.approx(everything(problem), abs=1e-4)
    try:
        plan = site(Fewest(case))
    except NoAnswer:
        assert check(Fewest(case), site(Fewest(replace(case, capacities=None))))
    else:
        assert check(Fewest(case), plan) == []


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8, 9, 10])
def test_published_medians(number):
    problem = pmed(number)
    plan = site(problem)
    assert plan.objective == plan.bound == OPTIMA[f"pmed{number}"]


@pytest.mark.slow
def test_the_published_median_that_takes_longest():
    assert site(pmed(6)).objective == site(pmed(6)).bound == OPTIMA["pmed6"]


def test_san_francisco_in_all_four_models():
    """What spopt's own notebook finds at 5,000 m and with four stores."""
    case = san_francisco()
    near = case.within(5000)
    asked = {
        "fewest": (Fewest(near), 8),
        "most": (Most(near, sites=4), 875_247),
        "median": (Median(case, sites=4), 2_848_268_129.7145104),
        "center": (Center(case, sites=4), 7_403.063811),
    }
    for problem, published in asked.values():
        plan = site(problem)
        assert check(problem, plan) == []
        assert plan.objective == pytest.approx(published)
        assert plan.gap < 1e-6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ask", "most_gap"),
    [
        (lambda case: Most(case, sites=20), 0.03),
        (lambda case: Most(case, budget=30), 0.03),
        (lambda case: Most(case, sites=24, share=0.7), 0.05),
        (lambda case: Fewest(replace(case, costs=None)), 0.2),
        (lambda case: Median(case, sites=20), 0.01),
    ],
)
def test_a_town_is_planned_with_a_proven_gap(ask, most_gap):
    problem = ask(town())
    told = []
    plan = site(problem, progress=lambda step: told.append(step) is None)
    assert check(problem, plan) == []
    assert plan.gap <= most_gap
    assert told
    assert {0, 1, 2, 3, 4, 5} <= set(plan.chosen)
    assert site(problem) == plan
    assert not [reason for reason in plan.unmet if reason.word == "below_floor"]


@pytest.mark.parametrize("stop", [1, 2, 4, 30])
def test_work_that_is_stopped_gives_the_best_so_far(stop):
    left = iter(range(stop))
    for problem in (Most(town(), sites=20), Fewest(town()), Median(town(), sites=9)):
        plan = site(problem, progress=lambda step: next(left, None) is not None)
        assert check(problem, plan) == []


@pytest.mark.parametrize("going", [True, False])
def test_the_way_of_a_city_keeps_the_best_center_between_bound_and_plan(monkeypatch, going):
    monkeypatch.setattr(center, "SMALL", 0)
    problem = Center(san_francisco(), sites=4)
    stages = []
    plan = site(problem, progress=lambda step: stages.append(step.stage) or going)
    assert check(problem, plan) == []
    assert plan.bound <= 7403.063811 <= plan.objective + 1e-5
    assert plan.gap < (0.1 if going else 1)
    assert ("bounding" in stages) is going


def test_a_center_with_too_few_sites_is_refused(monkeypatch):
    monkeypatch.setattr(center, "SMALL", 0)
    pairs = np.array([(0, 0), (1, 1), (2, 2)])
    case = Case(np.ones(3), 3, pairs[:, 0], pairs[:, 1], np.array([5.0, 7, 2]))
    with pytest.raises(NoAnswer):
        site(Center(case, sites=2))


def test_a_center_that_is_stopped_keeps_a_bound_below():
    problem = Center(san_francisco(), sites=4)
    plan = site(problem, progress=lambda step: False)
    assert check(problem, plan) == []
    assert plan.bound <= 7403.07 <= plan.objective


def three():
    """Two homes of 10 and 4 people, a third of 1 that nobody reaches; three sites."""
    pairs = np.array([(0, 0), (1, 0), (1, 1), (2, 1)])
    return Case(np.array([10.0, 4, 1]), 3, pairs[:, 0], pairs[:, 1], np.array([5.0, 7, 7, 2]), (0,))


def test_every_site_has_its_reason():
    plan = site(Most(three(), sites=2))
    words = {choice.what: (choice.reason.word, choice.chosen) for choice in plan.choices}
    assert words[0] == ("existing", True)
    assert sorted(words[one] for one in (1, 2)) == [("needed", True), ("nobody_new", False)]
    assert plan.unmet[0].word == "out_of_reach"
    assert plan.unmet[0].figures == {"points": 1, "people": 1.0}
    lonely = site(Most(three(), sites=1))
    assert lonely.choices[2].reason.word == "adds_less"
    assert lonely.choices[2].reason.figures == {"people": 4.0, "adds": 4.0, "least": 0.0}
    assert lonely.unmet[1].figures == {"points": 1, "people": 4.0}
    walked = site(Median(three(), sites=2))
    assert [choice.reason.word for choice in walked.choices] == [
        "existing",
        "saves_less",
        "nearest",
    ]
    assert walked.choices[1].reason.figures == {"saves": 0.0, "least": 4 * (14 - 2)}


def test_a_floor_that_cannot_be_held_is_named():
    case = replace(three(), communities=np.array([0, 1, 1]))
    plan = site(Most(case, sites=1, share=0.8))
    assert [reason.word for reason in plan.unmet] == ["out_of_reach", "not_reached", "below_floor"]
    assert plan.unmet[2].figures == {"community": 1, "missing": pytest.approx(4.0)}
    assert check(Most(case, sites=1, share=0.8), plan) == []


def test_the_check_finds_what_is_wrong():
    problem = Most(three(), sites=1)
    plan = site(problem)
    turned = tuple(replace(choice, chosen=not choice.chosen) for choice in plan.choices)
    said = check(problem, replace(plan, choices=turned))
    assert said[0] == "Existing sites are given up: [0]"
    assert any("more than may be taken" in line for line in said)
    assert check(problem, replace(plan, objective=11.0)) == [
        "The objective is 10, not 11.",
        "The plan is better than its own bound.",
    ]
    assert check(problem, replace(plan, choices=plan.choices[:2])) == [
        "Not every site is judged once."
    ]
    cover = Fewest(three())
    assert any(
        "not reached" in line for line in check(cover, replace(site(cover), choices=plan.choices))
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Case(np.ones(1), 1, np.array([0]), np.array([0]), np.ones(2)),
        lambda: Case(np.ones(1), 1, np.array([1]), np.array([0]), np.ones(1)),
        lambda: Case(np.ones(1), 1, np.array([0]), np.array([1]), np.ones(1)),
        lambda: replace(three(), existing=(0, 0)),
        lambda: replace(three(), existing=(3,)),
        lambda: replace(three(), costs=np.ones(2)),
        lambda: replace(three(), people=-np.ones(3)),
        lambda: Most(three()),
        lambda: Most(three(), sites=1, budget=1),
        lambda: Most(three(), sites=4),
        lambda: Most(three(), budget=-1),
        lambda: Most(three(), sites=2, share=0.5),
        lambda: Median(three(), sites=1, beyond=3),
        lambda: Center(replace(three(), capacities=np.ones(3)), sites=1),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused(make):
    with pytest.raises(ValueError, match=r"[a-z]"):
        make()


def test_too_many_pairs_for_capacities(monkeypatch):
    monkeypatch.setattr(capacity, "PAIRS", 3)
    case = replace(three(), capacities=np.ones(3))
    for problem in (Most(case, sites=1), Median(case, sites=1)):
        with pytest.raises(TooLarge):
            site(problem)


def test_nobody_to_reach():
    empty = Case(np.ones(2), 2, np.empty(0, int), np.empty(0, int), np.empty(0))
    for problem in (
        Fewest(empty),
        Most(empty, sites=1),
        Median(empty, sites=1),
        Center(empty, sites=1),
    ):
        plan = site(problem)
        assert plan.gap == 0
        assert check(problem, plan) == []


def test_tiers_do_not_stand_in_for_each_other():
    homes, facilities = [(0, 0), (400, 0), (900, 0)], [(0, 0), (380, 0)]
    found = reach(facilities, homes, limit=1300, detour=1.0)
    wide, middle, narrow = covered([5, 7, 9], found, ["15", "5"])
    assert (wide.reached, wide.facilities, wide.gaps) == (21, 1, ())
    assert (middle.reached, middle.share, middle.gaps) == (0, 0, (0, 1, 2))
    assert (narrow.reached, narrow.gaps) == (7, (0, 2))
    assert TIERS["5"].facilities(12_001) == 2
    assert covered([], reach([], [], 1), [])[0].share is None


def test_a_gap_has_a_direction():
    plan = Plan("x", "least", 110.0, 100.0, ())
    assert plan.gap == pytest.approx(10 / 110)
    assert replace(plan, sense="most").gap == 0
    assert replace(plan, objective=0.0, bound=0.0).gap == 0
    assert plan.chosen == ()
    assert center.search(Center(san_francisco(), sites=16), 1, 0, lambda step: True)[1] > 0
