"""How many meetings were held on each level in a period, and what they decided.

Held means closed: a meeting that was planned and did not take place is counted as missed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_bounds
from liandong.meetings.lifecycle import AFTER, COMING, SETTLED, Kind, Origin, Presence
from liandong.meetings.models import CONVENERS, Check, Invitation, Meeting, Resolution
from liandong.meetings.queries.reading import visible_to
from liandong.places.models import Level


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    since: date
    until: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        return day_bounds(self.since)[0], day_bounds(self.until)[1]


@dataclass(frozen=True, slots=True)
class Row:
    """One level: meetings held and missed, items and decisions, checks, attendance."""

    level: Level
    held: int = 0
    missed: int = 0
    items: int = 0
    kinds: tuple[tuple[Kind, int], ...] = ()
    hard: int = 0
    done: int = 0
    not_done: int = 0
    there: int = 0
    entitled: int = 0

    @property
    def checked(self) -> int:
        return self.done + self.not_done


def counts(actor: Actor, period: Period, now: datetime) -> list[Row]:
    """One row for each level, the highest first; only what the actor may read is counted."""
    held = _by_level(held_in(actor, period), "place__level", {"n": Count("id")})
    missed = _by_level(missed_in(actor, period, now), "place__level", {"n": Count("id")})
    terms: dict[str, Any] = {kind.value: Count("id", Q(kind=kind)) for kind in Kind}
    terms["hard"] = Count("id", Q(kind__in=SETTLED, item__origin=Origin.CLIMBED))
    decided = resolutions_in(actor, period)
    by_kind = _by_level(decided, "item__meeting__place__level", {"n": Count("id"), **terms})
    meetings = held_in(actor, period)
    found = {"yes": Count("id", Q(done=True)), "no": Count("id", Q(done=False))}
    checks = Check.objects.filter(meeting__in=meetings)
    checked = _by_level(checks, "meeting__place__level", found)
    here = Q(presence__in=[Presence.PRESENT, Presence.SUBSTITUTE])
    came = {"n": Count("id"), "there": Count("id", here)}
    invited = Invitation.objects.filter(meeting__in=meetings)
    attended = _by_level(invited, "meeting__place__level", came)
    return [
        Row(
            level=Level(level),
            held=held.get(level, {}).get("n", 0),
            missed=missed.get(level, {}).get("n", 0),
            items=by_kind.get(level, {}).get("n", 0),
            kinds=tuple((kind, by_kind.get(level, {}).get(kind.value, 0)) for kind in Kind),
            hard=by_kind.get(level, {}).get("hard", 0),
            done=checked.get(level, {}).get("yes", 0),
            not_done=checked.get(level, {}).get("no", 0),
            there=attended.get(level, {}).get("there", 0),
            entitled=attended.get(level, {}).get("n", 0),
        )
        for level in sorted(CONVENERS)
    ]


def _by_level(rows: QuerySet[Any], level: str, terms: dict[str, Any]) -> dict[int, dict[str, int]]:
    found = rows.order_by().values(level).annotate(**terms)
    return {row[level]: row for row in found}


def held_in(actor: Actor, period: Period) -> QuerySet[Meeting]:
    """The meetings that were held in a period."""
    begin, end = period.bounds
    meetings = visible_to(actor).filter(state__in=AFTER)
    return meetings.filter(opened_at__gte=begin, opened_at__lt=end)


def missed_in(actor: Actor, period: Period, now: datetime) -> QuerySet[Meeting]:
    """The meetings that were planned for a period, are not held, and whose day has passed."""
    begin, end = period.bounds
    meetings = visible_to(actor).filter(state__in=COMING, starts_at__lt=now)
    return meetings.filter(starts_at__gte=begin, starts_at__lt=end)


def resolutions_in(actor: Actor, period: Period) -> QuerySet[Resolution]:
    """What meetings that were held in a period decided."""
    return Resolution.objects.filter(item__meeting__in=held_in(actor, period))


@dataclass(frozen=True, slots=True)
class Search:
    """Which meetings or decisions are listed."""

    level: int | None = None
    kind: str = ""
    hard: bool = False
    missed: bool = False


def meetings_found(
    actor: Actor, period: Period, search: Search, now: datetime
) -> QuerySet[Meeting]:
    """The rows behind a number of meetings, the latest first."""
    found = missed_in(actor, period, now) if search.missed else held_in(actor, period)
    if search.level is not None:
        found = found.filter(place__level=search.level)
    return found.select_related("place", "convener").order_by("-starts_at", "-id")


def resolutions_found(actor: Actor, period: Period, search: Search) -> QuerySet[Resolution]:
    """The rows behind a number of decisions, the latest first."""
    found = resolutions_in(actor, period)
    if search.level is not None:
        found = found.filter(item__meeting__place__level=search.level)
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.hard:
        found = found.filter(kind__in=SETTLED, item__origin=Origin.CLIMBED)
    found = found.select_related("item__meeting__place", "lead__place", "lead__organisation")
    return found.order_by("-decided_at", "-id")
