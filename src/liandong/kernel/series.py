"""Numbers of papers, allotted one after the other without a gap: 潍基督〔2026〕12号."""

from dataclasses import dataclass

from liandong.kernel.models import Series
from liandong.kernel.transactions import within_action


@dataclass(frozen=True, slots=True)
class Number:
    """The number of one paper: whose and of which kind (the code), of which year, which one."""

    code: str
    year: int
    no: int

    def __str__(self) -> str:
        """As GB/T 9704-2012 spells it: the year in full in 〔〕, no leading zero, no 第."""
        return f"{self.code}〔{self.year}〕{self.no}号"


@within_action
def allot(code: str, year: int) -> Number:
    """The next number of a series. It is taken when the action commits, and free if it fails.

    Whoever asks waits until the action that was given the number before has ended: PostgreSQL
    locks the row of the series, and on SQLite an action is the only writer.
    """
    series, _begun = Series.objects.select_for_update().get_or_create(code=code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return Number(code, year, series.last)
