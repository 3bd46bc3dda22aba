"""The rulebook in memory: rules, calendar and hours, read again when the edition has changed."""

import threading
import time as clock
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from liandong.kernel.worktime import Span, Worktime
from liandong.rulebook.models import CalendarDay, CalendarYear, DayKind, Edition, Rule, WorkHours

SECONDS = 2.0
STANDARD = "standard"
UNTIL_LOADED: tuple[Span, ...] = ((510, 720), (810, 1050))  # 08:30–12:00 and 13:30–17:30


@dataclass(frozen=True, slots=True)
class Season:
    """One row of work hours, ready to be asked about a day."""

    row: WorkHours
    spans: tuple[Span, ...]

    def covers(self, day: date) -> bool:
        row, stamp = self.row, f"{day:%m%d}"
        if row.effective_from > day or (row.effective_until and day >= row.effective_until):
            return False
        if row.from_day <= row.until_day:
            return row.from_day <= stamp <= row.until_day
        return stamp >= row.from_day or stamp <= row.until_day

    def worked_on(self, day: date) -> bool:
        """Whether its weekday is one of the row's."""
        return self.row.weekdays[day.weekday()] == "1"


@dataclass(slots=True)
class Memory:
    """One edition of the rulebook."""

    token: str
    rules: dict[tuple[str, int | None], list[Rule]]
    days: dict[date, str]
    names: dict[date, tuple[str, str]]
    years: frozenset[int]
    seasons: dict[str, list[Season]]
    laid_out: dict[str, Worktime] = field(default_factory=dict)

    def worktime(self, hours: str) -> Worktime:
        """Working time under a code of work hours, in the zone where the offices are."""
        if hours not in self.laid_out:
            zone = timezone.get_default_timezone()
            self.laid_out[hours] = Worktime(
                zone, self.is_workday, lambda day: self.spans_on(day, hours)
            )
        return self.laid_out[hours]

    def is_workday(self, day: date) -> bool:
        """Whether the calendar calls it a working day; without a word from it, the weekday says."""
        return works(day, self.days.get(day, ""))

    def spans_on(self, day: date, hours: str) -> Sequence[Span]:
        """The spans worked on a day; hours that nobody loaded are those of `UNTIL_LOADED`."""
        seasons = self.seasons.get(hours) or self.seasons.get(STANDARD)
        kind = self.days.get(day, "")
        if seasons is None:
            return UNTIL_LOADED if works(day, kind) else ()
        covering = [season for season in seasons if season.covers(day)]
        for season in covering:
            if season.worked_on(day) and (season.row.holidays or kind != DayKind.HOLIDAY):
                return season.spans
        if kind == DayKind.MAKE_UP_WORKDAY and covering:
            return covering[0].spans
        return ()


_lock = threading.Lock()
_memory: Memory | None = None
_looked_at = 0.0


def works(day: date, kind: str) -> bool:
    """Whether a day of this kind ("" for a plain one) is a working day."""
    return kind == DayKind.MAKE_UP_WORKDAY if kind else day.weekday() < 5


def remembered() -> Memory:
    """The present edition; asks the database for a newer one at most every two seconds."""
    memory = _memory
    if memory is not None and clock.monotonic() - _looked_at < SECONDS:
        return memory
    return _looked_up()


def forget() -> None:
    """Look again at the next question: something in this process changed the rulebook."""
    global _memory
    with _lock:
        _memory = None


def hours_codes() -> list[WorkHours]:
    """The codes of work hours that can be named, each with its newest row."""
    return [seasons[0].row for seasons in remembered().seasons.values()]


def _looked_up() -> Memory:
    global _memory, _looked_at
    with _lock:
        token = Edition.objects.values_list("token", flat=True).first() or ""
        if _memory is None or _memory.token != token or not token:
            _memory = _read(token)
        _looked_at = clock.monotonic()
        return _memory


def _read(token: str) -> Memory:
    days = list(CalendarDay.objects.all())
    return Memory(
        token=token,
        rules=_rules(),
        days={row.day: row.kind for row in days},
        names={row.day: (row.name, row.name_en) for row in days},
        years=frozenset(CalendarYear.objects.filter(published=True).values_list("year", flat=True)),
        seasons=_seasons(),
    )


def _rules() -> dict[tuple[str, int | None], list[Rule]]:
    """The rules that are numbers, by key and category, the one that wins first."""
    rules = defaultdict(list)
    for rule in Rule.objects.filter(amount__isnull=False).select_related("place", "category"):
        rules[rule.key, rule.category_id].append(rule)
    for rivals in rules.values():
        rivals.sort(key=_rank, reverse=True)
    return dict(rules)


def _rank(rule: Rule) -> tuple[int, date, bool, int]:
    """The deepest place wins, then the newest day, then the place's own row over a preset."""
    level = rule.place.level if rule.place else -1
    return level, rule.effective_from, not rule.preset, rule.pk


def _seasons() -> dict[str, list[Season]]:
    """The rows of hours by code, the newest first."""
    seasons = defaultdict(list)
    for row in WorkHours.objects.order_by("code", "-effective_from", "id"):
        spans = tuple((minute_of(begin), minute_of(end)) for begin, end in row.spans)
        seasons[row.code].append(Season(row, spans))
    return dict(seasons)


def minute_of(text: str) -> int:
    """A time of day, "08:30" or "24:00", in minutes. Raises `ValueError` for anything else."""
    hour, _colon, minute = text.partition(":")
    if len(text) != 5 or not 0 <= int(hour) * 60 + int(minute) <= 1440 or int(minute) > 59:
        raise ValueError(text)
    return int(hour) * 60 + int(minute)
