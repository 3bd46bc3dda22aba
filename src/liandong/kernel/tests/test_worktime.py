"""Working time against known answers of others, and against counting minute by minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from liandong.kernel.worktime import NoWorkingTimeError, Worktime, joined

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
OFFICE = ((510, 720), (810, 1050))
HOLIDAYS = {date(2026, 10, number) for number in range(1, 8)}
MAKE_UP = {date(2026, 9, 20), date(2026, 10, 10)}


def works(day):
    return day in MAKE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def office(zone=SHANGHAI, spans=OFFICE):
    return Worktime(zone, works, lambda day: spans if works(day) else ())


CHINA = office()
AROUND = st.integers(0, 40 * 24 * 60).map(
    lambda minutes: datetime(2026, 9, 10, tzinfo=SHANGHAI) + minutes * MINUTE
)


def test_fifteen_working_hours_across_the_change_to_summer_time():
    """OTOBO's own answer: Friday noon before the change, a calendar 08–13 and 14–18."""
    berlin = office(BERLIN, ((480, 780), (840, 1080)))
    start = datetime(2015, 3, 27, 12, tzinfo=BERLIN)

    assert berlin.add(start, 15 * HOUR) == datetime(2015, 3, 31, 9, tzinfo=BERLIN)
    assert berlin.between(start, datetime(2015, 3, 31, 9, tzinfo=BERLIN)) == 15 * HOUR


@pytest.mark.parametrize(("minutes", "due"), [(60, (10, 30)), (120, (11, 30)), (180, (12, 30))])
def test_minutes_of_one_day(minutes, due):
    """Zammad's own answers for something created at 09:30."""
    day = office(SHANGHAI, ((540, 1020),))
    start = datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI)

    assert day.add(start, minutes * MINUTE) == datetime(2026, 11, 24, *due, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ((11, 24, 9, 0), 0, (11, 24, 9, 0)),
        ((11, 24, 9, 0), 3, (11, 24, 12, 0)),
        ((11, 24, 9, 0), 3.5, (11, 24, 14, 0)),
        ((11, 24, 12, 30), 1, (11, 24, 14, 30)),
        ((11, 24, 20, 0), 1, (11, 25, 9, 30)),
        ((9, 30, 17, 0), 1, (10, 8, 9, 0)),
        ((9, 18, 17, 0), 1, (9, 20, 9, 0)),
        ((10, 9, 17, 0), 8, (10, 10, 17, 30)),
    ],
)
def test_lunch_nights_holidays_and_make_up_days(start, hours, due):
    added = CHINA.add(datetime(2026, *start, tzinfo=SHANGHAI), hours * HOUR)

    assert added == datetime(2026, *due, tzinfo=SHANGHAI)


def test_days_are_counted_from_the_next_one():
    assert CHINA.nth_workday(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert CHINA.nth_workday(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CHINA.nth_workday(date(2026, 10, 3), 0) == date(2026, 10, 3)
    assert CHINA.nth_workday(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert CHINA.next_workday(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CHINA.next_workday(date(2026, 10, 10)) == date(2026, 10, 10)


def test_a_day_ends_with_its_last_span():
    night = Worktime(SHANGHAI, works, lambda day: ((0, 1440),))

    assert CHINA.end_of(date(2026, 11, 24)).time().isoformat() == "17:30:00"
    assert CHINA.end_of(date(2026, 11, 22)).time().isoformat() == "23:59:59"
    assert night.end_of(date(2026, 11, 24)).time().isoformat() == "23:59:59"
    assert night.between(
        datetime(2025, 12, 31, 12, tzinfo=UTC), datetime(2026, 1, 2, 12, tzinfo=UTC)
    ) == timedelta(days=2)


def test_a_calendar_without_work_says_so():
    never = Worktime(SHANGHAI, lambda day: False, lambda day: ())

    with pytest.raises(NoWorkingTimeError):
        never.add(datetime(2026, 1, 1, tzinfo=UTC), HOUR)
    with pytest.raises(NoWorkingTimeError):
        never.nth_workday(date(2026, 1, 1), 1)


def worked(moment):
    """Whether the minute that begins now is worked."""
    minute = moment.hour * 60 + moment.minute
    return works(moment.date()) and any(begin <= minute < end for begin, end in OFFICE)


def minute_by_minute(start, minutes, breaks=()):
    """The first moment at which so many minutes were worked: the slow, plain way."""
    while minutes:
        paused = any(begin <= start < end for begin, end in breaks)
        minutes -= worked(start) and not paused
        start += MINUTE
    return start


@settings(max_examples=60)
@given(AROUND, st.integers(0, 3000))
def test_adding_is_counting_minute_by_minute(start, minutes):
    assert CHINA.add(start, minutes * MINUTE) == minute_by_minute(start, minutes)


@settings(max_examples=60)
@given(AROUND, AROUND)
def test_between_is_counting_minute_by_minute(start, until):
    count, moment = 0, start
    while moment < until:
        count += worked(moment)
        moment += MINUTE
    assert CHINA.between(start, until) == count * MINUTE


@settings(max_examples=60)
@example(
    datetime(2026, 9, 10, 0, 1, tzinfo=SHANGHAI),
    0,
    [(datetime(2026, 9, 10, tzinfo=SHANGHAI), datetime(2026, 9, 10, 8, 31, tzinfo=SHANGHAI))],
)
@given(AROUND, st.integers(0, 1500), st.lists(st.tuples(AROUND, AROUND), max_size=3))
def test_breaks_are_cut_out(start, minutes, pairs):
    breaks = [pair for pair in pairs if pair[0] < pair[1]]

    due = CHINA.add(start, minutes * MINUTE, breaks)

    assert due == minute_by_minute(start, minutes, joined(breaks))


@given(AROUND, AROUND, st.integers(1, 9000), st.integers(1, 9000))
def test_later_starts_and_longer_limits_are_due_later(one, other, less, more):
    first, second = sorted((one, other))
    small, large = sorted((less, more))

    assert CHINA.add(first, small * MINUTE) <= CHINA.add(second, small * MINUTE)
    assert CHINA.add(first, small * MINUTE) <= CHINA.add(first, large * MINUTE)
    assert CHINA.between(first, CHINA.add(first, small * MINUTE)) == small * MINUTE


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 400))
def test_counting_days_is_walking_day_by_day(day, count):
    walked, left = day, count
    while left:
        walked += timedelta(days=1)
        left -= works(walked)

    assert CHINA.nth_workday(day, count) == walked


def test_a_longer_way_costs_steps_of_years_not_of_days():
    """Once the years are laid out, nothing is asked about single days any more."""
    asked = []
    time = Worktime(SHANGHAI, works, lambda day: asked.append(day) or OFFICE)
    start = datetime(2026, 1, 1, tzinfo=SHANGHAI)
    time.add(start, 12_000 * HOUR)
    laid_out = len(asked)

    time.add(start, 1_200 * HOUR)
    time.add(start, 12_000 * HOUR)

    assert len(asked) == laid_out
    assert laid_out <= 366 * 6


def test_breaks_that_touch_are_one():
    at = [datetime(2026, 1, number, tzinfo=UTC) for number in range(1, 7)]

    assert joined([(at[2], at[3]), (at[0], at[2]), (at[5], at[4])]) == [(at[0], at[3])]
