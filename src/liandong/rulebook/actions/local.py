"""What a district or city sets for itself, in the ledger, from a day on."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place
from liandong.rulebook import queries, rules
from liandong.rulebook.actions.edition import new_edition
from liandong.rulebook.models import Category, Confidence, Rule


@dataclass(frozen=True, slots=True)
class LocalRule:
    """What a place sets instead of what holds for it now. Days and counts are whole numbers."""

    key: str
    amount: Decimal
    effective_from: date
    source: str
    text: str
    article: str = ""
    text_en: str = ""


@action
def override(
    *, place: Place, category: Category | None, local: LocalRule, actor: Actor, now: datetime
) -> Rule:
    """Set a place's own number, in the unit of the rule that it takes the place of.

    What was promised before keeps its date.
    """
    place = Place.objects.select_for_update().get(pk=place.pk)  # one rule of a place at a time
    base = queries.above(local.key, place, local.effective_from, category)
    ensure(rules.may_override(actor, place, base, local.effective_from, day_of(now)))
    own = queries.own_on(base, place, local.effective_from, category)
    ensure(rules.may_set(base, local.amount, own))
    rule = Rule.objects.create(
        key=local.key,
        category=category,
        place=place,
        value=f"{local.amount.normalize():f} {base.unit}".strip(),
        amount=local.amount,
        unit=base.unit,
        effective_from=local.effective_from,
        source=local.source,
        source_en="",
        article=local.article,
        confidence=Confidence.LOCAL,
        text=local.text,
        text_en=local.text_en,
    )
    new_edition()
    record(
        "rule.overridden",
        subject=rule,
        actor=actor,
        at=now,
        place=place,
        since=local.effective_from,
        instead_of=base.pk,
        value=rule.value,
        source=local.source,
    )
    return rule


@action
def withdraw(*, rule_id: int, reason: str, actor: Actor, now: datetime) -> Rule:
    """End a place's own rule today, with a reason; what it took the place of holds again."""
    rule = Rule.objects.select_for_update().get(pk=rule_id)
    ensure(rules.may_withdraw(actor, rule))
    rule.effective_until = max(day_of(now), rule.effective_from)
    rule.save(update_fields=["effective_until"])
    new_edition()
    record(
        "rule.withdrawn",
        subject=rule,
        actor=actor,
        at=now,
        place=rule.place,
        until=rule.effective_until,
        reason=reason,
    )
    return rule
