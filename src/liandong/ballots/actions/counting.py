"""Closing, counting and counting again, confirming, annulling. Every count is an entry."""

from datetime import datetime

from liandong.ballots import queries, rules
from liandong.ballots.actions.common import hold_ballot, tell
from liandong.ballots.lifecycle import State
from liandong.ballots.models import Ballot, Tally
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure


@action
def close(*, ballot_id: int, actor: Actor, now: datetime) -> Ballot:
    """End the voting."""
    ballot = hold_ballot(ballot_id)
    standing = queries.standing_of(ballot)
    everybody = standing.marked == standing.entitled.people and not standing.unsettled
    ensure(rules.may_close(actor, ballot, now, everybody=everybody))
    ballot.state = State.CLOSED
    ballot.closed_at = now
    ballot.save(update_fields=["state", "closed_at"])
    tell(
        "closed",
        ballot,
        actor,
        now,
        voted=standing.marked,
        on_paper=standing.on_paper,
    )
    return ballot


@action
def count(*, ballot_id: int, actor: Actor, now: datetime) -> Tally:
    """Count the votes, judge each threshold, and post the result with every vote."""
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_count(actor, ballot, *_numbers(ballot)))
    ballot.state = State.COUNTED
    ballot.counted_at = now
    ballot.save(update_fields=["state", "counted_at"])
    return _count(ballot, "", actor, now)


@action
def recount(*, ballot_id: int, reason: str, actor: Actor, now: datetime) -> Tally:
    """Count once more, by another post; the count before stays readable."""
    ballot = hold_ballot(ballot_id)
    last = queries.last_tally(ballot)
    ensure(rules.may_recount(actor, ballot, last.counted_by_id if last else None, _numbers(ballot)))
    return _count(ballot, reason, actor, now)


def _numbers(ballot: Ballot) -> tuple[int, int, int]:
    standing = queries.standing_of(ballot)
    cast = [slip for slip in queries.slips(ballot) if not slip.deemed]
    return standing.unsettled, len(cast), standing.marked


@within_action
def _count(ballot: Ballot, reason: str, actor: Actor, now: datetime) -> Tally:
    result = queries.counted(ballot)
    last = queries.last_tally(ballot)
    tally = Tally.objects.create(
        ballot=ballot,
        no=last.no + 1 if last else 1,
        counts=result.as_counts,
        judged=result.as_judged,
        passed=result.passed,
        counted_at=now,
        counted_by_id=actor.post,
        reason=reason,
        digest=queries.digest(queries.published(ballot)),
    )
    ballot.passed = result.passed
    ballot.save(update_fields=["passed"])
    _write_down(ballot, tally, result, actor, now)
    return tally


@within_action
def _write_down(
    ballot: Ballot, tally: Tally, result: queries.Count, actor: Actor, now: datetime
) -> None:
    """The numbers of a count, in public, with the digest of the published votes."""
    numbers: dict[str, object] = {
        f"{measure}_{name}": number
        for measure, row in tally.counts["numbers"].items()
        for name, number in row.items()
    }
    tell(
        "counted" if tally.no == 1 else "recounted",
        ballot,
        actor,
        now,
        count=tally.no,
        passed=result.passed,
        met=sum(one["met"] for one in tally.judged),
        thresholds=len(tally.judged),
        votes=tally.digest,
        reason=tally.reason,
        **numbers,
    )


@action
def confirm(*, ballot_id: int, actor: Actor, now: datetime) -> Ballot:
    """The time for objections is over: the result stands."""
    ballot = hold_ballot(ballot_id)
    undecided = queries.standing_of(ballot).result_objections
    until = queries.objections_end(ballot)
    ensure(rules.may_confirm(actor, ballot, now, until, undecided))
    ballot.state = State.CONFIRMED
    ballot.confirmed_at = now
    ballot.save(update_fields=["state", "confirmed_at"])
    tell(
        "confirmed",
        ballot,
        actor,
        now,
        passed=ballot.passed,
    )
    return ballot


@action
def annul(*, ballot_id: int, reason: str, actor: Actor, now: datetime) -> Ballot:
    """Declare a ballot void, with the reason, in public."""
    ballot = hold_ballot(ballot_id)
    ensure(rules.may_annul(actor, ballot))
    ballot.state = State.ANNULLED
    ballot.annulled_at = now
    ballot.annulled_because = reason
    ballot.save(update_fields=["state", "annulled_at", "annulled_because"])
    tell("annulled", ballot, actor, now, reason=reason)
    return ballot
