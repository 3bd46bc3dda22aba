"""How the figures of a place went through the last months, quarters or years. Two queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from liandong.duties.queries import on_time_terms
from liandong.insight.queries.periods import Stretch
from liandong.matters.models import Matter
from liandong.matters.queries import figures
from liandong.matters.queries.figures import Period
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of the series."""

    stretch: Stretch
    intake: int
    ended: int
    kept: int
    missed: int

    @property
    def due(self) -> int:
        return self.kept + self.missed


def series(place: Place, stretch: Stretch, now: datetime) -> list[Point]:
    """Intake, ends and promises of each stretch up to this one, the oldest first."""
    shown = stretch.series()
    came = _matters(place, shown)
    promised = _promises(place, shown, now)
    return [
        Point(
            stretch=one,
            intake=came[f"intake_{number}"],
            ended=came[f"ended_{number}"],
            kept=promised[f"kept_{number}"],
            missed=promised[f"late_{number}"] + promised[f"overdue_{number}"],
        )
        for number, one in enumerate(shown)
    ]


def _matters(place: Place, shown: list[Stretch]) -> dict[str, int]:
    terms = {}
    for number, one in enumerate(shown):
        terms[f"intake_{number}"] = Count("id", figures.intake(one.period))
        terms[f"ended_{number}"] = Count("id", figures.ended(one.period))
    return Matter.objects.filter(path__startswith=place.path).aggregate(**terms)


def _promises(place: Place, shown: list[Stretch], now: datetime) -> dict[str, int]:
    whole = Period(shown[0].period.since, shown[-1].period.until)
    terms: dict[str, Count] = {}
    for number, one in enumerate(shown):
        counts = on_time_terms(now, one.period.covers("due_at"))
        terms |= {f"{name}_{number}": count for name, count in counts.items()}
    promises = figures.promises(whole).filter(place__path__startswith=place.path)
    return promises.aggregate(**terms)
