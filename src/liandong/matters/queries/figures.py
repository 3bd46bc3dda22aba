"""What each figure counts: one definition for the board, its export, and the rows behind it.

An event belongs to the period in which it happened, a promise to the period in which it fell due
(domain §1.8). Periods are days, both included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Outcome as Kept
from liandong.duties.models import Promise
from liandong.kernel.dates import day_bounds
from liandong.matters.lifecycle import Outcome, Satisfaction, Solved
from liandong.matters.models import Assignment, Evaluation, Leg, Matter
from liandong.places.models import Level

# The promises that an on-time rate is about: doing, at the level where the matter lies.
DOING = (
    "matter.execute",
    "budget.execute",
    "escalate.community",
    "escalate.subdistrict",
    "escalate.district",
    "escalate.city",
)
# Ends that follow from an answer, and so were settled at some level.
ANSWERED = (Outcome.SOLVED, Outcome.PARTLY, Outcome.UNJUDGED, Outcome.CONCLUDED)
JUDGED = (Solved.SOLVED, Solved.PARTLY, Solved.NOT)
RATED = (Satisfaction.SATISFIED, Satisfaction.NEUTRAL, Satisfaction.DISSATISFIED)


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    since: date
    until: date

    def covers(self, field: str) -> Q:
        begin, _end = day_bounds(self.since)
        _begin, end = day_bounds(self.until)
        return Q(**{f"{field}__gte": begin, f"{field}__lt": end})


WHOLE = Q(part_of__isnull=True)  # a part is work on a matter, not another matter


def intake(period: Period) -> Q:
    """Raised in the period."""
    return WHOLE & period.covers("raised_at")


def open_now() -> Q:
    return WHOLE & Q(closed_at__isnull=True)


def overdue_now(now: datetime) -> Q:
    return open_now() & Q(due_at__lt=now)


def ended(period: Period) -> Q:
    """Closed in the period after an answer: what 小事不出网格，大事不出社区 is a share of."""
    return WHOLE & period.covers("closed_at") & Q(outcome__in=ANSWERED)


def settled_in(period: Period, *levels: int) -> Q:
    """Of those, the ones whose answer came from a post on these levels."""
    return ended(period) & Q(settled_level__in=levels)


def reworked(period: Period) -> Q:
    """Of those, the ones that had to be done again (返工率)."""
    return ended(period) & Q(reworks__gt=0)


def promises(period: Period) -> QuerySet[Promise]:
    """The promises to do something that fell due in the period, by the duties' one formula."""
    found = Promise.objects.none()
    for kind in DOING:
        found = found | duties.due_between(period.since, period.until, kind=kind)
    return found


def judgements(period: Period) -> QuerySet[Evaluation]:
    """What residents said in the period, by link or to an independent caller."""
    return Evaluation.objects.filter(period.covers("at"))


def dispatches(period: Period) -> QuerySet[Assignment]:
    """The dispatches to a lead in the period (派遣准确率: those never returned)."""
    return Assignment.objects.filter(period.covers("given_at"), leads=True)


def climbs(period: Period) -> QuerySet[Leg]:
    """The rungs that matters climbed in the period."""
    return Leg.objects.filter(period.covers("sent_at"))


def _promised(period: Period, now: datetime, which: Q) -> Q:
    """The matters that have such a promise among those due in the period."""
    prefix = f"{Matter._meta.label_lower}:"
    number = Cast(Substr("subject", len(prefix) + 1), BigIntegerField())
    found = promises(period).filter(which, subject__startswith=prefix).annotate(of=number)
    return Q(pk__in=found.values("of"))


def _counted(now: datetime) -> Q:
    return ~Q(outcome=Kept.OPEN) | Q(due_at__lt=now)


type Behind = Callable[[Period, datetime], Q]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's name, and the condition that its rows in the list of matters meet."""

    label: Words
    behind: Behind


FIGURES: dict[str, Figure] = {
    "intake": Figure(_("Raised in the period"), lambda p, now: intake(p)),
    "open": Figure(_("Open now"), lambda p, now: open_now()),
    "overdue": Figure(_("Open and overdue now"), lambda p, now: overdue_now(now)),
    "due": Figure(
        _("With a promise that fell due in the period"),
        lambda p, now: _promised(p, now, _counted(now)),
    ),
    "kept": Figure(
        _("With a promise that was kept"), lambda p, now: _promised(p, now, Q(outcome=Kept.KEPT))
    ),
    "late": Figure(
        _("With a promise kept late, or still open and overdue"),
        lambda p, now: _promised(
            p, now, Q(outcome=Kept.LATE) | Q(outcome=Kept.OPEN, due_at__lt=now)
        ),
    ),
    "judged": Figure(
        _("Judged in the period"),
        lambda p, now: Q(pk__in=judgements(p).filter(solved__in=JUDGED).values("matter")),
    ),
    "solved": Figure(
        _("Solved, says the resident"),
        lambda p, now: Q(pk__in=judgements(p).filter(solved=Solved.SOLVED).values("matter")),
    ),
    "rated": Figure(
        _("With a word on satisfaction"),
        lambda p, now: Q(pk__in=judgements(p).filter(satisfaction__in=RATED).values("matter")),
    ),
    "satisfied": Figure(
        _("Satisfied, says the resident"),
        lambda p, now: Q(
            pk__in=judgements(p).filter(satisfaction=Satisfaction.SATISFIED).values("matter")
        ),
    ),
    "ended": Figure(_("Ended with an answer in the period"), lambda p, now: ended(p)),
    "grid": Figure(
        _("Settled in the grid"), lambda p, now: settled_in(p, Level.GRID, Level.BUILDING)
    ),
    "community": Figure(
        _("Settled in the grid or the community"),
        lambda p, now: settled_in(p, Level.COMMUNITY, Level.GRID, Level.BUILDING),
    ),
    "reworked": Figure(_("Ended after being done again"), lambda p, now: reworked(p)),
    "dispatched": Figure(
        _("Dispatched in the period"),
        lambda p, now: Q(pk__in=dispatches(p).values("matter")),
    ),
    "returned": Figure(
        _("Dispatched in the period and returned"),
        lambda p, now: Q(pk__in=dispatches(p).filter(returned=True).values("matter")),
    ),
    "climbed": Figure(
        _("Taken up a level in the period"), lambda p, now: Q(pk__in=climbs(p).values("matter"))
    ),
}


def behind(name: str, period: Period, now: datetime) -> Q:
    """The condition on matters for the rows behind a figure."""
    return FIGURES[name].behind(period, now)
