"""The two disclosures: posted for their days, and ended with what was objected."""

from dataclasses import dataclass
from datetime import datetime

from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_sequence
from liandong.deliberation.actions.sequences.common import go_on, note
from liandong.deliberation.lifecycle import Course, Phase
from liandong.deliberation.models import Sequence, Step
from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.rulebook import queries as rulebook


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What is disclosed, and where the paper hangs."""

    phase: str
    text: str
    evidence: str


@action
def disclose(*, sequence_id: int, disclosed: Disclosed, actor: Actor, now: datetime) -> Step:
    """Post the decision, or the result; its days count from now. The step keeps its own words."""
    sequence = hold_sequence(sequence_id)
    phase = disclosed.phase
    last = queries.latest(sequence, phase)
    ensure(rules.may_disclose(actor, sequence, phase, disclosed.text, posted=last is not None))
    days = rulebook.limit("sequence.disclosure", sequence.place, on=day_of(now))
    step = Step.objects.create(
        sequence=sequence,
        phase=phase,
        held_at=now,
        text=disclosed.text,
        evidence=disclosed.evidence,
        until=rulebook.due(now, days).at,
        by_id=actor.post,
        recorded_at=now,
    )
    if sequence.decision is not None and not sequence.decision.public:
        sequence.decision.public = True
        sequence.decision.text = disclosed.text
        sequence.decision.save(update_fields=["public", "text"])
    note("disclosed", sequence, actor, now, phase=Phase(phase), until=step.until, text=step.text)
    return step


@action
def end_disclosure(*, sequence_id: int, objections: str, actor: Actor, now: datetime) -> Sequence:
    """End a disclosure whose days are over, with what was objected and how it was settled."""
    sequence = hold_sequence(sequence_id)
    phase = sequence.phase
    step = queries.latest(sequence, phase) if phase else None
    ensure(rules.may_end_disclosure(actor, sequence, step, objections, now))
    assert step is not None, "the rule asks for a disclosure"
    step.ended_at = now
    step.objections = objections
    step.passed = True
    step.save(update_fields=["ended_at", "objections", "passed"])
    go_on(sequence, step, actor, now)
    if sequence.course == Course.COMPLETE:
        sequence.ended_at = now
        sequence.save(update_fields=["ended_at"])
    note(
        "disclosure_ended",
        sequence,
        actor,
        now,
        phase=Phase(step.phase),
        objections=objections,
    )
    return sequence
