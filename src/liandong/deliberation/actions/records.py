"""Writing down consultations and decisions: steps for the actions of higher rooms."""

from dataclasses import dataclass, field
from datetime import datetime

from liandong.deliberation import rules
from liandong.deliberation.models import Consultation, Decision, Voice
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Spoken:
    """One invited party and what it said."""

    name: str
    capacity: str
    came: bool = True
    stance: str = "remark"
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a consultation came to. `voices` has everyone who was invited."""

    topic: str
    held_at: datetime
    consensus: str
    dissent: str = ""
    voices: tuple[Spoken, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a body decided, with the count where it votes."""

    body: str
    body_name: str
    text: str
    approved: bool
    decided_at: datetime
    basis: str = ""
    entitled: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


@within_action
def write_minutes(
    *, about: str, place: Place, minutes: Minutes, actor: Actor, now: datetime
) -> Consultation:
    """Record a consultation about something, inside the action that takes it further."""
    ensure(rules.may_consult(actor, place))
    consultation = Consultation.objects.create(
        about=about,
        topic=minutes.topic,
        place=place,
        convener_id=actor.post,
        held_at=minutes.held_at,
        consensus=minutes.consensus,
        dissent=minutes.dissent,
        recorded_at=now,
    )
    Voice.objects.bulk_create(
        Voice(
            consultation=consultation,
            name=voice.name,
            capacity=voice.capacity,
            came=voice.came,
            stance=voice.stance,
            opinion=voice.opinion,
        )
        for voice in minutes.voices
    )
    record(
        "consultation.recorded",
        subject=consultation,
        actor=actor,
        at=now,
        place=place,
        held_at=minutes.held_at,
        invited=len(minutes.voices),
        came=sum(voice.came for voice in minutes.voices),
        consensus=minutes.consensus,
        dissent=minutes.dissent,
    )
    return consultation


@within_action
def write_decision(
    *,
    about: str,
    place: Place,
    ruling: Ruling,
    actor: Actor,
    now: datetime,
    public: bool = True,
) -> Decision:
    """Record what a named body decided, inside the action that takes it further."""
    votes = (ruling.entitled, ruling.votes_for, ruling.votes_against)
    ensure(rules.may_decide(actor, place, votes))
    decision = Decision.objects.create(
        about=about,
        place=place,
        body=ruling.body,
        body_name=ruling.body_name,
        text=ruling.text,
        approved=ruling.approved,
        basis=ruling.basis,
        decided_at=ruling.decided_at,
        entitled=ruling.entitled,
        votes_for=ruling.votes_for,
        votes_against=ruling.votes_against,
        abstentions=ruling.abstentions,
        public=public,
        recorded_at=now,
    )
    record(
        "decision.recorded",
        subject=decision,
        actor=actor,
        at=now,
        place=place,
        approved=ruling.approved,
        votes_for=ruling.votes_for,
        votes_against=ruling.votes_against,
        entitled=ruling.entitled,
        text=ruling.text,
    )
    return decision
