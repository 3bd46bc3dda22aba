"""Who may change what the rulebook says, and where. Nothing here writes, nor asks the clock."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.models import Level, Place
from liandong.rulebook.models import TIMES, Confidence, Rule, Unit

LOADERS = frozenset({"system", "system_admin"})
SETTERS = frozenset(
    {"district_dispatcher", "district_secretary", "city_dispatcher", "city_secretary"}
)
WHOLE = frozenset({Unit.DAY, Unit.WORK_DAY, Unit.COUNT, Unit.HOUSEHOLD, Unit.YEAR})


def may_load(actor: Actor) -> Verdict:
    if actor.role not in LOADERS:
        return refuse(_("Only the system administrator loads rules and calendars."))
    return ALLOWED


def may_set_rules(actor: Actor) -> Verdict:
    """Whether an actor's post sets local rules at all."""
    if actor.role not in SETTERS:
        return refuse(_("Only the dispatch desk or the secretary of a district or city sets it."))
    return ALLOWED


def may_override(actor: Actor, place: Place, rule: Rule, since: date, today: date) -> Verdict:
    """A district or city sets its own number, for itself, from today on."""
    if not may_set_rules(actor):
        return may_set_rules(actor)
    if place.level > Level.DISTRICT or actor.place_id != place.pk:
        return refuse(_("A district or city sets local rules for itself only."))
    if rule.amount is None:
        return refuse(_("This rule is no number; only a new law or notice changes it."))
    if since < today:
        return refuse(_("A rule cannot hold before the day on which it is set."))
    return ALLOWED


def may_set(rule: Rule, amount: Decimal, own: Rule | None) -> Verdict:
    """What a place may put in the place of a rule. `own` is what it set for the same day."""
    if amount <= 0:
        return refuse(_("The number must be more than nothing."))
    if rule.unit in WHOLE and amount % 1:
        return refuse(_("This is counted in whole numbers."))
    if _is_looser(rule, amount):
        return refuse(_("The law sets this limit. A local rule may be stricter, not looser."))
    if own is not None:
        return refuse(_("A local rule begins on that day already. Withdraw it first."))
    return ALLOWED


def may_withdraw(actor: Actor, rule: Rule) -> Verdict:
    if rule.preset or rule.place_id is None:
        return refuse(_("What law and presets say is overridden, not withdrawn."))
    if actor.role not in SETTERS or actor.place_id != rule.place_id:
        return refuse(_("Only the place that set a rule withdraws it."))
    if rule.effective_until is not None:
        return refuse(_("This rule was withdrawn already."))
    return ALLOWED


def _is_looser(rule: Rule, amount: Decimal) -> bool:
    """Whether a number gives offices more time than the law does."""
    by_law = rule.confidence == Confidence.STATUTE and rule.unit in TIMES
    return by_law and rule.amount is not None and amount > rule.amount
