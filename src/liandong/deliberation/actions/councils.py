"""Planning a council, inviting to it, announcing its topic, posting what it agreed."""

from collections.abc import Sequence as Listed
from dataclasses import dataclass
from datetime import datetime

from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_council, numbered, voice_of
from liandong.deliberation.lifecycle import State, Way
from liandong.deliberation.models import Consultation, Council, Voice
from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be talked over, by whom it is touched, and when and where."""

    topic: str
    scope: str
    compound: str = ""
    explanation: str = ""
    venue: str = ""
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to be invited, in a capacity, and how the invitation reaches them."""

    name: str
    capacity: str
    way: str = Way.POSTED.value


@action
def plan(*, place_id: int, plan: Plan, actor: Actor, now: datetime) -> Council:
    """Plan a council that stands alone."""
    place = Place.objects.get(pk=place_id)
    return draft_council(about="", place=place, plan=plan, actor=actor, now=now)


@within_action
def draft_council(*, about: str, place: Place, plan: Plan, actor: Actor, now: datetime) -> Council:
    """Plan a council inside the action of a higher room; `about` names what gave rise to it."""
    today = day_of(now)
    procedure = queries.governing("council", place, today)
    ensure(rules.may_go_by(procedure))
    assert procedure is not None, "the rule just refused it"
    terms = queries.council_terms(procedure, plan.scope, place, today)
    ensure(rules.may_plan(actor, place, plan.scope, terms, plan.compound))
    consultation = Consultation.objects.create(
        about=about,
        topic=plan.topic,
        place=place,
        convener_id=actor.post,
        held_at=plan.starts_at or now,
        recorded_at=now,
    )
    council = Council.objects.create(
        consultation=consultation,
        number=numbered(now),
        scope=plan.scope,
        compound=plan.compound,
        procedure=procedure,
        terms=terms,
        explanation=plan.explanation,
        venue=plan.venue,
        starts_at=plan.starts_at,
        planned_at=now,
    )
    _invite_the_known(council, place, plan.scope)
    record(
        "council.planned",
        subject=council,
        actor=actor,
        at=now,
        place=place,
        starts_at=plan.starts_at,
        topic=plan.topic,
    )
    return council


def _invite_the_known(council: Council, place: Place, scope: str) -> None:
    """Bodies that must be heard and are known stand on the list from the beginning."""
    known = queries.suggested_guests(place, scope, council.terms)
    Voice.objects.bulk_create(
        Voice(consultation_id=council.pk, name=name, capacity=seat["capacity"])
        for seat in council.seats
        if seat["must"]
        for name in known[seat["capacity"]]
    )


@action
def change(
    *,
    council_id: int,
    topic: str,
    explanation: str,
    venue: str,
    starts_at: datetime,
    actor: Actor,
    now: datetime,
) -> Council:
    """Say topic, time and place anew, before the topic is announced."""
    council = hold_council(council_id)
    ensure(rules.may_change(actor, council))
    consultation = council.consultation
    consultation.topic = topic
    consultation.held_at = starts_at
    consultation.save(update_fields=["topic", "held_at"])
    council.explanation = explanation
    council.venue = venue
    council.starts_at = starts_at
    council.save(update_fields=["explanation", "venue", "starts_at"])
    _write("changed", council, actor, now, starts_at=starts_at, topic=topic)
    return council


@action
def invite(*, council_id: int, guests: Listed[Guest], actor: Actor, now: datetime) -> Council:
    """Invite to a council, also while it sits; who stands on the list already stays as they are."""
    council = hold_council(council_id)
    ensure(rules.may_invite(actor, council))
    there = {(voice.name, voice.capacity): voice for voice in queries.voices(council)}
    added = 0
    for guest in guests:
        voice = there.get((guest.name, guest.capacity))
        if voice is None:
            voice = Voice(consultation_id=council.pk, name=guest.name, capacity=guest.capacity)
            there[guest.name, guest.capacity] = voice
            added += 1
        voice.invited_by = guest.way
        voice.invited_at = voice.invited_at or now
        voice.save()
    _write("invited", council, actor, now, invited=len(guests), added=added)
    return council


@action
def strike(*, council_id: int, voice_id: int, actor: Actor, now: datetime) -> Council:
    """Take an invitation back, before the council sits."""
    council, voice = hold_council(council_id), voice_of(voice_id)
    ensure(rules.may_strike(actor, council, voice))
    capacity = voice.capacity
    voice.delete()
    _write("struck", council, actor, now, capacity=capacity)
    return council


@action
def give_notice(*, council_id: int, actor: Actor, now: datetime) -> Council:
    """Announce topic, time, place and who is invited. The days of notice run from today."""
    council = hold_council(council_id)
    today, starts_at = day_of(now), council.starts_at
    ensure(
        rules.may_give_notice(
            actor,
            council,
            queries.standing_of(council).unseated,
            day_of(starts_at) if starts_at else None,
            queries.earliest_day(council, today),
        )
    )
    council.state = State.NOTICED
    council.noticed_at = now
    council.save(update_fields=["state", "noticed_at"])
    invited = Voice.objects.filter(consultation_id=council.pk, invited_at__isnull=True)
    invited.update(invited_at=now, invited_by=Way.POSTED)
    topic = council.consultation.topic
    _write("noticed", council, actor, now, starts_at=starts_at, topic=topic)
    return council


@action
def post(*, council_id: int, consensus: str, dissent: str, actor: Actor, now: datetime) -> Council:
    """Post what was agreed and what was not, after taking out what names people."""
    council = hold_council(council_id)
    people = queries.people_in(council)
    ensure(rules.may_post(actor, council, f"{consensus}\n{dissent}", people))
    council.state = State.POSTED
    council.posted_at = now
    council.public_consensus = consensus
    council.public_dissent = dissent
    council.save(update_fields=["state", "posted_at", "public_consensus", "public_dissent"])
    duties.end(promise=council.promise, now=now)
    _write("posted", council, actor, now, consensus=consensus, dissent=dissent)
    return council


@action
def call_off(*, council_id: int, reason: str, actor: Actor, now: datetime) -> Council:
    """Call a council off, with a reason that everybody reads."""
    council = hold_council(council_id)
    ensure(rules.may_call_off(actor, council, reason, queries.people_in(council)))
    council.state = State.CALLED_OFF
    council.called_off_at = now
    council.called_off_because = reason
    council.save(update_fields=["state", "called_off_at", "called_off_because"])
    _write("called_off", council, actor, now, reason=reason)
    return council


@within_action
def _write(verb: str, council: Council, actor: Actor, now: datetime, **details: object) -> None:
    place = council.consultation.place
    record(f"council.{verb}", subject=council, actor=actor, at=now, place=place, **details)
