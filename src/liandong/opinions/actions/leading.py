"""Leading a conversation: opening, drawing, closing, and what comes of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from liandong.deliberation import actions as deliberation
from liandong.deliberation.actions import Plan as CouncilPlan
from liandong.deliberation.lifecycle import Scope
from liandong.deliberation.models import Council
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of
from liandong.opinions import queries, rules
from liandong.opinions.actions.common import hold, hold_with, tell, tell_of_answers
from liandong.opinions.lifecycle import Standing, State
from liandong.opinions.models import Conversation, Drawing, Plan, Statement
from liandong.places.models import Level, Place

SCOPES = {
    Level.SUBDISTRICT: Scope.CROSS,
    Level.COMMUNITY: Scope.COMMUNITY,
    Level.GRID: Scope.GRID,
}


@action
def open_conversation(*, place_id: int, plan: Plan, actor: Actor, now: datetime) -> Conversation:
    """Ask residents of a place a question, with statements to begin with."""
    place = Place.objects.get(pk=place_id)
    ensure(rules.may_open(actor, place))
    ensure(rules.fits(plan, day_of(now), queries.limits(place, now).size))
    words = asdict(plan)
    seeds = words.pop("seeds")
    conversation = Conversation.objects.create(
        place=place, opener_id=actor.post, opened_at=now, **words
    )
    Statement.objects.bulk_create(
        Statement(
            conversation=conversation,
            standing=Standing.PUBLISHED,
            no=number,
            original=seed,
            text=seed,
            suggested_at=now,
            moderated_at=now,
            moderator_id=actor.post,
        )
        for number, seed in enumerate(seeds, 1)
    )
    tell(
        "opened",
        conversation,
        actor,
        now,
        opens_on=conversation.opens_on,
        closes_on=conversation.closes_on,
        statements=len(plan.seeds),
        question=conversation.question,
        seeds="\n".join(plan.seeds),
    )
    return conversation


@action
def keep_drawing(
    *, conversation_id: int, drawn: queries.Drawn, actor: Actor, now: datetime
) -> Drawing:
    """Keep a map that was just drawn. An older one never takes the place of a newer."""
    conversation = hold(conversation_id)
    ensure(rules.may_draw(actor, conversation))
    last = queries.drawing(conversation)
    if last is not None and last.entry >= drawn.entry:
        return last
    kept = _keep_map(conversation, drawn, now)
    tell_of_answers(
        "drawn", conversation, actor, now, participants=kept.participants, votes=kept.votes
    )
    return kept


@action
def close(*, conversation_id: int, actor: Actor, now: datetime) -> Conversation:
    """Take no more answers, draw the final map, and publish the answers without names."""
    conversation = hold(conversation_id)
    paper_days = queries.facts(conversation, now).paper_days
    ensure(rules.may_close(actor, conversation, day_of(now), paper_days))
    kept = _keep_map(conversation, queries.drawn(conversation), now)
    conversation.state = State.CLOSED
    conversation.closed_at = now
    conversation.digest = queries.digest(queries.as_file(conversation))
    conversation.save(update_fields=["state", "closed_at", "digest"])
    tell(
        "closed",
        conversation,
        actor,
        now,
        participants=kept.participants,
        votes=kept.votes,
        digest=conversation.digest,
    )
    return conversation


@within_action
def _keep_map(conversation: Conversation, drawn: queries.Drawn, now: datetime) -> Drawing:
    kept, _new = Drawing.objects.update_or_create(
        conversation=conversation, defaults={"drawn_at": now, **asdict(drawn)}
    )
    return kept


@action
def cancel(*, conversation_id: int, reason: str, actor: Actor, now: datetime) -> Conversation:
    """End a conversation without a result, with a reason that everybody reads."""
    conversation = hold(conversation_id)
    ensure(rules.may_cancel(actor, conversation))
    conversation.state = State.CANCELLED
    conversation.cancelled_at = now
    conversation.cancelled_because = reason
    conversation.save(update_fields=["state", "cancelled_at", "cancelled_because"])
    tell("cancelled", conversation, actor, now, reason=reason)
    return conversation


@action
def name_groups(
    *, conversation_id: int, names: Sequence[str], actor: Actor, now: datetime
) -> Conversation:
    """Give the groups of the final map names, in their order; an empty one keeps its letter."""
    conversation = hold(conversation_id)
    facts = queries.facts(conversation, now)
    ensure(rules.may_name_groups(actor, conversation, facts))
    conversation.names = list(names[: facts.groups])
    conversation.save(update_fields=["names"])
    tell("groups_named", conversation, actor, now, names="、".join(conversation.names))
    return conversation


@action
def conclude(*, conversation_id: int, answer: str, actor: Actor, now: datetime) -> Conversation:
    """Say in public what comes of the conversation."""
    conversation = hold(conversation_id)
    ensure(rules.may_conclude(actor, conversation))
    conversation.state = State.CONCLUDED
    conversation.concluded_at = now
    conversation.answer = answer
    conversation.save(update_fields=["state", "concluded_at", "answer"])
    tell("concluded", conversation, actor, now, answer=answer)
    return conversation


@action
def call_council(*, statement_id: int, explanation: str, actor: Actor, now: datetime) -> Council:
    """Have a council planned on a statement that unites or divides."""
    conversation, statement = hold_with(statement_id)
    named = queries.to_be_talked_over(conversation)
    ensure(rules.may_call_council(actor, conversation, statement, named))
    place, compound = conversation.place, conversation.compound
    within = bool(compound) and place.level >= Level.COMMUNITY
    plan = CouncilPlan(
        topic=statement.text,
        scope=Scope.COMPOUND if within else SCOPES[Level(place.level)],
        compound=compound if within else "",
        explanation=explanation,
    )
    council = deliberation.draft_council(
        about=name_of(statement), place=place, plan=plan, actor=actor, now=now
    )
    statement.council = council
    statement.save(update_fields=["council"])
    tell("council_called", conversation, actor, now, statement=statement.no, council=council.pk)
    return council
