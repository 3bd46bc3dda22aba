"""Which rule holds here, today, for this kind of matter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from liandong.kernel.dates import day_of
from liandong.places.models import Level, Place
from liandong.rulebook.models import Category, Rule, Stage
from liandong.rulebook.queries.memory import remembered

RETENTION = "record.retention."
STAGES = list(Stage.values)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number with its unit, and the rule that gives it."""

    amount: Decimal
    unit: str
    rule: Rule | None = None


class NoRule(LookupError):
    """No number with this key holds here on this day."""


def limit(key: str, place: Place | None, on: date, category: Category | None = None) -> Limit:
    """The rule that wins: the category's before the general, the deepest place, the newest day.

    `place` is None for the whole city: what the city set for itself holds there too.
    Raises `NoRule` when no number with this key holds.
    """
    rules = remembered().rules
    own = rules.get((key, category.pk), ()) if category is not None else ()
    for rule in (*own, *rules.get((key, None), ())):
        if holds(rule, on) and _reaches(rule, place):
            assert rule.amount is not None, "only rules that are numbers are remembered"
            return Limit(rule.amount, rule.unit, rule)
    raise NoRule(f"{key} on {on}")


def own_limits(key: str, on: date) -> list[tuple[Place, Limit]]:
    """What single places below the city set for themselves, the deepest place and newest day first.

    Where none of these places is, `limit(key, None, on)` holds.
    """
    found = []
    for rule in remembered().rules.get((key, None), ()):
        if holds(rule, on) and rule.place is not None and rule.place.level > Level.CITY:
            assert rule.amount is not None, "only rules that are numbers are remembered"
            found.append((rule.place, Limit(rule.amount, rule.unit, rule)))
    return found


def _reaches(rule: Rule, place: Place | None) -> bool:
    if rule.place is None:
        return True
    if place is None:
        return rule.place.level == Level.CITY
    return place.path.startswith(rule.place.path)


def milestones(place: Place | None, on: date, category: Category) -> list[Limit]:
    """Every limit that holds here for one kind of matter alone, one for each stage."""
    keys = [key for key, owner in remembered().rules if owner == category.pk]
    stages = sorted(keys, key=by_stage)
    found = []
    for key in stages:
        try:
            found.append(limit(key, place, on, category))
        except NoRule:
            continue
    return found


def retentions(now: datetime) -> list[tuple[str, datetime]]:
    """The fields of the ledger that have a retention rule, each with the time before which it ends.

    The rule of the field "address" is `record.retention.address`.
    """
    found, on = [], day_of(now)
    for key in sorted({key for key, _owner in remembered().rules if key.startswith(RETENTION)}):
        try:
            years = int(limit(key, None, on).amount)
        except NoRule:
            continue
        found.append((key.removeprefix(RETENTION), now - timedelta(days=365 * years)))
    return found


def by_stage(key: str) -> int:
    """Where a key stands in the order of the stages."""
    stage = key.partition(".")[2]
    return STAGES.index(stage) if stage in STAGES else len(STAGES)


def whole(number: int) -> Decimal:
    """A whole number as the amount of a limit."""
    return Decimal(number)


def holds(rule: Rule, on: date) -> bool:
    """Whether a rule is in force on a day."""
    until = rule.effective_until
    return rule.effective_from <= on and (until is None or on < until)
