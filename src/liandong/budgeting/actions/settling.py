"""The count with a reason for every project, objections to it, and the commitments that follow."""

from datetime import datetime
from typing import Any

from liandong.budgeting import queries, rules
from liandong.budgeting.actions.common import hold, tell
from liandong.budgeting.lifecycle import State
from liandong.budgeting.models import BudgetVote, Objection, Project
from liandong.funds.actions import Spending, commit_voted
from liandong.kernel.actor import Actor
from liandong.kernel.transactions import action, within_action
from liandong.kernel.verdict import ensure
from liandong.ledger.actions import name_of
from liandong.planning.tallying.budget import Explanation, Outcome


@action
def count(*, vote_id: int, actor: Actor, now: datetime) -> BudgetVote:
    """Count by the rule that was chosen at opening, and publish winners, reasons and all votes."""
    vote = hold(vote_id)
    ensure(rules.may_count(actor, vote, queries.facts(vote, now), now))
    return _count(vote, "counted", actor, now)


@action
def recount(*, vote_id: int, actor: Actor, now: datetime) -> BudgetVote:
    """Count all published votes again, by another post; the result stands published anew."""
    vote = hold(vote_id)
    ensure(rules.may_recount(actor, vote, queries.facts(vote, now)))
    return _count(vote, "recounted", actor, now)


@within_action
def _count(vote: BudgetVote, verb: str, actor: Actor, now: datetime) -> BudgetVote:
    outcome = queries.counted(vote)
    for project in queries.listed(vote):
        _explain(project, outcome.explanations[str(project.no)])
    vote.state = State.COUNTED
    vote.counted_at = now
    vote.counted_by_id = actor.post
    vote.counts += 1
    vote.outcome = _whole(vote, outcome)
    vote.digest = queries.digest(queries.as_file(vote))
    vote.save(update_fields=["state", "counted_at", "counted_by", "counts", "outcome", "digest"])
    tell(
        verb,
        vote,
        actor,
        now,
        count=vote.counts,
        votes=queries.facts(vote, now).slips,
        winners=len(outcome.winners),
        spent=sum(one.cost or 0 for one in queries.listed(vote) if one.chosen),
        digest=vote.digest,
    )
    return vote


@action
def object_to(*, vote_id: int, text: str, name: str, actor: Actor, now: datetime) -> Objection:
    """Say that the result is wrong. Anybody may, in the time for it."""
    vote = hold(vote_id)
    ensure(rules.may_object(vote, now, queries.objections_end(vote, now)))
    objection = Objection.objects.create(vote=vote, name=name, text=text, raised_at=now)
    tell("objected", vote, actor, now, text=text)
    return objection


@action
def decide_objection(
    *, objection_id: int, upheld: bool, answer: str, actor: Actor, now: datetime
) -> Objection:
    """Decide an objection with a reason. A right one asks for a recount, or annulment."""
    objection = Objection.objects.select_for_update().get(pk=objection_id)
    vote = hold(objection.vote_id)
    ensure(rules.may_decide_objection(actor, vote, objection))
    objection.upheld = upheld
    objection.answer = answer
    objection.decided_at = now
    objection.decided_by_id = actor.post
    objection.save(update_fields=["upheld", "answer", "decided_at", "decided_by"])
    tell("objection_decided", vote, actor, now, upheld=upheld, answer=answer)
    return objection


@action
def settle(*, vote_id: int, actor: Actor, now: datetime) -> BudgetVote:
    """Carry the result out: the fund commits every winner. Matters follow the entry."""
    vote = hold(vote_id)
    ensure(rules.may_settle(actor, vote, queries.facts(vote, now), now))
    winners = [one for one in queries.listed(vote) if one.chosen]
    for project in winners:
        spending = Spending(project.title, project.cost or 0, note=vote.title)
        project.commitment = commit_voted(
            line_id=vote.line_id, spending=spending, about=name_of(project), actor=actor, now=now
        )
        project.save(update_fields=["commitment"])
    vote.state = State.SETTLED
    vote.settled_at = now
    vote.save(update_fields=["state", "settled_at"])
    tell("settled", vote, actor, now, projects=len(winners))
    return vote


@within_action
def _explain(project: Project, told: Explanation) -> None:
    project.chosen = told.chosen
    project.outcome = {
        "reason": told.reason,
        "turn": told.turn,
        "votes": told.votes,
        "score": told.score,
        "share": round(told.share or 0),
        "full": told.full_payers,
        "part": told.part_payers,
        "part_sum": round(told.part_paid),
        "left": round(told.money_left or 0),
        "tied": [int(name) for name in told.tied_with],
    }
    project.save(update_fields=["chosen", "outcome"])


def _whole(vote: BudgetVote, outcome: Outcome) -> dict[str, Any]:
    """What the count says of the whole: votes, money, and the steps of the completion."""
    compared = outcome.comparison
    votes = queries.instance_of(vote).poll.voters
    return {
        "votes": votes,
        "invalid": queries.invalid(vote),
        "spent": outcome.spent,
        "each": vote.budget // votes if votes else 0,
        "steps": outcome.steps,
        "prefer_shares": compared.prefer_equal_shares if compared else None,
        "prefer_greedy": compared.prefer_greedy if compared else None,
    }
