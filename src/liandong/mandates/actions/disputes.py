"""A dispute is raised, both sides speak, the level above rules, and the ruling is a precedent."""

from datetime import datetime
from typing import Any

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.mandates import queries, rules
from liandong.mandates.lifecycle import DisputeState
from liandong.mandates.models import Dispute, Position
from liandong.people.models import Post
from liandong.rulebook.models import Category


@action
def raise_dispute(
    *,
    category_id: int,
    other_id: int,
    question: str,
    actor: Actor,
    now: datetime,
) -> Dispute:
    """Ask who is responsible for a kind of matter, against another office; say what one holds."""
    ensure(rules.may_raise_dispute(actor))
    own = Post.objects.select_related("place").get(pk=actor.post)
    other = Post.objects.select_related("place").get(pk=other_id)
    ensure(rules.are_two_sides(actor, other))
    category = Category.objects.get(pk=category_id)
    place = queries.common_place(own.place, other.place)
    dispute = Dispute.objects.create(
        category=category,
        item=queries.disputed_item(category, place),
        place=place,
        raised_by=own,
        other=other,
        question=question,
        raised_at=now,
    )
    Position.objects.create(dispute=dispute, side=own, post=own, text=question, at=now)
    _told("raised", dispute, actor, now, other=other.pk, category=category.pk, question=question)
    return dispute


@action
def take_position(*, dispute_id: int, text: str, actor: Actor, now: datetime) -> Dispute:
    """A side says what it holds; who rules writes down what the other side said when heard."""
    dispute = _dispute_held(dispute_id)
    staffing = queries.is_staffing_office(actor)
    ensure(rules.may_take_position(actor, dispute, staffing=staffing))
    side = actor.post if actor.post == dispute.raised_by_id else dispute.other_id
    Position.objects.create(dispute=dispute, side_id=side, post_id=actor.post, text=text, at=now)
    dispute.state = DisputeState.ARGUED
    dispute.save(update_fields=["state"])
    _told("argued", dispute, actor, now, side=side, text=text)
    return dispute


@action
def rule(*, dispute_id: int, lead_id: int, ruling: str, actor: Actor, now: datetime) -> Dispute:
    """Rule who leads, with reasons; from now on the ruling routes every matter of this kind."""
    dispute = _dispute_held(dispute_id)
    lead = Post.objects.select_related("place", "organisation").get(pk=lead_id)
    ensure(rules.may_rule(actor, dispute, staffing=queries.is_staffing_office(actor)))
    ensure(rules.is_ruled_on_reasons(queries.sides_heard(dispute), dispute))
    ensure(rules.may_lead(actor, dispute.category, lead, dispute.place))
    dispute.state, dispute.lead, dispute.ruling = DisputeState.RULED, lead, ruling
    dispute.ruled_by_id, dispute.ruled_at = actor.post, now
    dispute.save()
    _told("ruled", dispute, actor, now, lead=lead.pk, ruling=ruling)
    return dispute


@action
def lift(*, dispute_id: int, reason: str, actor: Actor, now: datetime) -> Dispute:
    """The ruling is no precedent any more, with a reason."""
    dispute = _dispute_held(dispute_id)
    ensure(rules.may_lift(actor, dispute, staffing=queries.is_staffing_office(actor)))
    _ends(dispute, DisputeState.LIFTED, reason)
    _told("lifted", dispute, actor, now, reason=reason)
    return dispute


@action
def take_dispute_back(*, dispute_id: int, reason: str, actor: Actor, now: datetime) -> Dispute:
    """The sides agreed, or the question is no longer asked."""
    dispute = _dispute_held(dispute_id)
    ensure(rules.may_take_dispute_back(actor, dispute))
    _ends(dispute, DisputeState.TAKEN_BACK, reason)
    _told("taken_back", dispute, actor, now, reason=reason)
    return dispute


@within_action
def _ends(dispute: Dispute, state: DisputeState, reason: str) -> None:
    dispute.state, dispute.reason = state, reason
    dispute.save(update_fields=["state", "reason"])


@within_action
def _dispute_held(dispute_id: int) -> Dispute:
    disputes = Dispute.objects.select_for_update(of=("self",))
    return disputes.select_related("category", "place").get(pk=dispute_id)


@within_action
def _told(verb: str, dispute: Dispute, actor: Actor, now: datetime, **details: Any) -> None:
    record(f"dispute.{verb}", subject=dispute, actor=actor, at=now, place=dispute.place, **details)
