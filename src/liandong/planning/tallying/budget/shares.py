"""The method of equal shares (Peters, Pierczyński, Skowron 2021), with its completions.

The budget is shared equally among all voters. A project is bought with its supporters' money, each
paying the same for each unit of utility or giving all that is left; always the project next that
asks least for a unit. Counting ends when no project's supporters can pay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from liandong.planning.tallying.budget.ahead import same_for
from liandong.planning.tallying.budget.counting import Count, count, gains
from liandong.planning.tallying.budget.greedy import greedy, in_order
from liandong.planning.tallying.budget.instance import Instance
from liandong.planning.tallying.budget.outcome import Comparison, Explanation, Outcome, Reason
from liandong.planning.tallying.budget.ties import TIES, TieWord

Utility = Literal["cost", "cardinality"]
Completion = Literal["add1", "add1-compare", "utilitarian", "add1-utilitarian"]


@dataclass(frozen=True)
class _Found:
    """The count that stands, what was added to it by votes, and who was bought one step later."""

    count: Count
    steps: int = 0
    added: tuple[int, ...] | None = None
    later: frozenset[int] = frozenset()


def equal_shares(
    instance: Instance,
    utility: Utility = "cost",
    completion: Completion | None = None,
    *,
    step: int = 1,
    ties: Sequence[TieWord] = TIES,
) -> Outcome:
    """Count by equal shares.

    `utility`: what a voter gains from a winner that the voter marked: its cost, or one (times its
    points). `completion`, for money that remains:

    - `add1`: count again with `step` more for every voter, until the next would overspend or no
      project that is wanted fits into what is left (only winners within the budget stand);
    - `utilitarian`: then by votes, whatever fits;
    - `add1-utilitarian`: one after the other;
    - `add1-compare`: add1, then the comparison step: if more voters prefer the greedy outcome
      (more of their projects are in it), that one stands.
    """
    if not instance.poll.voters:
        return greedy(instance, ties=ties)
    add1 = completion is not None and completion.startswith("add1")
    found = _add1(instance, utility, step, ties) if add1 else _once(instance, utility, ties)
    if completion is not None and completion.endswith("utilitarian"):
        found = _by_votes(instance, found, ties)
    outcome = _outcome(
        instance, found, f"equal shares ({utility}, {completion or 'no completion'})"
    )
    return _compared(instance, outcome, ties) if completion == "add1-compare" else outcome


def _once(instance: Instance, utility: Utility, ties: Sequence[TieWord]) -> _Found:
    return _Found(_after(instance, utility, 0, ties))


def _after(instance: Instance, utility: Utility, added: int, ties: Sequence[TieWord]) -> Count:
    each = Fraction(instance.budget, instance.poll.voters) + added
    return count(instance.poll, utility, each, ties)


def _add1(instance: Instance, utility: Utility, step: int, ties: Sequence[TieWord]) -> _Found:
    poll, gain = instance.poll, gains(instance.poll, utility)
    found = _once(instance, utility, ties)
    while not _nothing_fits(instance, found.count.bought):
        steps = found.steps + 1
        more = _after(instance, utility, steps * step, ties)
        if sum(poll.costs[project] for project in more.bought) > instance.budget:
            return replace(found, later=frozenset(more.bought) - frozenset(found.count.bought))
        if more.bought == found.count.bought and (same := same_for(poll, gain, more, step)):
            steps += same
            more = _after(instance, utility, steps * step, ties)
        found = _Found(more, steps)
    return found


def _nothing_fits(instance: Instance, bought: Sequence[int]) -> bool:
    poll, chosen = instance.poll, set(bought)
    left = instance.budget - sum(poll.costs[project] for project in bought)
    return not any(
        poll.score[project] and project not in chosen and poll.costs[project] <= left
        for project in range(len(poll.names))
    )


def _by_votes(instance: Instance, found: _Found, ties: Sequence[TieWord]) -> _Found:
    poll, added = instance.poll, []
    left = instance.budget - sum(poll.costs[project] for project in found.count.bought)
    for project in in_order(poll, ties):
        if project in found.count.bought or not poll.score[project]:
            continue
        if poll.costs[project] <= left:
            added.append(project)
            left -= poll.costs[project]
    return _Found(found.count, found.steps, tuple(added), found.later)


def _compared(instance: Instance, outcome: Outcome, ties: Sequence[TieWord]) -> Outcome:
    other = greedy(instance, ties=ties)
    comparison = Comparison(*instance.prefers(outcome.winners, other.winners))
    kept = other if comparison.greedy_wins else outcome
    return Outcome(
        rule=outcome.rule,
        winners=kept.winners,
        spent=kept.spent,
        explanations=kept.explanations,
        start=outcome.start,
        steps=outcome.steps,
        comparison=comparison,
    )


def _outcome(instance: Instance, found: _Found, rule: str) -> Outcome:
    poll = instance.poll
    winners = (*found.count.bought, *(found.added or ()))
    return Outcome(
        rule=rule,
        winners=tuple(poll.names[project] for project in winners),
        spent=sum(poll.costs[project] for project in winners),
        explanations={
            name: _explain(instance, found, project, winners)
            for project, name in enumerate(poll.names)
        },
        start=found.count.each,
        steps=found.steps,
    )


def _explain(
    instance: Instance, found: _Found, project: int, winners: Sequence[int]
) -> Explanation:
    poll = instance.poll
    payment = found.count.payments.get(project)
    chosen = project in winners
    return Explanation(
        project=poll.names[project],
        chosen=chosen,
        reason=_reason(instance, found, project, winners),
        cost=poll.costs[project],
        votes=poll.votes[project],
        score=poll.score[project],
        turn=winners.index(project) + 1 if chosen else None,
        share=payment.share if payment else None,
        full_payers=payment.full_payers if payment else 0,
        part_payers=payment.part_payers if payment else 0,
        part_paid=payment.part_paid if payment else 0.0,
        money_left=None if chosen else found.count.purses.together(project),
        tied_with=tuple(poll.names[other] for other in found.count.tied.get(project, ())),
    )


def _reason(instance: Instance, found: _Found, project: int, winners: Sequence[int]) -> Reason:
    answers: list[tuple[bool, Reason]] = [
        (project in (found.added or ()), "fits"),
        (project in found.count.payments, "paid"),
        (project in winners, "free"),
        (instance.poll.score[project] == 0, "no_votes"),
        (found.added is not None, "too_dear"),
        (project in found.later, "over_budget"),
        (True, "supporters_short"),
    ]
    return next(reason for true, reason in answers if true)
