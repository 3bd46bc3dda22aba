"""Months, quarters and years, and what lies before them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from liandong.matters.queries.figures import Period


class Span(models.TextChoices):
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}
# How many periods a series shows, this one the last.
SHOWN = {Span.MONTH: 12, Span.QUARTER: 8, Span.YEAR: 5}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One month, quarter or year, as far as it has come by today."""

    span: Span
    first: date
    today: date

    @classmethod
    def around(cls, span: Span, day: date, today: date) -> "Stretch":
        months = MONTHS[span]
        month = (day.month - 1) // months * months + 1
        return cls(span, date(day.year, month, 1), today)

    def shifted(self, by: int) -> "Stretch":
        """As many spans later (or earlier, when negative)."""
        months = self.first.year * 12 + self.first.month - 1 + by * MONTHS[self.span]
        return Stretch(self.span, date(months // 12, months % 12 + 1, 1), self.today)

    @property
    def last(self) -> date:
        return self.shifted(1).first - timedelta(days=1)

    @property
    def running(self) -> bool:
        return self.first <= self.today < self.last

    @property
    def period(self) -> Period:
        return Period(self.first, min(self.last, self.today) if self.running else self.last)

    @property
    def before(self) -> Period:
        """The span before; of one that still runs, only as many days of it."""
        earlier = self.shifted(-1)
        if not self.running:
            return Period(earlier.first, earlier.last)
        days = (self.today - self.first).days
        return Period(earlier.first, min(earlier.first + timedelta(days=days), earlier.last))

    @property
    def label(self) -> str:
        if self.span == Span.YEAR:
            return f"{self.first.year}"
        if self.span == Span.QUARTER:
            return f"{self.first.year} Q{(self.first.month + 2) // 3}"
        return f"{self.first:%Y-%m}"

    def series(self) -> list["Stretch"]:
        """The spans up to this one, the oldest first."""
        return [self.shifted(-back) for back in range(SHOWN[self.span] - 1, -1, -1)]
