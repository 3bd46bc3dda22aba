"""From the opening to the first vote: the rule, proposals, costs, the list and the roll."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from liandong.ballots import queries as ballots
from liandong.budgeting import queries, rules
from liandong.budgeting.actions.common import CODE_LENGTH, TRACKING_LENGTH, hold, tell
from liandong.budgeting.lifecycle import (
    Completion,
    Marking,
    Method,
    Standing,
    State,
    Ties,
    Utility,
)
from liandong.budgeting.models import (
    Assessment,
    Box,
    BudgetVote,
    Paper,
    Project,
    Terms,
    Voter,
)
from liandong.budgeting.queries.reading import days
from liandong.funds.models import Line
from liandong.kernel.actor import Actor
from liandong.kernel.numbers import random_word
from liandong.kernel.transactions import action
from liandong.kernel.verdict import ensure


@action
def open_vote(*, line_id: int, terms: Terms, actor: Actor, now: datetime) -> BudgetVote:
    """Open a vote on a sum, with the rule that will turn votes into winners. It stays as it is."""
    lines = Line.objects.select_for_update(of=("self",)).select_related("fund__place")
    line = lines.get(pk=line_id)
    ensure(rules.may_open(actor, line))
    notice = days("budget.notice", line.fund.place, now)
    ensure(rules.fits(terms, line, queries.reserved(line), now, notice))
    vote = BudgetVote.objects.create(
        place=line.fund.place, line=line, convener_id=actor.post, opened_at=now, **asdict(terms)
    )
    tell(
        "opened",
        vote,
        actor,
        now,
        budget=vote.budget,
        most=vote.most,
        proposals_until=vote.proposals_until,
        voting_from=vote.voting_from,
        voting_until=vote.voting_until,
        marking=Marking(vote.marking),
        method=Method(vote.method),
        utility=Utility(vote.utility),
        completion=Completion(vote.completion),
        ties=Ties(vote.ties),
    )
    return vote


@action
def propose(*, vote_id: int, words: str, actor: Actor, now: datetime) -> Project:
    """A resident proposes a project in their own words, which only offices read."""
    vote = hold(vote_id)
    ensure(rules.may_propose(vote, now))
    project = Project.objects.create(vote=vote, words=words, proposed_at=now)
    tell("proposed", vote, actor, now, project=project.pk, words=words)
    return project


@action
def assess(*, project_id: int, found: Assessment, actor: Actor, now: datetime) -> Project:
    """Cost a proposal and say whether it can be done, with the reason; and its public words."""
    vote = hold(Project.objects.values_list("vote_id", flat=True).get(pk=project_id))
    project = Project.objects.get(pk=project_id)
    ensure(rules.may_assess(actor, vote))
    ensure(rules.assessed(vote, found))
    for name, value in asdict(found).items():
        setattr(project, name, value)
    project.assessed_by_id = actor.post
    project.save()
    tell(
        "assessed",
        vote,
        actor,
        now,
        project=project.pk,
        feasible=project.standing == Standing.FEASIBLE,
        cost=project.cost or 0,
        title=project.title,
        reason=project.reason,
    )
    return project


@action
def publish_list(*, vote_id: int, actor: Actor, now: datetime) -> BudgetVote:
    """Number what can be done, in the order in which it was proposed, and close the list."""
    vote = hold(vote_id)
    ensure(rules.may_publish_list(actor, vote, queries.facts(vote, now), now))
    feasible = Project.objects.filter(vote=vote, standing=Standing.FEASIBLE)
    for number, project in enumerate(feasible.order_by("proposed_at", "id"), 1):
        project.no = number
        project.save(update_fields=["no"])
    vote.state = State.LISTED
    vote.listed_at = now
    vote.save(update_fields=["state", "listed_at"])
    tell("listed", vote, actor, now, projects=feasible.count())
    return vote


@action
def enter_roll(*, vote_id: int, names: Sequence[str], actor: Actor, now: datetime) -> BudgetVote:
    """Enter who may vote. A new roll takes the place of the one before."""
    vote = hold(vote_id)
    ensure(rules.may_enter_roll(actor, vote))
    Voter.objects.filter(vote=vote).delete()
    Voter.objects.bulk_create(
        Voter(vote=vote, no=number, name=name) for number, name in enumerate(names, 1)
    )
    tell("roll_entered", vote, actor, now, voters=len(names))
    return vote


@action
def issue_codes(
    *, vote_id: int, numbers: Sequence[int], actor: Actor, now: datetime
) -> Mapping[int, str]:
    """Give voters their codes: number on the roll → code, printed now and never again.

    Only keyed hashes stay. A new code ends the one before it. Without numbers everybody who has
    neither a code nor voted gets one.
    """
    vote = hold(vote_id)
    ensure(rules.may_issue_codes(actor, vote, queries.facts(vote, now)))
    voters = queries.voters_without_mark(vote)
    voters = voters.filter(no__in=numbers) if numbers else voters.filter(code_hash="")
    codes: dict[int, str] = {}
    for voter in voters:
        codes[voter.no] = random_word(CODE_LENGTH)
        voter.code_hash = ballots.hash_of(codes[voter.no])
    Voter.objects.bulk_update(voters, ["code_hash"])
    tell("codes_issued", vote, actor, now, codes=len(codes))
    return codes


@action
def print_papers(*, vote_id: int, spare: int, actor: Actor, now: datetime) -> BudgetVote:
    """Make papers that belong to nobody: one for each voice on the roll, and some to spare."""
    vote = hold(vote_id)
    facts = queries.facts(vote, now)
    ensure(rules.may_print_papers(actor, vote, facts))
    missing = max(facts.entitled + spare - Paper.objects.filter(vote=vote).count(), 0)
    Paper.objects.bulk_create(
        Paper(vote=vote, code=random_word(TRACKING_LENGTH)) for _paper in range(missing)
    )
    tell("papers_printed", vote, actor, now, papers=missing)
    return vote


@action
def open_voting(*, vote_id: int, actor: Actor, now: datetime) -> BudgetVote:
    """Begin the voting: from here on the roll is fixed."""
    vote = hold(vote_id)
    facts = queries.facts(vote, now)
    ensure(rules.may_open_voting(actor, vote, facts, now))
    vote.state = State.VOTING
    vote.entitled = facts.entitled
    vote.save(update_fields=["state", "entitled"])
    Box.objects.create(vote=vote)
    tell("voting_opened", vote, actor, now, entitled=facts.entitled)
    return vote


@action
def cancel(*, vote_id: int, reason: str, actor: Actor, now: datetime) -> BudgetVote:
    """End a vote without a result, with a reason that everybody reads. Its money is free again."""
    vote = hold(vote_id)
    ensure(rules.may_cancel(actor, vote))
    vote.state = State.CANCELLED
    vote.cancelled_at = now
    vote.cancelled_because = reason
    vote.save(update_fields=["state", "cancelled_at", "cancelled_because"])
    tell("cancelled", vote, actor, now, reason=reason)
    return vote
