"""What the actions of the room share: a conversation held fast, and its entries in the ledger."""

from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import within_action
from liandong.ledger.actions import record
from liandong.opinions import queries
from liandong.opinions.models import Conversation, Participant, Statement

ALIAS_LENGTH = 8
CODE_LENGTH = 12


@within_action
def hold(conversation_id: int) -> Conversation:
    """The conversation, held until the end of this action: nothing is answered while it closes."""
    found = Conversation.objects.select_for_update(of=("self",))
    return found.select_related("place").get(pk=conversation_id)


@within_action
def hold_with(statement_id: int) -> tuple[Conversation, Statement]:
    """A statement, and its conversation held fast."""
    number = Statement.objects.values_list("conversation_id", flat=True).get(pk=statement_id)
    return hold(number), Statement.objects.get(pk=statement_id)


@within_action
def tell(
    verb: str, conversation: Conversation, actor: Actor, now: datetime, **details: object
) -> None:
    """Write down what was done to a conversation, at its place."""
    place = conversation.place
    record(
        f"conversation.{verb}", subject=conversation, actor=actor, at=now, place=place, **details
    )


@within_action
def tell_of_answers(
    verb: str, conversation: Conversation, actor: Actor, now: datetime, **details: object
) -> None:
    """Write down that answers came in, or were drawn; never whose."""
    subject = queries.answers_subject(conversation)
    place = conversation.place
    record(f"conversation.{verb}", subject=subject, actor=actor, at=now, place=place, **details)


@within_action
def let_in(conversation: Conversation, channel: str, many: int = 1) -> list[str]:
    """Make participants and return their codes, which are kept nowhere else."""
    codes = [random_word(CODE_LENGTH) for _one in range(many)]
    Participant.objects.bulk_create(
        Participant(
            conversation=conversation,
            alias=random_word(ALIAS_LENGTH),
            code_hash=queries.hash_of(code),
            channel=channel,
        )
        for code in codes
    )
    return codes
