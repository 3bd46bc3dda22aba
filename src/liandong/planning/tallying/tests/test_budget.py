"""Budgets by vote: small cases worked out by hand, invariants, and what cities published."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.planning.tallying import pabulib
from liandong.planning.tallying.budget import TIES, Comparison, Instance, equal_shares, greedy
from liandong.planning.tallying.budget.ahead import same_for
from liandong.planning.tallying.budget.counting import count, gains
from liandong.planning.tallying.budget.greedy import Misfit
from liandong.planning.tallying.budget.purses import Purses

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[6] / "shared/data/budgets"
beside = pytest.mark.skipif(not SHARED.is_dir(), reason="Pabulib's files are not beside the tests")
COMPLETIONS = [None, "add1", "add1-compare", "utilitarian", "add1-utilitarian"]


def naive(instance, utility, each):
    """The method of equal shares straight from its definition, in fractions, voter by voter."""
    ballots = instance.scores or [dict.fromkeys(ballot, 1) for ballot in instance.approvals]
    purses = [Fraction(each)] * len(ballots)
    score = {p: sum(ballot.get(p, 0) for ballot in ballots) for p in instance.costs}
    wanted = [p for p in instance.costs if score[p]]
    chosen = [p for p in wanted if not instance.costs[p]]
    while True:
        prices = {}
        for p in wanted:
            if p in chosen:
                continue
            owners = sorted((purses[v] / b[p], b[p]) for v, b in enumerate(ballots) if b.get(p))
            cost, slope = Fraction(instance.costs[p]), score[p]
            for ratio, points in owners:
                if cost <= ratio * slope:
                    gain = instance.costs[p] if utility == "cost" else 1
                    rank = (-score[p], instance.costs[p], list(instance.costs).index(p))
                    prices[p] = (cost / slope / gain, rank, cost / slope)
                    break
                cost, slope = cost - ratio * points, slope - points
        if not prices:
            return chosen, purses
        best = min(prices, key=lambda p: prices[p][:2])
        for voter, ballot in enumerate(ballots):
            asked = prices[best][2] * ballot.get(best, 0)
            purses[voter] = max(purses[voter] - asked, Fraction(0))
        chosen.append(best)


NAMES = "abcdefg"


@st.composite
def instances(draw, least=0):
    names = NAMES[: draw(st.integers(1, 7))]
    costs = {name: draw(st.integers(least, 30)) for name in names}
    size = draw(st.integers(1, 12))
    if draw(st.booleans()):
        ballots = st.dictionaries(st.sampled_from(names), st.integers(1, 4))
        votes = {"scores": draw(st.lists(ballots, min_size=size, max_size=size))}
    else:
        ballots = st.sets(st.sampled_from(names))
        votes = {"approvals": draw(st.lists(ballots, min_size=size, max_size=size))}
    return Instance(costs, draw(st.integers(0, 80)), **votes)


@settings(max_examples=150)
@given(instance=instances(), utility=st.sampled_from(["cost", "cardinality"]))
def test_equal_shares_is_its_definition(instance, utility):
    each = Fraction(instance.budget, instance.poll.voters)
    assert list(equal_shares(instance, utility).winners) == naive(instance, utility, each)[0]


@settings(max_examples=100)
@given(
    instance=instances(),
    utility=st.sampled_from(["cost", "cardinality"]),
    completion=st.sampled_from(COMPLETIONS),
)
def test_no_count_overspends_and_every_one_is_exhausted_as_it_says(instance, utility, completion):
    outcome = equal_shares(instance, utility, completion)
    costs, score = instance.costs, dict(zip(instance.costs, instance.poll.score, strict=True))
    assert outcome.spent == sum(costs[name] for name in outcome.winners) <= instance.budget
    assert set(outcome.explanations) == set(costs)
    for name, line in outcome.explanations.items():
        assert line.chosen is (name in outcome.winners)
        if line.reason == "paid":
            paid = line.part_paid + line.share * line.full_payers
            assert instance.scores or paid == pytest.approx(costs[name])
    left = instance.budget - outcome.spent
    wanted = [name for name in costs if score[name] and name not in outcome.winners]
    if completion and completion.endswith("utilitarian"):
        assert all(costs[name] > left for name in wanted)
    elif completion != "add1-compare":
        chosen, purses = naive(instance, utility, outcome.start)
        assert list(outcome.winners) == chosen
        ballots = instance.scores or instance.approvals
        for name in wanted:
            money = sum(purses[v] for v, ballot in enumerate(ballots) if name in ballot)
            assert money < costs[name]
            assert outcome.explanations[name].missing == pytest.approx(float(costs[name] - money))


@settings(max_examples=60)
@given(instance=instances(least=1))
def test_add1_ends_at_the_last_count_within_the_budget(instance):
    outcome = equal_shares(instance, "cardinality", "add1")
    following, _ = naive(instance, "cardinality", outcome.start + 1)
    left = instance.budget - outcome.spent
    scores = zip(instance.costs, instance.poll.score, strict=True)
    fits = any(
        score and name not in outcome.winners and instance.costs[name] <= left
        for name, score in scores
    )
    assert not fits or sum(instance.costs[name] for name in following) > instance.budget


@settings(max_examples=60)
@given(instance=instances())
def test_the_doubt_about_the_purses_is_a_bound(instance):
    each = Fraction(instance.budget, instance.poll.voters)
    chosen, exact = naive(instance, "cardinality", each)
    purses, poll = Purses(instance.poll, float(each)), instance.poll
    for name in chosen:
        project = poll.names.index(name)
        if poll.costs[project] and (
            quote := purses.quote(project, 0.0, purses.of_supporters(project))
        ):
            purses.pay(project, quote.rate)
        elif poll.costs[project]:
            return
    total = sum(exact)
    assert abs(float((purses.left * poll.times).sum()) - float(total)) <= purses.doubt + 1e-12


@settings(max_examples=100)
@given(
    instance=instances(),
    utility=st.sampled_from(["cost", "cardinality"]),
    added=st.integers(0, 5),
    by=st.integers(1, 3),
)
def test_a_count_that_is_said_to_stay_the_same_does(instance, utility, added, by):
    poll = instance.poll
    each = Fraction(instance.budget, poll.voters) + added
    first = count(poll, utility, each, TIES)
    left = [name for name in instance.costs if poll.names.index(name) not in first.bought]
    if not any(poll.score[poll.names.index(name)] for name in left):
        return  # everything is bought, and more money changes nothing for ever
    for step in range(1, same_for(poll, gains(poll, utility), first, by) + 1):
        bought = [poll.names[project] for project in first.bought]
        assert bought == naive(instance, utility, each + step * by)[0]


def test_the_steps_that_change_nothing_are_proven_together():
    approvals = [{"a", "c"}, {"b", "c"}, {"a", "b"}, {"a"}, {"a"}] * 20
    costs = {"a": 300_000, "b": 500_000, "c": 900_000}
    instance = Instance(costs, 1_000_000, approvals=approvals)
    first = count(instance.poll, "cost", Fraction(10_000), TIES)
    # a costs 3,750 each; b's supporters have 20 × 10,000 and 20 × 6,250, which is 40 × 4,375 short.
    assert same_for(instance.poll, instance.poll.costs, first, 1) == 4_374
    outcome = equal_shares(instance, "cost", "add1")
    assert (outcome.winners, outcome.steps) == (("a", "b"), 4_375)


def test_one_who_has_less_gives_all_and_the_others_share_the_rest():
    instance = Instance({"a": 4, "b": 8}, 12, approvals=[{"a", "b"}, {"b"}, {"b"}])
    outcome = equal_shares(instance, "cardinality")
    assert outcome.winners == ("b",)  # 8 ÷ 3 each, and 4 ÷ 1 for the other
    outcome = equal_shares(Instance({"a": 2, "b": 9}, 12, approvals=instance.approvals))
    line = outcome.explanations["b"]
    assert (line.turn, line.share, line.full_payers, line.part_payers) == (1, 3.0, 3, 0)
    assert outcome.explanations["a"].reason == "supporters_short"
    assert outcome.explanations["a"].missing == pytest.approx(1.0)


def test_a_majority_does_not_take_all():
    approvals = [{"r1", "r2", "r3"}] * 6 + [{"g1", "g2", "g3"}] * 4
    instance = Instance(dict.fromkeys(("r1", "r2", "r3", "g1", "g2", "g3"), 10), 30, approvals)
    assert set(greedy(instance).winners) == {"r1", "r2", "r3"}
    assert set(equal_shares(instance, completion="add1").winners) == {"r1", "r2", "g1"}


def test_the_comparison_step_asks_the_voters():
    approvals = [{"big"}] * 6 + [{"s1"}] * 2 + [{"s2"}] * 2
    instance = Instance({"big": 100, "s1": 20, "s2": 20}, 100, approvals)
    proud = equal_shares(instance, "cardinality", "add1-compare")
    assert set(equal_shares(instance, "cardinality", "add1").winners) == {"s1", "s2"}
    assert proud.winners == ("big",)
    assert proud.comparison == Comparison(prefer_equal_shares=4, prefer_greedy=6)
    assert proud.comparison.greedy_wins


@pytest.mark.parametrize(
    ("ties", "first"),
    [
        (("cheaper",), "b"),
        (("dearer",), "c"),
        (("named",), "a"),
        (("listed",), "c"),
        (("more_votes",), "c"),
    ],
)
def test_ties_follow_the_published_rule(ties, first):
    instance = Instance({"c": 9, "b": 7, "a": 8}, 9, approvals=[{"a", "b", "c"}])
    assert greedy(instance, ties=ties).winners[0] == first
    outcome = equal_shares(instance, "cost", ties=ties)
    assert outcome.winners == (first,)
    assert set(outcome.explanations[first].tied_with) == {"a", "b", "c"} - {first}


def test_greedy_says_why():
    instance = Instance(
        {"a": 6, "b": 6, "c": 3, "d": 1, "e": 0, "f": 1},
        10,
        approvals=[{"a", "b", "c", "e"}, {"a", "b", "e"}, {"a", "d"}],
    )

    def reasons(**how):
        return [line.reason for line in greedy(instance, **how).explanations.values()]

    assert reasons() == ["fits", "too_dear", "fits", "fits", "free", "no_votes"]
    assert reasons(misfit="stop")[1:4] == ["too_dear", "after_the_stop", "after_the_stop"]
    assert reasons(minimum=2)[2:4] == ["below_minimum", "below_minimum"]
    topped = greedy(instance, misfit=Misfit(top_up=Fraction(3, 5)))
    assert topped.explanations["b"].reason == "topped_up"
    assert topped.spent == 12


def test_free_projects_and_nobody():
    instance = Instance({"a": 0, "b": 5}, 5, approvals=[{"a"}])
    assert equal_shares(instance).explanations["a"].reason == "free"
    assert equal_shares(instance, "cost", "utilitarian").explanations["b"].reason == "no_votes"
    assert equal_shares(Instance({"a": 1}, 5, approvals=[])).winners == ()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Instance({"a": 1}, 2),
        lambda: Instance({"a": 1}, 2, [{"a"}], [{"a": 1}]),
        lambda: Instance({"a": 0.5}, 2, [{"a"}]),
        lambda: Instance({"a": -1}, 2, [{"a"}]),
        lambda: Instance({"a": 1}, 2, [{"b"}]).poll,
        lambda: Instance({"a": 1}, 2, scores=[{"a": -1}]).poll,
        lambda: Instance({"a": 1}, 2, scores=[{"a": 0.5}]).poll,
        lambda: pabulib.read("META\nkey;value\n"),
    ],
)
def test_what_cannot_be_counted_is_refused(wrong):
    with pytest.raises((TypeError, ValueError)):
        wrong()


def rule(published):
    """Count as the rule says that stands in the file; equal projects in the file's order."""
    name = published.meta["rule"]
    if name.startswith("equalshares"):
        return equal_shares(
            published.instance, "cost", "add1", step=published.scale, ties=("listed",)
        )
    if name == "greedy-custom":
        return greedy(published.instance, misfit=Misfit(top_up=Fraction(4, 5)), ties=("listed",))
    misfit = "stop" if name == "greedy-no-skip" else "skip"
    return greedy(published.instance, misfit=misfit, minimum=published.minimum, ties=("listed",))


