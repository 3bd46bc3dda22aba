"""How a petition ends: convened by a ballot or a council, refused, withdrawn, or out of time."""

from dataclasses import dataclass
from datetime import datetime

from liandong.ballots import actions as ballots
from liandong.ballots import queries as rule_sets
from liandong.ballots.rules import Draft
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.councils import Plan, draft_council
from liandong.deliberation.actions.petitions.common import hold_petition, tell_petition
from liandong.deliberation.lifecycle import Stand
from liandong.deliberation.models import Petition
from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """The ballot that the assembly is convened for, and what everybody is told."""

    subject_code: str
    draft: Draft
    notice: str


@action
def convene_ballot(*, petition_id: int, meeting: Meeting, actor: Actor, now: datetime) -> Petition:
    """Convene the assembly: a ballot is drafted, with roll, notice and majority by its rules."""
    petition = hold_petition(petition_id)
    ensure(rules.may_call_together(actor, petition, "convene_ballot", meeting.notice))
    on = day_of(meeting.draft.opens_at)
    petition.ballot = ballots.set_up(
        place=petition.place,
        subject=rule_sets.subject_called(meeting.subject_code, petition.place, on),
        draft=meeting.draft,
        about=name_of(petition),
        actor=actor,
        now=now,
    )
    return _convened(petition, meeting.notice, actor, now, ballot=petition.ballot.pk)


@action
def convene_council(
    *, petition_id: int, plan: Plan, notice: str, actor: Actor, now: datetime
) -> Petition:
    """Call a council first: it talks over what was asked, before the assembly decides."""
    petition = hold_petition(petition_id)
    ensure(rules.may_call_together(actor, petition, "convene_council", notice))
    petition.council = draft_council(
        about=name_of(petition), place=petition.place, plan=plan, actor=actor, now=now
    )
    return _convened(petition, notice, actor, now, council=petition.council.pk)


@within_action
def _convened(
    petition: Petition, notice: str, actor: Actor, now: datetime, **made: object
) -> Petition:
    petition.notice = notice
    duties.end(promise=petition.promise, now=now)
    _end(petition, Stand.CONVENED, now, "notice", "ballot", "council")
    tell_petition("convened", petition, actor, now, notice=notice, **made)
    return petition


@action
def refuse_petition(
    *, petition_id: int, code: str, reason: str, actor: Actor, now: datetime
) -> Petition:
    """Refuse it, for a reason that the rules name where it stands, explained in public."""
    petition = hold_petition(petition_id)
    ensure(rules.may_refuse(actor, petition, code, reason))
    petition.refused_by = code
    petition.reason = reason
    duties.end(promise=petition.promise, now=now)
    _end(petition, Stand.REFUSED, now, "refused_by", "reason")
    tell_petition("refused", petition, actor, now, reason=reason)
    return petition


@action
def withdraw_petition(*, petition_id: int, actor: Actor, now: datetime) -> Petition:
    """Who started it takes it back, before enough support it."""
    petition = hold_petition(petition_id)
    ensure(rules.may_withdraw(petition))
    duties.void(promise=petition.promise, now=now)
    _end(petition, Stand.WITHDRAWN, now)
    tell_petition("withdrawn", petition, actor, now)
    return petition


@action
def expire_petition(*, petition_id: int, actor: Actor, now: datetime) -> Petition:
    """The time is over and too few support it. Safe to repeat."""
    petition = hold_petition(petition_id)
    if petition.stand != Stand.COLLECTING:
        return petition
    ensure(rules.may_expire(actor, petition, now))
    backing = queries.backing_of(petition)
    _end(petition, Stand.EXPIRED, now)
    tell_petition(
        "expired", petition, actor, now, supporting=backing.people, required=backing.required
    )
    return petition


@within_action
def _end(petition: Petition, stand: Stand, now: datetime, *fields: str) -> None:
    """Nobody needs to be asked back: who started it is forgotten."""
    petition.stand = stand
    petition.ended_at = now
    petition.starter = petition.contact = ""
    petition.save(update_fields=["stand", "ended_at", "starter", "contact", *fields])
