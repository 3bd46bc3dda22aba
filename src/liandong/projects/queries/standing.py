"""How a project stands: lights, slips in working days, and figures with what they are part of.

One rule for the lights, worked out by the database: red when a milestone's day has passed, yellow
when it falls within the days of the rule "duty.yellow", green while one waits. The slip of a
milestone is counted against its frozen day, never against the day that an amendment gave.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from liandong.kernel.dates import day_of
from liandong.projects.lifecycle import Light
from liandong.projects.models import Goal, Milestone, SecretaryProject
from liandong.rulebook import queries as rulebook


def lit(found: QuerySet[SecretaryProject], now: datetime) -> QuerySet[Any]:
    """Projects, each with its `light`, the day of what is due next and how far it is."""
    watched = Milestone.objects.filter(
        project=OuterRef("pk"), reached_on__isnull=True, dropped_because="", promise__isnull=False
    )
    due = watched.order_by().values("project").annotate(day=Min("due_on")).values("day")
    planned = Milestone.objects.filter(project=OuterRef("pk"), dropped_because="").order_by()
    every = planned.values("project").annotate(many=Count("id")).values("many")
    reached = planned.filter(reached_on__isnull=False).values("project")
    done = reached.annotate(many=Count("id")).values("many")
    today, soon = day_of(now), soon_of(now)
    whens = [
        When(next_due__lt=today, then=Value(Light.RED)),
        When(next_due__lte=soon, then=Value(Light.YELLOW)),
        When(next_due__isnull=False, then=Value(Light.GREEN)),
    ]
    order = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2}
    places = [When(light=light, then=Value(place)) for light, place in order.items()]
    counted = found.annotate(
        next_due=Subquery(due),
        planned=Subquery(every),
        reached=Subquery(done),
    )
    lit_up: QuerySet[Any] = counted.annotate(
        light=Case(*whens, default=Value(Light.NONE), output_field=CharField()),
        light_order=Case(*places, default=Value(3), output_field=IntegerField()),
    )
    return lit_up


def soon_of(now: datetime) -> date:
    """Until this day a date is near: the rule of the lists of duties."""
    return day_of(rulebook.due(now, rulebook.limit("duty.yellow", None, on=day_of(now))).at)


def slip(planned: date | None, until: date) -> int:
    """The working days that lie between a frozen day and the day on which it came, 0 if in time."""
    if planned is None or until <= planned:
        return 0
    days = (planned + timedelta(days=n) for n in range(1, (until - planned).days + 1))
    return sum(rulebook.is_workday(day) for day in days)


@dataclass(frozen=True, slots=True)
class Row:
    """One milestone as it stands: its light and its slip against the frozen day."""

    milestone: Milestone
    light: str
    slip: int


@dataclass(frozen=True, slots=True)
class Board:
    """How a project stands, each number with what it is part of.

    `planned`: milestones of the plan that holds now; `reached` of them; `judged`: those with a
    frozen day that were reached or are overdue; `in_time`: those of `judged` reached by that day.
    `dropped` and `added`: what amendments took out and put in.
    """

    rows: list[Row]
    goals: list[Goal]
    planned: int
    reached: int
    judged: int
    in_time: int
    dropped: int
    added: int
    worst: int

    @property
    def met(self) -> int:
        return sum(goal.met for goal in self.goals)


def board(project: SecretaryProject, now: datetime) -> Board:
    today, soon = day_of(now), soon_of(now)
    milestones = list(project.milestones.order_by("due_on", "no"))
    rows = [_row(one, today, soon) for one in milestones]
    holding = [row for row in rows if not row.milestone.dropped_because]
    judged = [row for row in holding if _judged(row.milestone, today)]
    frozen = project.public
    return Board(
        rows=rows,
        goals=list(project.goals.order_by("no")),
        planned=len(holding),
        reached=sum(row.milestone.reached_on is not None for row in holding),
        judged=len(judged),
        in_time=sum(_in_time(row.milestone) for row in judged),
        dropped=len(rows) - len(holding),
        added=sum(frozen and one.baseline_on is None for one in milestones),
        worst=max((row.slip for row in holding), default=0),
    )


def _row(one: Milestone, today: date, soon: date) -> Row:
    if not one.waits:
        return Row(one, Light.NONE, slip(one.baseline_on, one.reached_on or one.due_on))
    light = Light.RED if one.due_on < today else Light.GREEN
    if light == Light.GREEN and one.due_on <= soon:
        light = Light.YELLOW
    watched = light if one.promise_id else Light.NONE
    return Row(one, watched, slip(one.baseline_on, max(today, one.due_on)))


def _judged(one: Milestone, today: date) -> bool:
    """A frozen day can be judged once it was reached, or once it has passed."""
    frozen = one.baseline_on
    return frozen is not None and (one.reached_on is not None or frozen < today)


def _in_time(one: Milestone) -> bool:
    frozen, reached = one.baseline_on, one.reached_on
    return frozen is not None and reached is not None and reached <= frozen
