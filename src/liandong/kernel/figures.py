"""A figure of the article, as the room that keeps its rows offers it.

A room lists its figures in `queries/numbers.py` and names that list in its `apps.py`
(`figures = ["liandong.projects.queries.figures.FIGURES"]`). The page "The article in numbers"
counts `rows`, splits the count by `by`, and lists the very same rows behind the figure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.functional import Promise

from liandong.kernel.dates import day_bounds, day_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: days, both included, and a place with everything below it, as its path."""

    since: date
    until: date
    path: str

    def covers(self, moment: str) -> Q:
        """The rows whose field `moment` lies in these days."""
        begin, end = day_bounds(self.since)[0], day_bounds(self.until)[1]
        return Q(**{f"{moment}__gte": begin, f"{moment}__lt": end})


@dataclass(frozen=True, slots=True)
class Row:
    """One counted row as it is listed: its name, where it can be read, its place, its day.

    `thing` has the name in two languages, if something has.
    """

    name: str
    url: str = ""
    place: Any = None
    on: date | datetime | None = None
    cents: int | None = None
    thing: Any = None

    @property
    def day(self) -> date | None:
        """The local day, of a day or of a moment."""
        return day_of(self.on) if isinstance(self.on, datetime) else self.on


@dataclass(frozen=True, slots=True)
class Figure:
    """What the article says, and what is counted here instead of believing it.

    `article` is its number ("" when it names the thing without one), `sentence` where it says so,
    `counted` how it is counted here. `rows` are counted and listed; `by` is a field of theirs that
    splits the count into `kinds`. `public` says that everybody may read the rows. With `mean`, a
    field in whole cents, the figure is the mean of that field over the rows and not their number.
    """

    name: str
    label: Promise
    article: str
    sentence: Promise
    counted: Promise
    rows: Callable[[Asked], QuerySet[Any]]
    shows: Callable[[Any], Row]
    by: str = ""
    kinds: Mapping[Any, str | Promise] = field(default_factory=dict)
    public: bool = False
    mean: str = ""

    def found(self, asked: Asked, kind: str = "") -> QuerySet[Any]:
        """The rows behind the figure, or behind one of its kinds."""
        rows = self.rows(asked)
        return rows.filter(**{self.by: kind}) if kind else rows

    def count(self, asked: Asked) -> "Counted":
        """The figure, in one query; a figure of kinds is the sum of its kinds."""
        rows = self.rows(asked).order_by()
        if self.by:
            found = rows.values_list(self.by).annotate(many=Count("pk", distinct=True))
            by_kind = {str(kind): many for kind, many in found}
            kinds = [
                (str(key), label, by_kind.get(str(key), 0)) for key, label in self.kinds.items()
            ]
            return Counted(self, sum(by_kind.values()), kinds)
        if self.mean:
            sums = rows.aggregate(many=Count("pk"), mean=Avg(self.mean))
            return Counted(self, sums["many"], [], round(sums["mean"] or 0))
        return Counted(self, rows.count(), [])


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the number of its rows and of each kind; `cents` is its mean if it is one."""

    figure: Figure
    many: int
    kinds: list[tuple[str, str | Promise, int]]
    cents: int | None = None
