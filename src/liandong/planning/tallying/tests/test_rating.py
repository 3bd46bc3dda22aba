"""Rating ballots against a count by hand, by brute force, and on the edges of the rules."""

import itertools
from fractions import Fraction as F
from random import Random

import pytest

from liandong.planning.tallying import rating
from liandong.planning.tallying.rating import NothingToCountError, Paper, Part, Rules

POINTS = {"good": F(100), "fairly_good": F(80), "average": F(60), "poor": F(30)}
PARTS = (
    Part("stage", F(3, 10), {"leaders": F(1, 2), "peers": F(1, 2)}),
    Part("site", F(4, 10), {"checkers": F(1)}),
    Part("public", F(3, 10), {"residents": F(1)}),
)
RULES = Rules(POINTS, PARTS, F(1, 10), ("public", "site", "stage", "best_grades"))


def papers(part, voters, *rows):
    """Each row: one grade's initial per entrant 1, 2, …; "-" is not rated; None invalid."""
    grades = {"g": "good", "f": "fairly_good", "a": "average", "p": "poor"}
    return [
        Paper(
            part,
            voters,
            None
            if row is None
            else {no: grades[mark] for no, mark in enumerate(row, 1) if mark != "-"},
        )
        for row in rows
    ]


def everywhere(*rows):
    return [
        paper
        for part in PARTS
        for voters in part.classes
        for paper in papers(part.name, voters, *rows)
    ]


def test_a_count_by_hand():
    ballots = [
        *papers("stage", "leaders", "gf", "ga"),
        *papers("stage", "peers", "fg", "a-", None),
        *papers("site", "checkers", "fg", "fg"),
        *papers("public", "residents", "gp", "gg", "ga"),
    ]
    first, second = rating.tally([1, 2], ballots, RULES)
    # stage: (100 + 70) / 2 = 85; site 80; public 100: 0.3·85 + 0.4·80 + 0.3·100 = 87.5
    assert (first.entrant, first.total) == (1, F(175, 2))
    # stage: leaders (80 + 60) / 2 = 70, peers 100: 85; site 100; public 190 / 3
    assert second.part("public").score == F(190, 3)
    assert second.total == F(3, 10) * 85 + F(4, 10) * 100 + F(3, 10) * F(190, 3)
    peers = second.part("stage").classes[1]
    assert (peers.grades["good"], peers.unrated, peers.mean) == (1, 2, 100)
    assert rating.invalid(ballots) == 1


def test_the_trimmed_mean_leaves_out_a_share_at_each_end_rounded_down():
    values = [F(n) for n in (30, 60, 60, 80, 80, 80, 100, 100, 100, 100)]
    for share, cut in ((F(0), 0), (F(1, 10), 1), (F(19, 100), 1), (F(2, 10), 2), (F(49, 100), 4)):
        kept = sorted(values)[cut : 10 - cut]
        assert rating.trimmed(values, share) == (sum(kept) / len(kept), cut)
    assert rating.trimmed([F(30)], F(49, 100)) == (F(30), 0)


