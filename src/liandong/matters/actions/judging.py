"""A matter is verified, judged, reviewed, urged and supervised, by those who did not handle it."""

from dataclasses import dataclass
from datetime import datetime

from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import record
from liandong.matters import queries, rules
from liandong.matters.actions.common import close_legs, finish, keep, lock, promise, write
from liandong.matters.actions.hearing import end_turns
from liandong.matters.lifecycle import (
    Outcome,
    ReviewKind,
    Satisfaction,
    Solved,
    State,
    SupervisionKind,
)
from liandong.matters.models import Call, Evaluation, Matter, Review, Supervision
from liandong.people.models import Post

OUTCOME_OF = {
    Solved.SOLVED: Outcome.SOLVED,
    Solved.PARTLY: Outcome.PARTLY,
    Solved.NOT: Outcome.UNSOLVED,
    Solved.CANNOT_JUDGE: Outcome.UNJUDGED,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the resident says: whether it is solved and, apart from that, how satisfied they are."""

    solved: Solved
    satisfaction: Satisfaction = Satisfaction.NO_ANSWER
    text: str = ""


@action
def verify(*, matter_id: int, passed: bool, findings: str, actor: Actor, now: datetime) -> Matter:
    """Check on site what was answered; what does not hold goes back to be reworked."""
    matter = lock(matter_id)
    ensure(rules.may_verify(actor, matter, queries.facts(matter, actor, now)))
    keep(matter, now)
    if not passed:
        _rework(matter, now)
    elif matter.part_of_id is not None:
        end_turns(matter, now)
        finish(matter, State.CLOSED, Outcome.SOLVED, now)
    else:
        _ask_resident(matter, now)
    write("verified", matter, actor, now, passed=passed, findings=findings)
    return matter


@within_action
def _ask_resident(matter: Matter, now: datetime) -> None:
    """The answer goes back down the ladder; the resident judges, an independent post asks."""
    close_legs(matter, now)
    matter.state = State.EVALUATING
    matter.holder = queries.caller_for(matter.place) or matter.holder
    promise(matter, "matter.evaluate", matter.holder, now)


@within_action
def _rework(matter: Matter, now: datetime) -> None:
    """Back to the office that led, with a new promise. Counted."""
    lead = matter.lead or queries.desk_for(matter.desk)
    matter.reworks += 1
    matter.extended = False
    matter.state = State.REWORK
    matter.holder = lead
    matter.lead = lead
    promise(matter, "matter.execute", lead, now, reason="rework")


@action
def evaluate(*, matter_id: int, judgement: Judgement, actor: Actor, now: datetime) -> Matter:
    """The resident judges by link: "not solved" reopens the matter as rework."""
    matter = lock(matter_id)
    ensure(rules.may_evaluate(actor, matter, queries.facts(matter, actor, now)))
    _judge(matter, judgement, now, by_callback=False)
    _write_judgement(matter, judgement, actor, now, by_callback=False)
    return matter


@action
def call_back(
    *,
    matter_id: int,
    reached: bool,
    judgement: Judgement | None,
    actor: Actor,
    now: datetime,
) -> Matter:
    """An independent post calls who raised the matter, and writes down what they say."""
    matter = lock(matter_id)
    ensure(rules.may_call_back(actor, matter, queries.facts(matter, actor, now)))
    Call.objects.create(matter=matter, post_id=actor.post, reached=reached, at=now)
    if reached and judgement is not None:
        _judge(matter, judgement, now, by_callback=True)
        _write_judgement(matter, judgement, actor, now, by_callback=True)
    else:
        write("called", matter, actor, now, reached=reached)
    return matter


@within_action
def _judge(matter: Matter, judgement: Judgement, now: datetime, *, by_callback: bool) -> None:
    Evaluation.objects.create(
        matter=matter,
        round=Evaluation.objects.filter(matter=matter).count(),
        by_callback=by_callback,
        solved=judgement.solved,
        satisfaction=judgement.satisfaction,
        text=judgement.text,
        at=now,
    )
    keep(matter, now)
    matter.satisfaction = judgement.satisfaction
    if judgement.solved == Solved.NOT:
        _rework(matter, now)
    else:
        end_turns(matter, now)
        finish(matter, State.CLOSED, OUTCOME_OF[judgement.solved], now)


def _write_judgement(
    matter: Matter, judgement: Judgement, actor: Actor, now: datetime, *, by_callback: bool
) -> None:
    write(
        "evaluated",
        matter,
        actor,
        now,
        solved=judgement.solved,
        satisfaction=judgement.satisfaction,
        by_callback=by_callback,
        text=judgement.text,
    )


@action
def close(*, matter_id: int, actor: Actor, now: datetime) -> Matter:
    """Close what nobody judged within the time; counted as not judged, never as solved."""
    matter = lock(matter_id)
    ensure(rules.may_close(actor, matter, queries.facts(matter, actor, now)))
    end_turns(matter, now)
    keep(matter, now)
    finish(matter, State.CLOSED, Outcome.UNJUDGED, now)
    write("closed", matter, actor, now)
    return matter


@action
def ask_review(
    *, matter_id: int, kind: ReviewKind, reason: str, actor: Actor, now: datetime
) -> Review:
    """Ask a second person, one level up, whether a matter may end without the resident's yes."""
    matter = lock(matter_id)
    ensure(rules.may_ask_review(actor, matter, queries.facts(matter, actor, now)))
    review = Review.objects.create(
        matter=matter,
        kind=kind,
        reason=reason,
        asked_by_id=actor.person,
        reviewer=_reviewer(matter),
        asked_at=now,
    )
    write("review_asked", matter, actor, now, kind=kind, reason=reason)
    return review


def _reviewer(matter: Matter) -> Post:
    above = queries.levels_above(matter.desk)
    return queries.desk_for(above[0] if above else matter.desk)


@action
def review(*, matter_id: int, approved: bool, remark: str, actor: Actor, now: datetime) -> Matter:
    """The second person agrees, and the matter ends; or does not, and it goes on."""
    matter = lock(matter_id)
    ensure(rules.may_review(actor, matter, queries.facts(matter, actor, now)))
    asked = Review.objects.get(matter=matter, approved__isnull=True)
    asked.approved = approved
    asked.reviewed_at = now
    asked.remark = remark
    asked.save(update_fields=["approved", "reviewed_at", "remark"])
    if approved:
        end_turns(matter, now)
        if asked.kind == ReviewKind.CONCLUDE:
            finish(matter, State.CLOSED, Outcome.CONCLUDED, now)
        else:
            finish(matter, State.TERMINATED, Outcome.ENDED, now)
    verb = "concluded" if approved else "review_refused"
    write(verb, matter, actor, now, kind=ReviewKind(asked.kind), reason=asked.reason, remark=remark)
    return matter


@action
def urge(*, matter_id: int, text: str, actor: Actor, now: datetime) -> Matter:
    """Remind whoever is responsible; the resident may, and every desk above."""
    matter = lock(matter_id)
    ensure(rules.may_urge(actor, matter, queries.facts(matter, actor, now)))
    record(
        "matter.urged",
        subject=matter,
        actor=actor,
        at=now,
        place=matter.place,
        post=matter.holder_id,
        text=text,
    )
    return matter


@action
def supervise(
    *, matter_id: int, kind: SupervisionKind, demand: str, actor: Actor, now: datetime
) -> Supervision:
    """Demand from above that a matter be put right (hotline ordinance of Weifang, article 26)."""
    matter = lock(matter_id)
    ensure(rules.may_supervise(actor, matter, queries.facts(matter, actor, now)))
    supervision = Supervision.objects.create(
        matter=matter, kind=kind, by_id=actor.post, demand=demand, at=now
    )
    record(
        "matter.supervised",
        subject=matter,
        actor=actor,
        at=now,
        place=matter.place,
        kind=kind,
        post=matter.holder_id,
        demand=demand,
    )
    return supervision
