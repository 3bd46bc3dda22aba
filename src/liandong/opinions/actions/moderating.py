"""Looking at statements before everybody does. What was written stays as it was written."""

from datetime import datetime

from django.db.models import Max

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.opinions import rules
from liandong.opinions.actions.common import hold_with, tell
from liandong.opinions.lifecycle import Ground, Standing
from liandong.opinions.models import Statement

LOOKED = ["standing", "moderated_at", "moderator"]


@action
def publish(*, statement_id: int, text: str, actor: Actor, now: datetime) -> Statement:
    """Publish a statement, as it was written or in better words, under the next number."""
    conversation, statement = hold_with(statement_id)
    ensure(rules.may_publish(actor, conversation, statement, text))
    numbers = Statement.objects.filter(conversation=conversation).aggregate(last=Max("no"))
    statement.no = (numbers["last"] or 0) + 1
    statement.text = text
    statement.standing = Standing.PUBLISHED
    statement.moderated_at = now
    statement.moderator_id = actor.post
    statement.save(update_fields=[*LOOKED, "no", "text"])
    tell(
        "published",
        conversation,
        actor,
        now,
        statement=statement.pk,
        no=statement.no,
        corrected=statement.corrected,
        text=text,
        original=statement.original,
    )
    return statement


@action
def refuse(*, statement_id: int, ground: str, actor: Actor, now: datetime) -> Statement:
    """Do not publish a statement, or take it down, for a reason from the list."""
    conversation, statement = hold_with(statement_id)
    ensure(rules.may_refuse(actor, conversation, statement))
    statement.ground = ground
    statement.standing = Standing.REFUSED
    statement.moderated_at = now
    statement.moderator_id = actor.post
    statement.save(update_fields=[*LOOKED, "ground"])
    tell(
        "refused",
        conversation,
        actor,
        now,
        statement=statement.pk,
        ground=Ground(ground),
        text=statement.original,
    )
    return statement


@action
def merge(*, statement_id: int, into_id: int, actor: Actor, now: datetime) -> Statement:
    """Point a statement to another that says the same. Answers to it stay its own."""
    conversation, statement = hold_with(statement_id)
    into = Statement.objects.get(pk=into_id)
    ensure(rules.may_merge(actor, conversation, statement, into))
    statement.merged_into = into
    statement.standing = Standing.MERGED
    statement.moderated_at = now
    statement.moderator_id = actor.post
    statement.save(update_fields=[*LOOKED, "merged_into"])
    tell(
        "merged",
        conversation,
        actor,
        now,
        statement=statement.pk,
        into=into.no,
        text=statement.original,
    )
    return statement
