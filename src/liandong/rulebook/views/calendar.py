"""A year at a glance, and a date counted out."""

import calendar as months
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from liandong.kernel.fields import MOMENT
from liandong.kernel.page import Request, page
from liandong.rulebook import forms, queries
from liandong.rulebook.models import CalendarDay, DayKind
from liandong.rulebook.queries import Limit
from liandong.rulebook.views.common import face_of, today


@login_not_required
@require_GET
def calendar(request: Request) -> HttpResponse:
    form = forms.Year(request.GET)
    status = 200 if form.is_valid() else 422
    year = form.cleaned_data.get("year") or today().year
    days, known = queries.days_of(year), queries.calendar_year(year)
    named = list(days.values())
    context = {
        "face": face_of(request),
        "year": year,
        "years": queries.calendar_years(),
        "known": known,
        "months": [_month(year, number, days) for number in range(1, 13)],
        "holidays": _runs([day for day in named if day.kind == DayKind.HOLIDAY]),
        "make_up": [day for day in named if day.kind == DayKind.MAKE_UP_WORKDAY],
        "workdays": _workdays(year, days),
    }
    return page(request, "rulebook/calendar.html", "year", context, status=status)


@login_not_required
@require_GET
def deadline(request: Request) -> HttpResponse:
    begin = timezone.localtime().strftime(MOMENT)
    first = {"start": begin, "amount": 5, "unit": "work_day", "hours": queries.STANDARD}
    form = forms.Deadline(request.GET or None, initial=first)
    context: dict[str, Any] = {"face": face_of(request), "form": form}
    if form.is_valid():
        context |= _counted(form.cleaned_data)
    status = 422 if form.errors else 200
    return page(request, "rulebook/deadline.html", "answer", context, status=status)


def _counted(asked: dict[str, Any]) -> dict[str, Any]:
    limit, hours = Limit(asked["amount"], asked["unit"]), asked["hours"]
    due = queries.due(asked["start"], limit, hours)
    return {"due": due, "days": queries.counted(asked["start"], limit, due.at, hours)}


def _month(year: int, number: int, days: dict[date, Any]) -> dict[str, Any]:
    """The weeks of a month, Monday first; each day with its row, if the calendar has one."""
    weeks = months.Calendar().monthdatescalendar(year, number)
    return {
        "first": date(year, number, 1),
        "weeks": [
            [
                (day, days.get(day), day.weekday() > 4) if day.month == number else None
                for day in week
            ]
            for week in weeks
        ],
    }


def _runs(days: Iterable[CalendarDay]) -> list[tuple[CalendarDay, CalendarDay, int]]:
    """Days of one name that follow each other: the first, the last and how many they are."""
    runs: list[list[CalendarDay]] = []
    for day in sorted(days, key=lambda row: row.day):
        follows = runs and runs[-1][-1].name == day.name
        if follows and (day.day - runs[-1][-1].day).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [(run[0], run[-1], len(run)) for run in runs]


def _workdays(year: int, days: dict[date, Any]) -> int:
    count = 366 if months.isleap(year) else 365
    first = date(year, 1, 1).toordinal()
    every = (date.fromordinal(first + number) for number in range(count))
    return sum(
        days[day].kind == DayKind.MAKE_UP_WORKDAY if day in days else day.weekday() < 5
        for day in every
    )
