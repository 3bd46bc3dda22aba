"""Quarters of a year, as plans count them."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3
QUARTERS = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """The first to the fourth quarter of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def next(self) -> "Quarter":
        if self.number == QUARTERS:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> "Quarter":
        return (
            Quarter(self.year - 1, QUARTERS)
            if self.number == 1
            else Quarter(self.year, self.number - 1)
        )

    @property
    def begins(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def ends(self) -> date:
        """The last day."""
        return self.next.begins - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def quarters(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from one to another; none where the last comes before the first."""
    found = []
    while first <= last:
        found.append(first)
        first = first.next
    return found