def brute(entrants, ballots, rules):
    """The same count in the plainest way: one loop a question, and places by comparing all."""
    totals, keys = {}, {}
    for one in entrants:
        scores = {}
        for part in rules.parts:
            above = below = F(0)
            for voters, weight in part.classes.items():
                given = sorted(
                    rules.points[paper.marks[one]]
                    for paper in ballots
                    if paper.part == part.name
                    and paper.voters == voters
                    and paper.marks is not None
                    and one in paper.marks
                )
                cut = (len(given) * rules.trim.numerator) // rules.trim.denominator
                for _end in range(cut):
                    given.pop()
                    given.pop(0)
                if given:
                    above += weight * sum(given) / len(given)
                    below += weight
            scores[part.name] = above / below
        weights = sum(part.weight for part in rules.parts)
        totals[one] = sum(part.weight * scores[part.name] for part in rules.parts) / weights
        good = sum(bool(p.marks) and p.marks.get(one) == "good" for p in ballots)
        keys[one] = [totals[one], *[{**scores, "best_grades": good}[word] for word in rules.ties]]
    places = {one: 1 + sum(keys[o] > keys[one] for o in entrants) for one in entrants}
    return totals, places


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_brute_force(seed):
    rng = Random(seed)
    entrants = list(range(1, rng.randint(2, 6)))
    ballots = []
    for part in PARTS:
        for voters in part.classes:
            for number in range(rng.randint(1, 12)):
                whole = number == 0
                marks = {
                    one: rng.choice(list(POINTS)) for one in entrants if whole or rng.random() < 0.9
                }
                spoiled = not whole and rng.random() < 0.1
                ballots.append(Paper(part.name, voters, None if spoiled else marks))
    ties = rng.choice([("public", "site"), ("best_grades",), (), ("stage", "best_grades")])
    rules = Rules(POINTS, PARTS, F(rng.randint(0, 4), 10), ties)
    totals, places = brute(entrants, ballots, rules)
    counted = rating.tally(entrants, ballots, rules)
    assert {result.entrant: result.total for result in counted} == totals
    assert {result.entrant: result.place for result in counted} == places
    assert [result.place for result in counted] == sorted(places.values())


def test_equal_totals_are_parted_by_the_published_words_in_their_order():
    even = Rules(
        POINTS,
        (Part("stage", F(1), {"all": F(1)}), Part("public", F(1), {"all": F(1)})),
        F(0),
        ("public",),
    )
    ballots = [*papers("stage", "all", "gag"), *papers("public", "all", "aga")]
    first, second, third = rating.tally([1, 2, 3], ballots, even)
    assert (first.entrant, first.place, first.decided_by) == (2, 1, "public")
    assert [(one.entrant, one.place) for one in (second, third)] == [(1, 2), (3, 2)]
    assert second.decided_by == "shared"
    assert list(second.equal_with) == [2, 3]


def test_the_order_of_papers_and_of_entrants_changes_nothing():
    ballots = [*everywhere("gfa", "fga", "ppg", None)]
    expected = {(r.entrant, r.place, r.total) for r in rating.tally([1, 2, 3], ballots, RULES)}
    for order in itertools.permutations([1, 2, 3]):
        counted = rating.tally(order, ballots[::-1], RULES)
        assert {(r.entrant, r.place, r.total) for r in counted} == expected


def test_a_class_in_which_nobody_rated_leaves_its_weight_to_the_others():
    ballots = [
        *papers("stage", "leaders", "g"),
        *papers("stage", "peers", None),
        *papers("site", "checkers", "g"),
        *papers("public", "residents", "g"),
    ]
    (only,) = rating.tally([1], ballots, RULES)
    assert only.total == 100
    assert only.part("stage").classes[1].mean is None


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(NothingToCountError, match="entrant 2"):
        rating.tally([1, 2], everywhere("g-"), RULES)
    for wrong in (
        Paper("stage", "residents", {}),
        Paper("stage", "leaders", {9: "good"}),
        Paper("stage", "leaders", {1: "splendid"}),
    ):
        with pytest.raises(ValueError, match=r"no class|no entrant|there is not"):
            rating.tally([1], [*everywhere("g"), wrong], RULES)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"trim": F(1, 2)}, "half"),
        ({"trim": F(-1, 10)}, "half"),
        ({"parts": ()}, "weight"),
        ({"parts": (Part("stage", F(0), {"all": F(1)}),)}, "weight"),
        ({"parts": (Part("stage", F(1), {"all": F(-1)}),)}, "weight"),
        ({"points": {}}, "grade"),
    ],
)
def test_rules_that_make_no_sense_are_refused(words, says):
    sound = {"points": POINTS, "parts": PARTS, "trim": F(0), "ties": ()}
    with pytest.raises(ValueError, match=says):
        Rules(**{**sound, **words})
