"""The assembly's vote by a whole ballot: put to it, and its confirmed result taken up."""

from datetime import datetime

from liandong.ballots import actions as ballots
from liandong.ballots import queries as rule_sets
from liandong.ballots.models import Ballot
from liandong.ballots.rules import Draft
from liandong.deliberation import queries, rules
from liandong.deliberation.actions.common import hold_sequence
from liandong.deliberation.actions.sequences.common import go_on, named, note
from liandong.deliberation.lifecycle import Phase
from liandong.deliberation.models import Step
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of


@action
def put_to_ballot(*, sequence_id: int, draft: Draft, actor: Actor, now: datetime) -> Ballot:
    """Let the assembly vote by a whole ballot, with roll, papers and objections."""
    sequence = hold_sequence(sequence_id)
    running = queries.ballot_runs(sequence)
    ensure(rules.may_put_to_ballot(actor, sequence, draft.body, running=running))
    subject_id = sequence.rule_of(Phase.RESOLVE)["subject_id"]
    subject = rule_sets.subject(subject_id)
    assert subject is not None, "subjects of rule sets are never deleted"
    ballot = ballots.set_up(
        place=sequence.place,
        subject=subject,
        draft=draft,
        about=name_of(sequence),
        actor=actor,
        now=now,
    )
    note("put_to_ballot", sequence, actor, now, ballot=ballot.pk)
    return ballot


@action
def take_ballot(*, sequence_id: int, ballot_id: int, actor: Actor, now: datetime) -> Step:
    """Take up the confirmed result of the ballot: the assembly has voted."""
    sequence = hold_sequence(sequence_id)
    ballot = Ballot.objects.select_related("place", "subject").get(pk=ballot_id)
    ensure(rules.may_take_ballot(actor, sequence, ballot))
    tally = rule_sets.last_tally(ballot)
    assert tally is not None, "a confirmed ballot was counted"
    numbers = tally.counts["numbers"]["people"]
    step = Step.objects.create(
        sequence=sequence,
        phase=Phase.RESOLVE,
        attempt=queries.next_attempt(sequence, Phase.RESOLVE),
        body=ballot.body,
        body_name=named(sequence.place, ballot.body),
        held_at=ballot.closed_at or now,
        text=ballot.question,
        evidence=ballot.number,
        entitled=numbers["entitled"],
        present=numbers["participants"],
        votes_for=numbers["votes_for"],
        votes_against=numbers["against"],
        abstentions=numbers["abstain"],
        judged=tally.judged,
        passed=bool(ballot.passed),
        ballot=ballot,
        by_id=actor.post_id,
        recorded_at=now,
    )
    if step.passed:
        go_on(sequence, step, actor, now)
    note("ballot_taken", sequence, actor, now, ballot=ballot.pk, passed=step.passed)
    return step
