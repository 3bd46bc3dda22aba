"""Every lawful share, one vote and 0.01 m² on either side of its edge."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.planning.tallying.thresholds import Counts, Sum, Threshold, judge, people_and_area

SHARES = [
    ("1/2", True),
    ("1/2", False),
    ("2/3", False),
    ("3/4", False),
    ("1/5", False),
    ("1", False),
]

# The Civil Code, article 278: people and area, at every edge.
ORDINARY = (
    *people_and_area("take part", "2/3", of="entitled", count="taking_part", article="278"),
    *people_and_area("consent", "1/2", strict=True, article="278"),
)
SPECIAL = (*ORDINARY[:2], *people_and_area("consent", "3/4", article="278"))


def owners(people, area):
    return Counts(Sum(*people), Sum(*area))


@pytest.mark.parametrize(("share", "strict"), SHARES)
@pytest.mark.parametrize("base", [1, 2, 3, 4, 5, 6, 7, 12, 99, 100, 101, 1_234_567, 3_000_001])
def test_one_less_than_required_fails_and_required_passes(share, strict, base):
    rule = Threshold("x", share, strict)
    needed = rule.required(base)
    for count in {needed - 1, needed, needed + 1} & set(range(base + 1)):
        result = judge([rule], Counts(Sum(base, base, count))).results[0]
        exact = Fraction(count, base)
        assert result.passed is (exact > Fraction(share) if strict else exact >= Fraction(share))
        assert result.passed is (count >= needed)
        assert result.missing == max(needed - count, 0)


@pytest.mark.parametrize(
    ("rules", "people", "area", "passed"),
    [
        # 300 owners, 30,000.00 m²; two thirds are 200 and 20,000.00
        (ORDINARY, (300, 200, 101), (3000000, 2000000, 1000001), True),
        (ORDINARY, (300, 199, 199), (3000000, 2000000, 2000000), False),
        (ORDINARY, (300, 200, 200), (3000000, 1999999, 1999999), False),
        (ORDINARY, (300, 200, 100), (3000000, 2000000, 1000001), False),
        (ORDINARY, (300, 200, 101), (3000000, 2000000, 1000000), False),
        (SPECIAL, (300, 200, 150), (3000000, 2000000, 1500000), True),
        (SPECIAL, (300, 200, 149), (3000000, 2000000, 1500000), False),
        (SPECIAL, (300, 200, 150), (3000000, 2000000, 1499999), False),
        # two thirds of a number that three does not divide: 200.67 people, 20,000.0067 m²
        (ORDINARY, (301, 201, 201), (3000001, 2000001, 2000001), True),
        (ORDINARY, (301, 200, 200), (3000001, 2000001, 2000001), False),
        (ORDINARY, (301, 201, 201), (3000001, 2000000, 2000000), False),
    ],
)
def test_owners_decide_by_people_and_by_area(rules, people, area, passed):
    assert judge(rules, owners(people, area)).passed is passed


def test_a_vote_that_fails_by_area_alone_says_so():
    judged = judge(SPECIAL, owners((300, 200, 150), (3000000, 2000000, 1499999)))
    (lost,) = judged.failed
    assert (lost.threshold.weight, lost.count, lost.required, lost.missing) == (
        "area",
        1499999,
        1500000,
        1,
    )
    assert (lost.arithmetic.left, lost.arithmetic.sign, lost.arithmetic.right) == (
        4 * 1499999,
        "≥",
        3 * 2000000,
    )
    assert lost.name == "consent"
    assert lost.threshold.article == "278"


def test_two_thirds_stay_exact_where_floats_do_not():
    base = 3 * 10**17 + 1
    rule = Threshold("x", "2/3", of="entitled")
    assert not judge([rule], Counts(Sum(base, base, 2 * 10**17))).passed
    assert judge([rule], Counts(Sum(base, base, 2 * 10**17 + 1))).passed


def test_of_nobody_nothing_passes():
    assert not judge([Threshold("x", "2/3")], Counts(Sum(10, 0, 0))).passed
    assert not judge([], Counts(Sum(10, 10, 10))).passed


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Threshold("x", 2 / 3),
        lambda: Threshold("x", "1", strict=True),
        lambda: Threshold("x", "3/2"),
        lambda: Threshold("x", "1/2", count="taking_part"),
        lambda: Sum(3, 4, 1),
        lambda: Sum(3, 2, -1),
        lambda: Sum(3, 2, 1.0),
        lambda: judge([Threshold("x", "1/2", weight="area")], Counts(Sum(3, 2, 1))),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises((TypeError, ValueError)):
        wrong()


@given(
    base=st.integers(1, 10**9),
    numbers=st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)),
    share=st.fractions(0, 1, max_denominator=100),
    strict=st.booleans(),
)
def test_more_in_favour_never_loses(base, numbers, share, strict):
    rule = Threshold("x", share, strict and share < 1)
    less, more = sorted(number % (base + 1) for number in numbers)
    if judge([rule], Counts(Sum(base, base, less))).passed:
        assert judge([rule], Counts(Sum(base, base, more))).passed
