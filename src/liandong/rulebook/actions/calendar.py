"""Loading the working calendar. A promise that was given keeps its date, whatever is loaded."""

from collections.abc import Iterable
from datetime import date, datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.rulebook import queries, rules
from liandong.rulebook.actions.edition import new_edition
from liandong.rulebook.models import CalendarDay, CalendarYear
from liandong.rulebook.queries import YearPlan


@action
def load_calendar(*, plans: Iterable[YearPlan], actor: Actor, now: datetime) -> list[date]:
    """Put these whole years in the place of what was known of them; the same again does nothing.

    Returns the days on which people now work and did not, or the other way round: the promises
    over them are listed for their holders, and none is moved.
    """
    ensure(rules.may_load(actor))
    changed: list[date] = []
    for plan in plans:
        if queries.is_loaded(plan):
            continue
        days = _year(plan, now)
        record(
            "calendar.loaded",
            subject=new_edition(),
            actor=actor,
            at=now,
            year=plan.year,
            changed=len(days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            source=plan.source,
        )
        changed += days
    return changed


@within_action
def _year(plan: YearPlan, now: datetime) -> list[date]:
    before = queries.kinds_of(plan.year)
    year = {"published": True, "source": plan.source, "loaded_at": now}
    CalendarYear.objects.update_or_create(year=plan.year, defaults=year)
    CalendarDay.objects.filter(day__year=plan.year).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=day.day, kind=day.kind, name=day.name, name_en=day.name_en, source=plan.source
        )
        for day in plan.days
    )
    return queries.changed_days(before, {day.day: day.kind for day in plan.days})
