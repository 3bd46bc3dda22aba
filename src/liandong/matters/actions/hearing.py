"""The desk hears a matter: accepts or not, settles, consults, decides, dispatches."""

from dataclasses import dataclass
from datetime import datetime

from liandong.deliberation import actions as deliberation
from liandong.deliberation.actions import Minutes, Plan, Ruling
from liandong.deliberation.models import Council
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of, record
from liandong.mandates import actions as mandates_actions
from liandong.mandates import rules as mandates
from liandong.mandates.models import Dispute, MandateItem
from liandong.matters import queries, rules
from liandong.matters.actions.common import (
    ESCALATE_KEYS,
    close_legs,
    finish,
    hand_to,
    handled,
    keep,
    lock,
    promise,
    write,
)
from liandong.matters.actions.stages import begin_stages, end_stages
from liandong.matters.lifecycle import Outcome, State
from liandong.matters.models import Assignment, Matter, Talk
from liandong.people.models import Post
from liandong.rulebook import queries as rulebook
from liandong.rulebook.models import Category, ExclusionReason


@dataclass(frozen=True, slots=True)
class Route:
    """To whom a desk dispatches: one lead, any supports, by which item or ruling.

    `designated`: the desk settles a dispute, and the lead may not return the matter.
    """

    lead: Post
    supports: tuple[Post, ...] = ()
    item: MandateItem | None = None
    precedent: Dispute | None = None
    designated: bool = False


@action
def accept(*, matter_id: int, category: Category, actor: Actor, now: datetime) -> Matter:
    """Accept a matter as one of this kind; the days for dealing with it begin to count."""
    matter = lock(matter_id)
    ensure(rules.may_accept(actor, matter, queries.facts(matter, actor, now)))
    _accept(matter, category, actor, now)
    matter.save()
    return matter


@within_action
def _accept(matter: Matter, category: Category | None, actor: Actor, now: datetime) -> None:
    """Accept on the way to somewhere else, unless that was done before."""
    if matter.accepted_at is not None:
        return
    matter.category = category or matter.category
    matter.accepted_at = now
    ensure(rules.has_category(matter.category))
    keep(matter, now)
    promise(matter, "matter.execute", matter.holder, now)
    begin_stages(matter, now)
    code = matter.category.code if matter.category else ""
    record(
        "matter.accepted", subject=matter, actor=actor, at=now, place=matter.place, category=code
    )


@action
def not_accept(
    *, matter_id: int, reason: ExclusionReason, explanation: str, actor: Actor, now: datetime
) -> Matter:
    """Turn a matter away for a reason that the law names, and show the proper channel."""
    matter = lock(matter_id)
    ensure(rules.may_not_accept(actor, matter, queries.facts(matter, actor, now)))
    keep(matter, now)
    matter.refusal = reason
    finish(matter, State.NOT_ACCEPTED, Outcome.REFUSED, now)
    write("not_accepted", matter, actor, now, article=reason.code, explanation=explanation)
    return matter


@action
def settle(
    *,
    matter_id: int,
    answer: str,
    actor: Actor,
    now: datetime,
    category: Category | None = None,
) -> Matter:
    """Settle a matter on the spot, with an answer to the resident; somebody else verifies."""
    matter = lock(matter_id)
    ensure(rules.may_settle(actor, matter, queries.facts(matter, actor, now)))
    _accept(matter, category, actor, now)
    matter.lead = matter.holder
    handled(matter, actor)
    answered(matter, answer, now)
    write("settled", matter, actor, now, level=matter.settled_level, answer=answer)
    return matter


@within_action
def answered(matter: Matter, answer: str, now: datetime) -> None:
    """The public answer stands; a post that did not handle the matter verifies it."""
    keep(matter, now)
    end_stages(matter, now)
    matter.answer = answer
    matter.replied_at = now
    matter.state = State.REPLIED
    lead = matter.lead or matter.holder
    matter.settled_level = max(lead.place.level, 0)
    mandates_actions.note_use(
        about=name_of(matter), category=matter.category, receiver=lead.place, now=now
    )
    first = queries.legs(matter).first()
    verifier = queries.verifier_for(matter, first.below if first else matter.desk)
    matter.holder = verifier
    promise(matter, "matter.verify", verifier, now)


@action
def deliberate(
    *, matter_id: int, actor: Actor, now: datetime, category: Category | None = None
) -> Matter:
    """Send a matter to deliberation by those concerned."""
    matter = lock(matter_id)
    ensure(rules.may_deliberate(actor, matter, queries.facts(matter, actor, now)))
    _accept(matter, category, actor, now)
    matter.state = State.DELIBERATING
    write("deliberating", matter, actor, now)
    return matter


