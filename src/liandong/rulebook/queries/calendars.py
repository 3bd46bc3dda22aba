"""Reading working calendars: from the `chinesecalendar` package, or from a table (CSV)."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from chinese_calendar import constants

from liandong.rulebook.models import CalendarDay, CalendarYear, DayKind

CHINESE = {holiday.value: holiday.chinese for holiday in constants.Holiday}


class BadCalendarError(ValueError):
    """A calendar's table cannot be read; the text says in which line and why."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day that is not what its weekday says, or has a holiday's name."""

    day: date
    kind: DayKind
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The working calendar of one whole year."""

    year: int
    days: tuple[Day, ...]
    source: str


def package_calendar() -> list[YearPlan]:
    """Every year that the installed `chinesecalendar` knows."""
    source = f"chinesecalendar {version('chinesecalendar')} (国务院办公厅节假日安排)"
    days = [_named(day, DayKind.HOLIDAY, name) for day, name in constants.holidays.items()]
    days += [_named(day, DayKind.MAKE_UP_WORKDAY, name) for day, name in constants.workdays.items()]
    return by_year(days, source)


def read_calendar(text: str, source: str) -> list[YearPlan]:
    """The years of a table with the columns `day, kind, name, name_en`, or one row for every day
    with `date, is_workday, holiday_name, makeup_workday`. Raises `BadCalendarError`.
    """
    days = []
    for number, row in enumerate(csv.DictReader(text.lstrip("\ufeff").splitlines()), start=2):
        try:
            days += _day(row)
        except (KeyError, ValueError) as error:
            raise BadCalendarError(f"line {number}: {error}") from error
    if not days:
        raise BadCalendarError("no days")
    return by_year(days, source)


def by_year(days: Iterable[Day], source: str) -> list[YearPlan]:
    """Days in the plans of their years. Raises `BadCalendarError` for a day given twice."""
    years: dict[int, dict[date, Day]] = {}
    for day in days:
        known = years.setdefault(day.day.year, {})
        if day.day in known:
            raise BadCalendarError(f"{day.day} stands there twice")
        known[day.day] = day
    return [
        YearPlan(year, tuple(sorted(known.values(), key=lambda day: day.day)), source)
        for year, known in sorted(years.items())
    ]


def kinds_of(year: int) -> dict[date, str]:
    """The kinds of a year's days as they are loaded now."""
    return dict(CalendarDay.objects.filter(day__year=year).values_list("day", "kind"))


def is_loaded(plan: YearPlan) -> bool:
    """Whether exactly this plan is what the tables hold."""
    year = CalendarYear.objects.filter(year=plan.year).first()
    rows = CalendarDay.objects.filter(day__year=plan.year).order_by("day")
    held = tuple(Day(row.day, DayKind(row.kind), row.name, row.name_en) for row in rows)
    return year is not None and year.source == plan.source and held == plan.days


def _day(row: Mapping[str, str]) -> list[Day]:
    if "kind" in row:
        kind = DayKind(row["kind"].strip())
        words = (row.get("name") or "").strip(), (row.get("name_en") or "").strip()
        return [Day(date.fromisoformat(row["day"].strip()), kind, *words)]
    day, name = date.fromisoformat(row["date"]), row["holiday_name"]
    if row["makeup_workday"] == "1":
        return [_named(day, DayKind.MAKE_UP_WORKDAY, name)]
    if name and row["is_workday"] == "0":
        return [_named(day, DayKind.HOLIDAY, name)]
    if (row["is_workday"] == "1") != (day.weekday() < 5):
        raise ValueError(f"{day} is neither a named holiday nor a make-up working day")
    return []


def _named(day: date, kind: DayKind, name: str) -> Day:
    return Day(day, kind, CHINESE.get(name, name), name)
