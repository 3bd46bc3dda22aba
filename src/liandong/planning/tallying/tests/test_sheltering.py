"""Ratings as they can be shown: small classes are put together, and shares add up."""

from fractions import Fraction
from itertools import product

import pytest

from liandong.planning.tallying.rating import ClassResult
from liandong.planning.tallying.sheltering import shares, sheltered

GRADES = ("good", "fairly_good", "average", "poor")


def of(name: str, *counts: int, weight: str = "0.25") -> ClassResult:
    grades = dict(zip(GRADES, counts, strict=True))
    return ClassResult(name, Fraction(weight), grades, unrated=0, cut=0, mean=None)


def told(classes, least=3):
    return [(line.names, line.many) for line in sheltered(classes, least)]


def test_large_classes_stand_by_themselves_in_their_order():
    assert told([of("a", 5, 0, 0, 0), of("b", 1, 1, 1, 0)]) == [(("a",), 5), (("b",), 3)]


def test_a_lone_rating_is_put_together_with_the_next_smallest():
    classes = [of("a", 1, 0, 0, 0), of("b", 9, 0, 0, 0), of("c", 2, 2, 0, 0)]
    assert told(classes) == [(("a", "c"), 5), (("b",), 9)]


def test_two_small_classes_may_need_a_third():
    classes = [of("a", 1, 0, 0, 0), of("b", 0, 1, 0, 0), of("c", 2, 2, 0, 0)]
    assert told(classes) == [(("a", "b", "c"), 6)]


def test_too_few_in_all_are_not_shown():
    assert told([of("a", 1, 0, 0, 0), of("b", 0, 0, 0, 1)]) == []
    assert told([of("a", 0, 0, 0, 0)]) == []
    assert told([]) == []


def test_shares_are_weighted_by_what_is_shown():
    lines = sheltered(
        [of("a", 3, 1, 0, 0, weight="0.4"), of("b", 0, 3, 0, 1, weight="0.6")], least=3
    )
    assert shares(lines) == {
        "good": Fraction(3, 10),
        "fairly_good": Fraction(11, 20),
        "average": Fraction(0),
        "poor": Fraction(3, 20),
    }
    assert shares([]) == {}


@pytest.mark.parametrize("least", [1, 2, 3, 4])
def test_no_line_is_small_and_nobody_is_lost(least):
    for counts in product(range(5), repeat=3):
        classes = [of(name, many, 0, 0, 0) for name, many in zip("abc", counts, strict=True)]
        lines = sheltered(classes, least)
        assert all(line.many >= least for line in lines)
        if lines:
            assert sum(line.many for line in lines) == sum(counts)
            assert sum(shares(lines).values()) == 1
        else:
            assert sum(counts) < max(least, 1)
