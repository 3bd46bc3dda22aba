"""Due dates by the real calendar of several years."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liandong.kernel.actor import SYSTEM
from liandong.rulebook import actions, queries
from liandong.rulebook.models import DayKind
from liandong.rulebook.queries import Day, Limit, YearPlan
from liandong.rulebook.tests import factories

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")


def at(*parts):
    return datetime(*parts, tzinfo=ZONE)


def due(start, amount, unit, **words):
    return queries.due(start, Limit(Decimal(str(amount)), unit), **words)


@pytest.fixture
def calendar():
    actions.load_calendar(plans=queries.package_calendar(), actor=SYSTEM, now=factories.NOON)


@pytest.fixture
def city():
    return factories.city()


@pytest.mark.parametrize(
    ("start", "amount", "day"),
    [
        # Spring Festival: 2024-02-10…17 free, 2024-02-04 and 02-18 worked
        ((2024, 2, 8, 9), 1, (2024, 2, 9)),
        ((2024, 2, 9, 9), 1, (2024, 2, 18)),
        ((2024, 2, 9, 9), 5, (2024, 2, 22)),
        # 2025-01-28…02-04 free, 2025-01-26 and 02-08 worked
        ((2025, 1, 25, 9), 1, (2025, 1, 26)),
        ((2025, 1, 27, 9), 5, (2025, 2, 10)),
        # 2023-01-21…27 free, 01-28 and 01-29 worked
        ((2023, 1, 20, 9), 2, (2023, 1, 29)),
        # National Day: 2023-09-29…10-06 free, 10-07 and 10-08 worked
        ((2023, 9, 28, 9), 2, (2023, 10, 8)),
        # 2025-10-01…08 free, 09-28 and 10-11 worked
        ((2025, 9, 30, 9), 3, (2025, 10, 11)),
        # 2026-10-01…07 free, 09-20 and 10-10 worked
        ((2026, 9, 18, 9), 1, (2026, 9, 20)),
        ((2026, 9, 30, 9), 5, (2026, 10, 13)),
    ],
)
def test_working_days_of_festivals(calendar, start, amount, day):
    assert due(at(*start), amount, "work_day").at == at(*day, 17, 30)


def test_natural_days_move_on_over_a_festival(calendar):
    assert due(at(2026, 9, 24, 9), 7, "day").at == at(2026, 10, 8, 23, 59, 59)
    assert due(at(2026, 11, 24, 9), 2, "day").at == at(2026, 11, 26, 23, 59, 59)
    assert due(at(2026, 9, 13, 9), 7, "day").at == at(2026, 9, 20, 23, 59, 59)


def test_hours_run_on_and_working_hours_do_not(calendar):
    assert due(at(2026, 9, 30, 17), 4, "hour").at == at(2026, 9, 30, 21)
    assert due(at(2026, 9, 30, 17), 4, "work_hour").at == at(2026, 10, 8, 12)
    assert due(at(2026, 9, 30, 17), 0.5, "hour").at == at(2026, 9, 30, 17, 30)


def test_summer_hours_and_the_hotline_around_the_clock(city):
    assert due(at(2026, 7, 1, 9), 1, "work_day").at == at(2026, 7, 2, 18)
    assert due(at(2026, 11, 2, 9), 1, "work_day").at == at(2026, 11, 3, 17, 30)
    assert due(at(2026, 10, 1, 3), 4, "work_hour", hours="hotline_24h").at == at(2026, 10, 1, 7)
    late = due(at(2026, 9, 30, 9), 1, "work_day", hours="hotline_24h")
    assert late.at == at(2026, 10, 8, 23, 59, 59)


def test_hours_that_nobody_loaded_are_the_standard_ones(city):
    assert due(at(2026, 7, 1, 9), 1, "work_day", hours="unheard").at == at(2026, 7, 2, 18)


def test_a_year_that_is_not_published_counts_weekdays_and_says_so(calendar):
    inside, across = (
        due(at(2026, 12, 21, 9), 5, "work_day"),
        due(at(2026, 12, 28, 9), 5, "work_day"),
    )

    assert inside.published
    assert not across.published
    assert across.at.date() == date(2027, 1, 4)
    assert not due(at(2027, 1, 29, 9), 5, "work_day").published
    assert queries.is_published(date(2026, 1, 1))
    assert not queries.is_published(date(2027, 1, 1))


def test_without_any_calendar_weekdays_count():
    assert due(at(2026, 9, 30, 9), 1, "work_day").at == at(2026, 10, 1, 17, 30)
    assert not due(at(2026, 9, 30, 9), 1, "work_day").published


@pytest.mark.parametrize("unit", ["count", "share", "", "metre"])
def test_what_is_no_time_is_refused(unit):
    with pytest.raises(ValueError, match="not a time"):
        due(factories.NOON, 3, unit)


@pytest.mark.parametrize(
    ("unit", "amount", "pause", "expected"),
    [
        ("work_hour", 4, ((24, 10), (25, 10)), at(2026, 11, 25, 14, 30)),
        ("work_hour", 1, ((25, 10), (26, 10)), at(2026, 11, 24, 10, 0)),
        ("work_day", 2, ((25, 8), (26, 20)), at(2026, 11, 30, 17, 30)),
        ("work_day", 2, ((28, 8), (30, 8)), at(2026, 11, 26, 17, 30)),
        ("day", 2, ((25, 0), (26, 0)), at(2026, 11, 27, 23, 59, 59)),
        ("hour", 10, ((24, 10), (24, 12)), at(2026, 11, 24, 21, 0)),
    ],
)
def test_pauses_are_cut_out(calendar, unit, amount, pause, expected):
    begin, end = (at(2026, 11, day, hour) for day, hour in pause)
    start = at(2026, 11, 24, 9)

    assert due(start, amount, unit, pauses=[(begin, end)]).at == expected


MOMENTS = st.integers(0, 900 * 24 * 60).map(
    lambda minutes: at(2023, 12, 1) + timedelta(minutes=minutes)
)
UNITS = st.sampled_from(["hour", "day", "work_hour", "work_day"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, MOMENTS, st.integers(1, 40), st.integers(1, 40), UNITS)
def test_later_starts_and_longer_limits_are_due_later(calendar, one, other, less, more, unit):
    first, second = sorted((one, other))
    small, large = sorted((less, more))

    assert first < due(first, small, unit).at <= due(second, small, unit).at
    assert due(first, small, unit).at <= due(first, large, unit).at
    paused = due(first, small, unit, pauses=[(first, second)]).at
    assert paused >= due(first, small, unit).at


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOMENTS, st.integers(1, 60))
def test_working_days_by_walking(calendar, start, amount):
    day, left = start.date(), amount
    while left:
        day += timedelta(days=1)
        left -= queries.is_workday(day)
    assert due(start, amount, "work_day").at.date() == day


def test_the_days_on_the_way_are_shown(calendar):
    start = at(2026, 9, 30, 9)
    limit = Limit(Decimal(3), "work_day")
    rows = queries.counted(start, limit, queries.due(start, limit).at, "standard")

    assert [row.number for row in rows if row.number] == [1, 2, 3]
    assert rows[0].number is None, "the day on which it begins does not count"
    assert (rows[1].kind, rows[1].name, rows[1].works) == (DayKind.HOLIDAY, "国庆节", False)
    assert rows[-1].day == date(2026, 10, 10)
    hours = Limit(Decimal(8), "work_hour")
    spent = queries.counted(start, hours, queries.due(start, hours).at, "standard")
    assert [row.minutes for row in spent if row.minutes] == [420, 60]


def test_only_days_on_which_work_changes_have_changed():
    before = {date(2027, 1, 1): DayKind.HOLIDAY, date(2027, 2, 6): DayKind.HOLIDAY}
    after = {
        date(2027, 1, 1): DayKind.HOLIDAY,
        date(2027, 1, 4): DayKind.HOLIDAY,
        date(2027, 1, 9): DayKind.MAKE_UP_WORKDAY,
    }

    assert queries.changed_days(before, after) == [date(2027, 1, 4), date(2027, 1, 9)]


def test_a_day_in_lieu_moves_only_what_is_promised_later(calendar):
    promised = due(at(2026, 12, 30, 9), 2, "work_day")
    plan = YearPlan(2027, (Day(date(2027, 1, 1), DayKind.HOLIDAY, "元旦"),), "test")

    changed = actions.load_calendar(plans=[plan], actor=SYSTEM, now=factories.NOON)
    queries.forget()

    assert changed == [date(2027, 1, 1)]
    assert promised.at.date() == date(2027, 1, 1)
    assert due(at(2026, 12, 30, 9), 2, "work_day").at.date() == date(2027, 1, 4)
    assert due(at(2026, 12, 30, 9), 2, "work_day").published
