"""Reading a month from files: a centre (TOML), its staff, leave, wishes, an earlier roster."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from liandong.planning import reading
from liandong.planning.rostering.problem import (
    NOTHING,
    Carried,
    Day,
    Duty,
    Limits,
    Need,
    Person,
    Problem,
    Shift,
    StandIn,
    Weights,
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = {"week": "week_hours", "month": "month_hours", "rest": "rest_hours"}
KEYS = {**HOURS, "run": "days_on_end", "evening": "evening"}
WISH = "10"


@dataclass(frozen=True, slots=True)
class Case:
    """A problem with its dates, and the limits that the centre did not set itself."""

    problem: Problem
    dates: tuple[date, ...]
    usual: Mapping[str, str]

    @property
    def next_week(self) -> int:
        return _week(self.dates[-1] + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Tables:
    """The texts of the tables beside the centre's file; empty where there is none."""

    staff: str
    leave: str = ""
    wishes: str = ""
    carried: str = ""
    before: str = ""
    begin: str = ""


def read(centre: str, tables: Tables) -> Case:
    """Read a month.

    Staff: `person,skills` and if wanted `share`; leave: `person,from` and `to`; wishes:
    `person,date` and `shift`, `points`; carried and before: as an earlier run wrote them.
    """
    told = tomllib.loads(centre)
    dates = _dates(told["month"])
    days = tuple(_days(told, dates))
    carried = {row["person"]: _carried(row) for row in _rows(tables.carried, ("person",), "person")}
    staff = reading.rows(tables.staff, ("person", "skills"), "person")
    limits, usual = _limits(told.get("limits", {}))
    problem = Problem(
        people=tuple(
            Person(
                row["person"],
                frozenset(_listed(row["skills"])),
                int(row.get("share") or 100),
                carried.get(row["person"], NOTHING),
            )
            for row in staff
        ),
        days=days,
        shifts=tuple(Shift(one["name"], tuple(_spans(one["hours"]))) for one in told["shift"]),
        stand_ins=tuple(
            StandIn(one["duty"], one["first"], one.get("second", ""), one.get("rest_days", False))
            for one in told.get("stand_in", ())
        ),
        away=frozenset(_away(tables.leave, dates)),
        wishes=_wishes(tables.wishes, dates),
        before=_before(tables.before, dates),
        begin=_day(tables.begin, dates) if tables.begin else 0,
        limits=limits,
        weights=_weights(told.get("weights", {})),
    )
    return Case(problem, dates, usual)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _rows(text: str, needed: tuple[str, ...], name: str = "") -> list[reading.Row]:
    return reading.rows(text, needed, name) if text else []


def _dates(month: str) -> tuple[date, ...]:
    first = date.fromisoformat(f"{month}-01")
    return tuple(first + timedelta(days=at) for at in range(monthrange(first.year, first.month)[1]))


def _week(day: date) -> int:
    year, week, _weekday = day.isocalendar()
    return year * 100 + week


def _days(told: Mapping[str, Any], dates: Iterable[date]) -> Iterator[Day]:
    rest, working = set(told.get("off", ())), set(told.get("working", ()))
    for one in dates:
        name = one.isoformat()
        off = name in rest or (one.weekday() > 4 and name not in working)
        words = {name, WEEKDAYS[one.weekday()], "off" if off else "working", "every"}
        needs = [
            Need(start, end, want["windows"], want.get("skill", ""))
            for want in told["open"]
            if words & set(_listed(want["on"])) and name not in told.get("closed", ())
            for start, end in _spans(want["hours"])
        ]
        shifts = [
            shift["name"]
            for shift in told["shift"]
            if needs and words & set(_listed(shift.get("on", "every")))
        ]
        yield Day(name, tuple(needs), tuple(shifts), _week(one), off)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", " ").split() if part.strip()]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split():
        start, _dash, end = part.partition("-")
        yield _minutes(start), _minutes(end)


def _minutes(text: str) -> int:
    hour, _colon, minute = text.partition(":")
    found = int(hour) * 60 + int(minute or 0)
    if not 0 <= found <= 24 * 60:
        raise ValueError(f"{text} is no time of a day.")
    return found


def _day(text: str, dates: tuple[date, ...]) -> int:
    found = (date.fromisoformat(text) - dates[0]).days
    if not 0 <= found < len(dates):
        raise ValueError(f"{text} is not in the month.")
    return found


def _weights(told: Mapping[str, int]) -> Weights:
    if unknown := sorted(set(told) - {field.name for field in fields(Weights)}):
        raise ValueError(f"Unknown weights: {', '.join(unknown)}.")
    return Weights(**told)


def _limits(told: Mapping[str, Any]) -> tuple[Limits, dict[str, str]]:
    """Return the limits, and those that are only usual, as they would be written."""
    if unknown := sorted(set(told) - set(KEYS.values())):
        raise ValueError(f"Unknown limits: {', '.join(unknown)}.")
    values, usual = {}, {}
    for field in fields(Limits):
        key, value = KEYS[field.name], getattr(Limits(), field.name)
        if key in told:
            value = told[key]
            if field.name in HOURS:
                value = round(60 * value)
            elif field.name == "evening":
                value = _minutes(value)
        else:
            usual[key] = _written(field.name, value)
        values[field.name] = value
    return Limits(**values), usual


def _written(name: str, value: int) -> str:
    if name in HOURS:
        return f"{value / 60:g}"
    return clock(value) if name == "evening" else str(value)


def _carried(row: reading.Row) -> Carried:
    return Carried(**{field.name: int(row.get(field.name) or 0) for field in fields(Carried)})


def _away(text: str, dates: tuple[date, ...]) -> Iterator[tuple[str, int]]:
    for row in _rows(text, ("person", "from")):
        first = date.fromisoformat(row["from"])
        last = date.fromisoformat(row.get("to") or row["from"])
        for day, one in enumerate(dates):
            if first <= one <= last:
                yield row["person"], day


def _wishes(text: str, dates: tuple[date, ...]) -> dict[tuple[str, int, str], int]:
    found: dict[tuple[str, int, str], int] = {}
    for row in _rows(text, ("person", "date")):
        key = row["person"], _day(row["date"], dates), row.get("shift", "")
        found[key] = found.get(key, 0) + int(row.get("points") or WISH)
    return found


def _before(text: str, dates: tuple[date, ...]) -> frozenset[Duty] | None:
    if not text:
        return None
    return frozenset(
        Duty(row["person"], _day(row["date"], dates), row["shift"])
        for row in _rows(text, ("date", "person", "shift"))
    )
