"""A step that is held: its show of hands, judged by exact thresholds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_sequence
from liandong.deliberation.actions.sequences.common import go_on, named, note
from liandong.deliberation.lifecycle import Phase
from liandong.deliberation.models import Sequence, Step
from liandong.deliberation.rules import Votes
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.planning.tallying.thresholds import Counts, Judgement, Sum, judge


@dataclass(frozen=True, slots=True)
class Held:
    """One step as it was held: when, what was agreed, where its papers are, which hands rose."""

    phase: str
    held_at: datetime
    text: str
    evidence: str
    votes: Votes
    body: str = ""


@action
def hold(*, sequence_id: int, held: Held, actor: Actor, now: datetime) -> Step:
    """Write down a step with its show of hands. It passes by exact thresholds, or is held again."""
    sequence = hold_sequence(sequence_id)
    in_order = _last_moment(sequence) <= held.held_at <= now
    ensure(rules.may_hold(actor, sequence, held.phase, held.body, held.votes, in_order=in_order))
    if held.phase == Phase.RESOLVE:
        ensure(rules.may_show_hands(running=queries.ballot_runs(sequence)))
    votes = held.votes
    counts = Counts(Sum(votes.entitled, votes.present, votes.votes_for))
    thresholds = queries.thresholds_of(sequence, held.phase, held.body)
    judgement = judge(thresholds, counts)
    step = Step.objects.create(
        sequence=sequence,
        phase=held.phase,
        attempt=queries.next_attempt(sequence, held.phase),
        body=held.body,
        body_name=_body_name(sequence, held),
        held_at=held.held_at,
        text=held.text,
        evidence=held.evidence,
        entitled=votes.entitled,
        present=votes.present,
        votes_for=votes.votes_for,
        votes_against=votes.votes_against,
        abstentions=votes.abstentions,
        judged=_kept(judgement),
        passed=judgement.passed,
        by_id=actor.post,
        recorded_at=now,
    )
    if judgement.passed:
        go_on(sequence, step, actor, now)
    note(
        "held",
        sequence,
        actor,
        now,
        phase=Phase(held.phase),
        passed=step.passed,
        entitled=votes.entitled,
        present=votes.present,
        votes_for=votes.votes_for,
        votes_against=votes.votes_against,
        abstentions=votes.abstentions,
        text=held.text,
        evidence=held.evidence,
    )
    return step


def _last_moment(sequence: Sequence) -> datetime:
    """When the step before the next one was held."""
    last = Step.objects.filter(sequence=sequence, passed=True).order_by("-held_at").first()
    return (
        last.held_at if last is not None else datetime.min.replace(tzinfo=sequence.begun_at.tzinfo)
    )


def _body_name(sequence: Sequence, held: Held) -> str:
    if held.body:
        return named(sequence.place, held.body)
    return f"{sequence.rule_of(held.phase)['body']}"


def _kept(judgement: Judgement) -> list[dict[str, Any]]:
    """Each threshold as ballots keep theirs, so that one sentence says both."""
    return [
        {
            "stage": result.name,
            "measure": result.threshold.weight,
            "of": result.threshold.of,
            "numerator": result.threshold.share.numerator,
            "denominator": result.threshold.share.denominator,
            "strict": result.threshold.strict,
            "have": result.count,
            "whole": result.base,
            "needed": result.required,
            "met": result.passed,
        }
        for result in judgement.results
    ]
