"""The rows behind a figure of the year: what was done, when, where it can be read and proven."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Model
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.appraisal.models import Appraised
from liandong.appraisal.queries import evidence
from liandong.appraisal.queries.evidence import Year
from liandong.appraisal.queries.figures import MEASURES
from liandong.duties.models import Responsibility
from liandong.kernel.dates import day_of
from liandong.ledger.actions import name_of
from liandong.ledger.models import Entry
from liandong.projects.lifecycle import Light


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about in people's own words, what became of it, its page, its proof."""

    on: date | None
    title: str
    says: str
    counts: bool
    url: str
    subject: str


def rows(name: str, year: Year) -> list[Row]:
    """The rows behind a figure that has a list of its own here."""
    return list(ROWS[name](year))


def proofs(several: list[Row]) -> dict[str, int]:
    """Name in the ledger → the last entry about it, for rows that have one; in one query."""
    about = Entry.objects.filter(subject__in={row.subject for row in several})
    return dict(about.values_list("subject").annotate(last=Max("id")))


def addresses(appraised: Appraised, now: datetime) -> dict[str, str]:
    """Name of each figure → where its rows are listed: here, or in the list of matters."""
    year = evidence.year_of(appraised, now)
    asked: dict[str, int | str] = {
        "place": year.post.place_id,
        "since": year.period.since.isoformat(),
        "until": year.period.until.isoformat(),
    }
    found = {}
    for name, measure in MEASURES.items():
        if measure.behind:
            query = urlencode({"figure": measure.behind, **asked})
            found[name] = f"{reverse('matters:list')}?{query}"
        else:
            found[name] = reverse("appraisal:rows", args=[appraised.pk, name])
    return found


def _projects(year: Year) -> Iterator[Row]:
    for one in evidence.projects_of(year):
        registered = day_of(one.registered_at) if one.registered_at else None
        yield _row(registered, one.title, str(one.get_state_display()), True, one)


def _milestones(year: Year) -> Iterator[Row]:
    for project, board in evidence.boards_of(year):
        for row in board.rows:
            one = row.milestone
            if one.dropped_because or one.baseline_on is None:
                continue
            waits = one.reached_on is None
            if waits and one.baseline_on >= day_of(year.now):
                continue
            says = _("reached on %(day)s") % {"day": one.reached_on}
            if waits:
                says = _("not reached yet")
            if row.slip:
                says += _("; %(days)d working days late") % {"days": row.slip}
            title, in_time = f"{project.title} · {one.what}", row.slip == 0 and not waits
            yield _row(one.baseline_on, title, says, in_time, project)


def _goals(year: Year) -> Iterator[Row]:
    for project, board in evidence.boards_of(year):
        for goal in board.goals:
            actual = "–" if goal.actual is None else f"{goal.actual.normalize():f}"
            words = {"actual": actual, "target": f"{goal.target.normalize():f}", "unit": goal.unit}
            says = _("%(actual)s of %(target)s %(unit)s") % words
            yield _row(goal.by, f"{project.title} · {goal.indicator}", says, goal.met, project)


def _turns(year: Year) -> Iterator[Row]:
    prefix = f"{Responsibility._meta.label_lower}:"
    promises = list(evidence.turns_of(year))
    ids = {int(one.subject.removeprefix(prefix)) for one in promises}
    lines = Responsibility.objects.in_bulk(ids)
    for one in promises:
        line = lines[int(one.subject.removeprefix(prefix))]
        kept = one.outcome == "kept"
        says = _("fulfilled in time") if kept else str(one.get_outcome_display())
        if one.outcome == "open":
            says = str(Light.RED.label)
        yield _row(day_of(one.due_at), line.item, says, kept, line)


def _problems(year: Year) -> Iterator[Row]:
    for one in evidence.problems_of(year):
        says = str(one.get_step_display())
        if one.relapses:
            says += _("; came back %(times)d times") % {"times": one.relapses}
        yield _row(one.due_on, one.problem, says, one.step == "closed", one)


def _meetings(year: Year) -> Iterator[Row]:
    for one in evidence.meetings_of(year):
        held = one.opened_at is not None
        title = one.topic or _("Joint meeting %(no)d of %(year)d") % {
            "no": one.no,
            "year": one.year,
        }
        says = str(one.get_state_display()) if held else _("its day passed, and it was not held")
        yield _row(day_of(one.opened_at or one.starts_at), title, says, held, one)


def _decisions(year: Year) -> Iterator[Row]:
    for one in evidence.decisions_of(year):
        done = one.found_done
        says = _("found done by a later meeting") if done else _("not found done yet")
        yield _row(day_of(one.decided_at), one.item.question, says, done, one)


ROWS: dict[str, Callable[[Year], Iterator[Row]]] = {
    "projects": _projects,
    "milestones": _milestones,
    "goals": _goals,
    "turns": _turns,
    "problems": _problems,
    "meetings": _meetings,
    "decisions": _decisions,
}


def _row(on: date | None, title: str, says: str, counts: bool, thing: Model) -> Row:
    url = getattr(thing, "get_absolute_url", lambda: "")()
    return Row(on, title, says, counts, url, name_of(thing))
