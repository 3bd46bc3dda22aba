"""The figures of a secretary's year, each with its whole. There is no score and no grade.

Each is counted in the terms of the room that owns it; until the rating begins it is counted anew,
then it is kept as it was. Figures of an area stand beside their denominator, so that a large place
is not compared with a small one by bare numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from liandong.appraisal.models import Appraised
from liandong.appraisal.queries import evidence
from liandong.appraisal.queries.evidence import Year
from liandong.duties import queries as duties
from liandong.duties.lifecycle import Outcome, Step
from liandong.matters.lifecycle import Solved
from liandong.matters.models import Matter
from liandong.matters.queries import figures as matters
from liandong.meetings.lifecycle import AFTER


@dataclass(frozen=True, slots=True)
class Count:
    """So many, of so many where there is a whole."""

    part: int
    whole: int | None = None


def _matters(year: Year, name: str) -> int:
    behind = matters.behind(name, year.period, year.now)
    return Matter.objects.filter(behind, path__startswith=year.post.place.path).count()


def _milestones(year: Year) -> Count:
    boards = [board for _project, board in evidence.boards_of(year)]
    return Count(sum(one.in_time for one in boards), sum(one.judged for one in boards))


def _goals(year: Year) -> Count:
    boards = [board for _project, board in evidence.boards_of(year)]
    return Count(sum(one.met for one in boards), sum(len(one.goals) for one in boards))


def _turns(year: Year) -> Count:
    rows = evidence.turns_of(year)
    return Count(rows.filter(outcome=Outcome.KEPT).count(), rows.count())


def _problems(year: Year) -> Count:
    rows = evidence.problems_of(year)
    return Count(rows.filter(step=Step.CLOSED).count(), rows.count())


def _meetings(year: Year) -> Count:
    rows = evidence.meetings_of(year)
    return Count(rows.filter(state__in=AFTER).count(), rows.count())


def _decisions(year: Year) -> Count:
    rows = evidence.decisions_of(year)
    return Count(sum(one.found_done for one in rows), len(rows))


def _on_time(year: Year) -> Count:
    promises = matters.promises(year.period).filter(place__path__startswith=year.post.place.path)
    found = duties.on_time(promises, year.now)
    return Count(found["kept"], found["due"])


def _solved(year: Year) -> Count:
    said = matters.judgements(year.period).filter(
        matter__path__startswith=year.post.place.path, solved__in=matters.JUDGED
    )
    return Count(said.filter(solved=Solved.SOLVED).count(), said.count())


def _intake(year: Year) -> Count:
    return Count(_matters(year, "intake"), evidence.households(year.post.place) or None)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what it says, of what it is a part, and how it is counted.

    `behind`: the figure of the list of matters that shows the rows; "" for a list of our own.
    `per_thousand`: the whole is no whole of the part, but what it is compared with.
    """

    label: Words
    of: Words
    count: Callable[[Year], Count]
    behind: str = ""
    per_thousand: bool = False


MEASURES: dict[str, Measure] = {
    "projects": Measure(
        _("Secretary's projects, registered"),
        _("of the year"),
        lambda y: Count(len(evidence.projects_of(y))),
    ),
    "milestones": Measure(
        _("Milestones reached by their frozen day"), _("milestones that can be judged"), _milestones
    ),
    "goals": Measure(_("Goals in numbers that are met"), _("goals"), _goals),
    "turns": Measure(_("Responsibilities fulfilled in time"), _("dates that fell due"), _turns),
    "problems": Measure(
        _("Problems put right and closed out"), _("problems on the list"), _problems
    ),
    "meetings": Measure(_("Joint meetings held"), _("meetings that were due"), _meetings),
    "decisions": Measure(_("Decisions found done by a later meeting"), _("decisions"), _decisions),
    "intake": Measure(
        _("Matters raised in the area"), _("households"), _intake, "intake", per_thousand=True
    ),
    "on_time": Measure(_("Matters done in time"), _("promises that fell due"), _on_time, "due"),
    "solved": Measure(_("Solved, say the residents"), _("judged by residents"), _solved, "judged"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a page shows it."""

    name: str
    part: int
    whole: int | None

    @property
    def measure(self) -> Measure:
        return MEASURES[self.name]

    @property
    def percent(self) -> int | None:
        """The share in percent; None where there is no whole, or another kind of whole."""
        if self.measure.per_thousand or not self.whole:
            return None
        return round(100 * self.part / self.whole)

    @property
    def per_thousand(self) -> str:
        """So many for every thousand, one place behind the point; "" for a share."""
        if not self.measure.per_thousand or not self.whole:
            return ""
        return f"{self.part * 1000 / self.whole:.1f}"


def gathered(appraised: Appraised, now: datetime) -> list[Shown]:
    """The figures as they were kept when the rating began; before that as they are now."""
    kept = {one.name: one for one in appraised.figures.all()}
    if kept:
        return [Shown(name, kept[name].part, kept[name].whole) for name in MEASURES if name in kept]
    return fresh(appraised, now)


def fresh(appraised: Appraised, now: datetime) -> list[Shown]:
    """The figures counted from the record."""
    year = evidence.year_of(appraised, now)
    counts = {name: measure.count(year) for name, measure in MEASURES.items()}
    return [Shown(name, found.part, found.whole) for name, found in counts.items()]
