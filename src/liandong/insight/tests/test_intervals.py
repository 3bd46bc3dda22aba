"""Shares of few, and the periods that they are of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.insight.queries import Share, Span, Stretch, wilson
from liandong.matters.queries.figures import Period


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table II
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_narrows(pair):
    part, whole = pair
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    wide = wilson(part * 4, whole * 4)
    assert wide[1] - wide[0] < high - low


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (5, 4), (-1, 3)])
def test_a_share_of_nothing_has_no_interval(part, whole):
    with pytest.raises(ValueError, match="of"):
        wilson(part, whole)


def test_few_are_shown_as_few():
    assert Share(4, 5, 30).small
    assert Share(4, 5, 30).interval == (38, 96)
    assert not Share(25, 30, 30).small
    assert Share(25, 30, 30).percent == 83
    assert Share(0, 0, 30).percent is None
    assert Share(0, 0, 30).interval is None


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("span", "day", "since", "until", "past", "label"),
    [
        ("month", date(2026, 2, 10), date(2026, 2, 1), date(2026, 2, 28), (1, 31), "2026-02"),
        ("month", TODAY, date(2026, 11, 1), TODAY, (10, 24), "2026-11"),
        ("quarter", date(2026, 5, 1), date(2026, 4, 1), date(2026, 6, 30), (1, 31), "2026 Q2"),
        ("year", date(2025, 5, 1), date(2025, 1, 1), date(2025, 12, 31), (1, 31), "2025"),
    ],
)
def test_a_stretch_and_what_lay_before_it(span, day, since, until, past, label):
    stretch = Stretch.around(Span(span), day, TODAY)
    assert stretch.period == Period(since, until)
    assert stretch.label == label
    month, last = past
    assert (stretch.before.since.month, stretch.before.until.day) == (month, last)


def test_a_running_stretch_is_compared_with_as_many_days():
    march = Stretch.around(Span.MONTH, date(2026, 3, 30), date(2026, 3, 30))
    assert march.before == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert march.running
    assert not Stretch.around(Span.MONTH, date(2026, 2, 1), date(2026, 3, 30)).running


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(list(Span)))
def test_stretches_of_a_series_touch_and_do_not_overlap(day, span):
    series = Stretch.around(span, day, date(2101, 1, 1)).series()
    for one, other in zip(series, series[1:], strict=False):
        assert (other.period.since - one.period.until).days == 1
    assert series[-1].period.since <= day <= series[-1].period.until