def test_a_file_of_our_own_is_read_and_counted():
    published = pabulib.read((DATA / "community.pb").read_text("utf-8"))
    assert published.scale == 2  # one project costs half a yuan more than whole ones
    votes = dict(zip(published.instance.costs, published.instance.poll.votes, strict=True))
    assert votes == {name: int(row["votes"]) for name, row in published.projects.items()}
    outcome = equal_shares(published.instance, "cost", "add1", step=published.scale)
    each = outcome.start
    assert list(outcome.winners) == naive(published.instance, "cost", each)[0]
    assert set(greedy(published.instance).winners) != set(outcome.winners)


@beside
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.pb")), ids=lambda path: path.stem[:40])
def test_published_winners(path):
    published = pabulib.read(path.read_text("utf-8"))
    outcome = rule(published)
    topped = {n for n, line in outcome.explanations.items() if line.reason == "topped_up"}
    assert set(outcome.winners) - topped == published.selected()
    if topped:
        assert topped == published.selected("2")


@beside
def test_assen_2024():
    published = pabulib.read((SHARED / "Netherlands_Assen_2024.pb").read_text("utf-8"))
    outcome = rule(published)
    assert set(outcome.winners) == published.selected()
    assert (outcome.spent, outcome.steps) == (76_700, 843)
    assert outcome.explanations["8"].reason == "over_budget"
