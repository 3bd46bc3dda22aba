"""A power is proposed, checked, handed over, used and perhaps taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.mandates import rules
from liandong.mandates.lifecycle import PowerKind, PowerState
from liandong.mandates.models import DelegatedPower, PowerUse, Training, month_of
from liandong.people.models import Organisation
from liandong.places.models import Place
from liandong.rulebook.models import Category


@dataclass(frozen=True, slots=True)
class NewPower:
    """What is proposed to be delegated."""

    code: str
    name: str
    kind: str
    basis: str
    name_en: str = ""
    category_id: int | None = None


@action
def propose_power(
    *, giver_id: int, receiver_id: int, power: NewPower, actor: Actor, now: datetime
) -> DelegatedPower:
    """Propose to delegate a power to a subdistrict; it comes into force after the check."""
    giver = Organisation.objects.select_related("place").get(pk=giver_id)
    receiver = Place.objects.select_for_update().get(pk=receiver_id)
    ensure(rules.may_propose_power(actor, giver, receiver))
    ensure(rules.is_not_there(receiver, power.code))
    made = DelegatedPower.objects.create(
        code=power.code,
        name=power.name,
        name_en=power.name_en,
        kind=power.kind,
        basis=power.basis,
        category_id=power.category_id,
        giver=giver,
        receiver=receiver,
    )
    _tell("proposed", made, actor, now, kind=PowerKind(power.kind), giver=giver.pk, name=power.name)
    return made


@action
def check_capacity(
    *,
    power_id: int,
    staff: int,
    trained: int,
    able: bool,
    findings: str,
    actor: Actor,
    now: datetime,
) -> DelegatedPower:
    """The receiver says who can do it, how many of them were trained, and whether it is able."""
    power = _power_held(power_id)
    ensure(rules.may_check_capacity(actor, power))
    ensure(rules.trained_are_staff(staff, trained, able=able))
    power.staff, power.trained = staff, trained
    power.able, power.findings, power.checked_on = able, findings, day_of(now)
    power.state = PowerState.ABLE if able else PowerState.PROPOSED
    power.save()
    _tell(
        "capacity_checked",
        power,
        actor,
        now,
        staff=staff,
        trained=trained,
        able=able,
        findings=findings,
    )
    return power


@action
def train(
    *, power_id: int, on: date, topic: str, people: int, actor: Actor, now: datetime
) -> Training:
    """The giver trained people of the receiver."""
    power = _power_held(power_id)
    ensure(rules.may_train(actor, power))
    ensure(rules.has_been(on, day_of(now)))
    made = Training.objects.create(power=power, on=on, topic=topic, people=people)
    _tell("trained", power, actor, now, on=on, people=people, topic=topic)
    return made


@action
def hand_over(*, power_id: int, actor: Actor, now: datetime) -> DelegatedPower:
    """The power is the receiver's from today on."""
    power = _power_held(power_id)
    ensure(rules.may_hand_over(actor, power))
    power.state, power.since = PowerState.IN_FORCE, day_of(now)
    power.save(update_fields=["state", "since"])
    _tell("handed_over", power, actor, now, since=power.since)
    return power


@action
def count_use(
    *, power_id: int, month: date, times: int, actor: Actor, now: datetime
) -> DelegatedPower:
    """Enter how often the power was used in a month; a second entry corrects the first."""
    power = _power_held(power_id)
    month = month_of(month)
    ensure(rules.may_count_use(actor, power))
    ensure(rules.fits_the_time(power, month, day_of(now)))
    PowerUse.objects.update_or_create(power=power, month=month, about="", defaults={"times": times})
    _tell("use_counted", power, actor, now, month=month, times=times)
    return power


@action
def withdraw(*, power_id: int, reason: str, actor: Actor, now: datetime) -> DelegatedPower:
    """Take the power back from today on, with a reason that everybody reads."""
    power = _power_held(power_id)
    ensure(rules.may_withdraw(actor, power))
    power.state, power.until, power.reason = PowerState.WITHDRAWN, day_of(now), reason
    power.save(update_fields=["state", "until", "reason"])
    _tell("withdrawn", power, actor, now, until=power.until, reason=reason)
    return power


@action
def drop(*, power_id: int, reason: str, actor: Actor, now: datetime) -> DelegatedPower:
    """Do not delegate it after all, with a reason."""
    power = _power_held(power_id)
    ensure(rules.may_drop(actor, power))
    power.state, power.reason = PowerState.DROPPED, reason
    power.save(update_fields=["state", "reason"])
    _tell("dropped", power, actor, now, reason=reason)
    return power


@within_action
def note_use(*, about: str, category: Category | None, receiver: Place, now: datetime) -> None:
    """A matter was answered by a receiver: a use of its powers over this kind, once a matter."""
    if category is None:
        return
    held = DelegatedPower.objects.filter(
        receiver=receiver, category=category, state=PowerState.IN_FORCE
    )
    for power in held.order_by("id"):
        PowerUse.objects.get_or_create(
            power=power, about=about, defaults={"month": month_of(day_of(now)), "times": 1}
        )


@within_action
def _power_held(power_id: int) -> DelegatedPower:
    powers = DelegatedPower.objects.select_for_update(of=("self",))
    return powers.select_related("giver__place", "receiver").get(pk=power_id)


@within_action
def _tell(verb: str, power: DelegatedPower, actor: Actor, now: datetime, **details: Any) -> None:
    place = power.receiver
    record(f"power.{verb}", subject=power, actor=actor, at=now, place=place, **details)
