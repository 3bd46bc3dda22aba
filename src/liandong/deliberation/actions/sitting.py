"""While a council sits. All is saved as it happens; it ends with a text, never with a vote."""

from collections.abc import Collection
from datetime import datetime

from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_council, voice_of
from liandong.deliberation.lifecycle import State
from liandong.deliberation.models import Council, Presence, Sitting, Speech, Voice
from liandong.deliberation.rules import Words
from liandong.duties import actions as duties
from liandong.duties.actions import Terms
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record


@action
def open_council(*, council_id: int, actor: Actor, now: datetime) -> Council:
    """Begin, or resume after an adjournment."""
    council = hold_council(council_id)
    starts_at = council.starts_at
    too_early = starts_at is not None and day_of(now) < day_of(starts_at)
    ensure(rules.may_open(actor, council, too_early=too_early))
    before = queries.last_sitting(council)
    number = before.no + 1 if before else 1
    sitting = Sitting.objects.create(council=council, no=number, began_at=now)
    if before is None:
        council.consultation.held_at = now
        council.consultation.save(update_fields=["held_at"])
    _move(council, State.SITTING)
    _write("opened", council, actor, now, sitting=sitting.no)
    return council


@action
def attend(*, council_id: int, voice_ids: Collection[int], actor: Actor, now: datetime) -> Council:
    """Write down who is there at this sitting, all of them; who leaves is no longer among them."""
    council = hold_council(council_id)
    ensure(rules.may_attend(actor, council))
    sitting = _sitting(council)
    voices = list(queries.voices(council))
    here = [voice for voice in voices if voice.pk in voice_ids]
    spoke = set(Speech.objects.filter(sitting=sitting).values_list("voice_id", flat=True))
    Presence.objects.filter(sitting=sitting).exclude(voice_id__in=spoke).delete()
    for voice in here:
        Presence.objects.get_or_create(sitting=sitting, voice=voice)
    _count_who_came(council)
    _write("attended", council, actor, now, sitting=sitting.no, here=len(here))
    return council


def _count_who_came(council: Council) -> None:
    """Whoever was at any sitting came."""
    everybody = Voice.objects.filter(consultation_id=council.pk)
    came = Presence.objects.filter(sitting__council=council).values_list("voice_id", flat=True)
    everybody.update(came=False)
    everybody.filter(pk__in=list(came)).update(came=True)


@action
def speak(*, council_id: int, voice_id: int, text: str, actor: Actor, now: datetime) -> Speech:
    """Write down what somebody says, in the order of speaking."""
    council, voice = hold_council(council_id), voice_of(voice_id)
    here = _is_here(council, voice)
    ensure(rules.may_speak(actor, council, voice, here=here))
    sitting = _sitting(council)
    number = Speech.objects.filter(sitting=sitting).count() + 1
    speech = Speech.objects.create(sitting=sitting, voice=voice, no=number, text=text, at=now)
    _write("spoken", council, actor, now, sitting=sitting.no, number=speech.no, text=text)
    return speech


@action
def take_position(
    *, council_id: int, voice_id: int, stance: str, opinion: str, actor: Actor, now: datetime
) -> Voice:
    """Write down whether somebody agrees, and, if not, why not."""
    council, voice = hold_council(council_id), voice_of(voice_id)
    here = _is_here(council, voice)
    ensure(rules.may_take_position(actor, council, voice, stance, opinion, here=here))
    voice.stance = stance
    voice.opinion = opinion
    voice.save(update_fields=["stance", "opinion"])
    dissents = voice.dissents
    _write("position_taken", council, actor, now, dissents=dissents, opinion=opinion)
    return voice


@action
def keep_draft(*, council_id: int, consensus: str, actor: Actor, now: datetime) -> Council:
    """Keep the text that is being agreed, as it is being written."""
    council = hold_council(council_id)
    ensure(rules.may_keep_draft(actor, council))
    consultation = council.consultation
    if consultation.consensus == consensus:
        return council
    consultation.consensus = consensus
    consultation.save(update_fields=["consensus"])
    _write("draft_kept", council, actor, now, consensus=consensus)
    return council


@action
def adjourn(
    *, council_id: int, resumes_at: datetime, reason: str, actor: Actor, now: datetime
) -> Council:
    """Interrupt a council until a later moment, with the reason."""
    council = hold_council(council_id)
    ensure(
        rules.may_adjourn(
            actor, council, reason, queries.people_in(council), later=resumes_at > now
        )
    )
    sitting = _sitting(council)
    sitting.ended_at = now
    sitting.resumes_at = resumes_at
    sitting.reason = reason
    sitting.save(update_fields=["ended_at", "resumes_at", "reason"])
    council.starts_at = resumes_at
    council.save(update_fields=["starts_at"])
    _move(council, State.ADJOURNED)
    _write("adjourned", council, actor, now, resumes_at=resumes_at, reason=reason)
    return council


@action
def conclude(*, council_id: int, words: Words, actor: Actor, now: datetime) -> Council:
    """End a council with what was agreed and who dissents. What gave rise to it takes it up."""
    council = hold_council(council_id)
    standing = queries.standing_of(council)
    ensure(rules.may_conclude(actor, council, words, standing.here, standing.speechless))
    sitting = _sitting(council)
    sitting.ended_at = now
    sitting.save(update_fields=["ended_at"])
    consultation = council.consultation
    consultation.consensus = words.consensus
    consultation.dissent = queries.dissent_of(queries.voices(council))
    consultation.recorded_at = now
    consultation.save(update_fields=["consensus", "dissent", "recorded_at"])
    council.next = words.next
    council.decides = words.decides
    council.concluded_at = now
    terms = Terms("council.posting", consultation.convener, consultation.place)
    council.promise = duties.give(subject=council, terms=terms, now=now)
    council.save(update_fields=["next", "decides", "concluded_at", "promise"])
    _move(council, State.CONCLUDED)
    _write(
        "concluded",
        council,
        actor,
        now,
        came=standing.came,
        dissenting=standing.dissenting,
        agreed=words.consensus != "",
        consensus=words.consensus,
        dissent=consultation.dissent,
    )
    return council


def _sitting(council: Council) -> Sitting:
    return Sitting.objects.get(council=council, ended_at__isnull=True)


def _is_here(council: Council, voice: Voice) -> bool:
    present = Presence.objects.filter(voice=voice, sitting__council=council)
    return present.filter(sitting__ended_at__isnull=True).exists()


def _move(council: Council, state: State) -> None:
    council.state = state
    council.save(update_fields=["state"])


@within_action
def _write(verb: str, council: Council, actor: Actor, now: datetime, **details: object) -> None:
    place = council.consultation.place
    record(f"council.{verb}", subject=council, actor=actor, at=now, place=place, **details)