@action
def call_council(
    *,
    matter_id: int,
    topic: str,
    compound: str,
    actor: Actor,
    now: datetime,
    category: Category | None = None,
) -> Council:
    """Have a council planned on a matter. What it agrees comes back when it is posted."""
    matter = lock(matter_id)
    ensure(rules.may_call_council(actor, matter, queries.facts(matter, actor, now)))
    _accept(matter, category, actor, now)
    plan = Plan(topic=topic, scope=queries.scope_for(matter, compound), compound=compound)
    council = deliberation.draft_council(
        about=name_of(matter), place=matter.desk, plan=plan, actor=actor, now=now
    )
    matter.state = State.DELIBERATING
    write("council_called", matter, actor, now, council=council.pk)
    return council


@action
def consult(
    *, matter_id: int, minutes: Minutes, needs_decision: bool, actor: Actor, now: datetime
) -> Matter:
    """Record a consultation; where the law asks for a decision, the right body takes it next."""
    matter = lock(matter_id)
    ensure(rules.may_consult(actor, matter, queries.facts(matter, actor, now)))
    consultation = deliberation.write_minutes(
        about=name_of(matter), place=matter.desk, minutes=minutes, actor=actor, now=now
    )
    Talk.objects.create(matter=matter, consultation=consultation)
    handled(matter, actor)
    matter.tried = True
    matter.state = State.DECIDING if needs_decision else State.DELIBERATING
    write(
        "consulted",
        matter,
        actor,
        now,
        needs_decision=needs_decision,
        consensus=minutes.consensus,
        dissent=minutes.dissent,
    )
    return matter


@action
def decide(*, matter_id: int, ruling: Ruling, actor: Actor, now: datetime) -> Matter:
    """Record what the right body decided; approved goes on to be carried out, else back to talk."""
    matter = lock(matter_id)
    ensure(rules.may_decide(actor, matter, queries.facts(matter, actor, now)))
    decision = deliberation.write_decision(
        about=name_of(matter), place=matter.desk, ruling=ruling, actor=actor, now=now
    )
    Talk.objects.create(matter=matter, decision=decision)
    matter.state = State.RAISED if ruling.approved else State.DELIBERATING
    write("decided", matter, actor, now, approved=ruling.approved, text=ruling.text)
    return matter


@action
def dispatch(
    *,
    matter_id: int,
    route: Route,
    actor: Actor,
    now: datetime,
    category: Category | None = None,
) -> Matter:
    """Dispatch a matter to the office that must lead by the mandate list, and its supports."""
    matter = lock(matter_id)
    ensure(rules.may_dispatch(actor, matter, queries.facts(matter, actor, now)))
    _accept(matter, category, actor, now)
    close_legs(matter, now, end="decided")
    climbed = matter.promise is not None and matter.promise.kind in ESCALATE_KEYS.values()
    if climbed:
        keep(matter, now)
    _assign(matter, route, actor, now)
    if climbed:
        promise(matter, "matter.execute", route.lead, now)
    matter.tried = True
    _write_dispatch("dispatched", matter, route, actor, now)
    return matter


@action
def transfer(*, matter_id: int, route: Route, reason: str, actor: Actor, now: datetime) -> Matter:
    """Give a matter to another lead, with its whole thread."""
    matter = lock(matter_id)
    ensure(rules.may_transfer(actor, matter, queries.facts(matter, actor, now)))
    end_turns(matter, now, reason=reason)
    _assign(matter, route, actor, now)
    _write_dispatch("transferred", matter, route, actor, now, reason)
    return matter


@within_action
def _assign(matter: Matter, route: Route, actor: Actor, now: datetime) -> None:
    facts = queries.facts(matter, actor, now)
    ensure(rules.may_designate(matter, facts, route.designated))
    today = day_of(now)
    ensure(mandates.may_lead(actor, matter.category, route.lead, matter.desk, on=today))
    designated = route.designated or matter.returns >= facts.returns_most
    limit = rulebook.limit("matter.sign", matter.place, on=today, category=matter.category)
    for post in (route.lead, *route.supports):
        Assignment.objects.create(
            matter=matter,
            post=post,
            organisation=post.organisation,
            leads=post is route.lead,
            by_id=actor.post_id or matter.holder_id,
            item=route.item,
            precedent=route.precedent,
            designated=designated and post is route.lead,
            given_at=now,
            sign_by=rulebook.due(now, limit).at,
        )
    matter.lead = route.lead
    matter.designated = designated
    matter.state = State.DISPATCHED
    hand_to(matter, route.lead, now, reason="dispatched")


def _write_dispatch(
    verb: str, matter: Matter, route: Route, actor: Actor, now: datetime, reason: str = ""
) -> None:
    write(
        verb,
        matter,
        actor,
        now,
        lead=route.lead.pk,
        supports=len(route.supports),
        item=route.item.pk if route.item else None,
        precedent=route.precedent.pk if route.precedent else None,
        designated=matter.designated,
        reason=reason,
    )


@within_action
def end_turns(matter: Matter, now: datetime, *, returned: bool = False, reason: str = "") -> None:
    """Every running turn of this matter ends; the lead's carries why."""
    for turn in Assignment.objects.filter(matter=matter, ended_at__isnull=True):
        turn.ended_at = now
        turn.returned = returned and turn.leads
        turn.reason = reason if turn.leads else ""
        turn.save(update_fields=["ended_at", "returned", "reason"])
