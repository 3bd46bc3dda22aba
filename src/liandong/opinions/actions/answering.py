"""Taking part: a code, answers, statements of one's own, and paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.opinions import queries, rules
from liandong.opinions.actions.common import hold, let_in, tell, tell_of_answers
from liandong.opinions.lifecycle import Channel
from liandong.opinions.models import Answer, Conversation, Participant, Statement


@dataclass(frozen=True, slots=True)
class Joined:
    """What somebody takes away who takes part: the code behind which the own answers lie."""

    conversation: Conversation
    code: str


@action
def join(*, conversation_id: int, actor: Actor, now: datetime) -> Joined:
    """Begin to take part: no name, no account, only a code that is shown to nobody else."""
    conversation = hold(conversation_id)
    ensure(rules.may_take_part(conversation, day_of(now)))
    channel = Channel.ONLINE
    (code,) = let_in(conversation, channel)
    tell_of_answers("joined", conversation, actor, now, channel=Channel(channel))
    return Joined(conversation, code)


@action
def answer(
    *, participant_id: int, statement_id: int, vote: int, actor: Actor, now: datetime
) -> Statement:
    """Agree, disagree or pass. A later answer to the same statement takes the earlier one's place.

    The record says that somebody answered, neither who nor what.
    """
    participant = Participant.objects.get(pk=participant_id)
    conversation = hold(participant.conversation_id)
    statement = Statement.objects.get(pk=statement_id)
    ensure(rules.may_answer(conversation, statement, day_of(now)))
    _put(participant, {statement.pk: vote})
    tell_of_answers("answered", conversation, actor, now)
    return statement


@action
def suggest(*, participant_id: int, text: str, actor: Actor, now: datetime) -> Statement:
    """Add a statement of one's own. It waits until a person has looked at it."""
    participant = Participant.objects.get(pk=participant_id)
    conversation = hold(participant.conversation_id)
    return _suggest(conversation, participant, text, actor, now)


@action
def issue_codes(*, conversation_id: int, many: int, actor: Actor, now: datetime) -> list[str]:
    """Make questionnaires, each with a code of its own, printed now and never again."""
    conversation = hold(conversation_id)
    ensure(rules.may_issue_codes(actor, conversation))
    codes = let_in(conversation, Channel.PAPER, many)
    tell("codes_issued", conversation, actor, now, codes=len(codes))
    return codes


@action
def enter_paper(
    *,
    participant_id: int,
    votes: Mapping[int, int],
    text: str,
    actor: Actor,
    now: datetime,
) -> Participant:
    """Enter a questionnaire once: its answers (statement → vote), and what was written on it."""
    participant = Participant.objects.get(pk=participant_id)
    conversation = hold(participant.conversation_id)
    before = len(queries.answers_of(participant))
    ensure(rules.may_enter_paper(actor, conversation, before))
    there = {one.pk for one in queries.published(conversation)}
    _put(participant, {number: vote for number, vote in votes.items() if number in there})
    if text:
        _suggest(conversation, participant, text, actor, now)
    tell_of_answers("paper_entered", conversation, actor, now, answers=len(votes))
    return participant


@within_action
def _put(participant: Participant, votes: Mapping[int, int]) -> None:
    Answer.objects.bulk_create(
        (
            Answer(participant=participant, statement_id=number, vote=vote)
            for number, vote in votes.items()
        ),
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["vote"],
    )


@within_action
def _suggest(
    conversation: Conversation, participant: Participant, text: str, actor: Actor, now: datetime
) -> Statement:
    ensure(
        rules.may_suggest(
            actor,
            conversation,
            day_of(now),
            own=queries.spoken(conversation, participant),
            spoken=queries.spoken(conversation),
            limits=queries.limits(conversation.place, now),
        )
    )
    ensure(rules.says_no_numbers(text))
    statement = Statement.objects.create(
        conversation=conversation, original=text, author=participant, suggested_at=now
    )
    tell("suggested", conversation, actor, now, statement=statement.pk, text=text)
    return statement
