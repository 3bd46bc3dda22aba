"""Greedy: by votes from the top, as long as the money lasts. What most cities do."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from liandong.planning.tallying.budget.instance import Instance, Poll
from liandong.planning.tallying.budget.outcome import Explanation, Outcome, Reason
from liandong.planning.tallying.budget.ties import TIES, TieWord, rank


@dataclass(frozen=True)
class Misfit:
    """What happens when the next project costs more than what is left.

    "skip" passes it over, "stop" ends the count. With `top_up`, the count ends too, but the project
    is taken if what is left is at least that share of its cost; the rest comes from other money.
    """

    then: Literal["skip", "stop"] = "skip"
    top_up: Fraction | None = None


def greedy(
    instance: Instance,
    *,
    misfit: Misfit | Literal["skip", "stop"] = "skip",
    minimum: int = 0,
    ties: Sequence[TieWord] = TIES,
) -> Outcome:
    """Choose by votes (points). A project with fewer than `minimum` is out."""
    poll = instance.poll
    how = misfit if isinstance(misfit, Misfit) else Misfit(misfit)
    found = _reasons(poll, instance.budget, how, minimum, in_order(poll, ties))
    winners = [number for number, reason in found.items() if reason in CHOSEN]
    return Outcome(
        rule="greedy",
        winners=tuple(poll.names[number] for number in winners),
        spent=sum(poll.costs[number] for number in winners),
        explanations={
            poll.names[number]: _explain(poll, number, found[number], winners)
            for number in range(len(poll.names))
        },
    )


CHOSEN: set[Reason] = {"fits", "topped_up", "free", "paid"}


def in_order(poll: Poll, ties: Sequence[TieWord]) -> list[int]:
    """Return the projects by votes (points), equal ones by the rule for ties."""
    key = rank(poll, ties)
    return sorted(range(len(poll.names)), key=lambda number: (-poll.score[number], key(number)))


def _reasons(
    poll: Poll, budget: int, how: Misfit, minimum: int, order: list[int]
) -> dict[int, Reason]:
    found: dict[int, Reason] = {}
    left, stopped = budget, False
    for number in order:
        cost, score = poll.costs[number], poll.score[number]
        if score == 0:
            found[number] = "no_votes"
        elif score < minimum:
            found[number] = "below_minimum"
        elif stopped:
            found[number] = "after_the_stop"
        elif cost <= left:
            found[number] = "fits" if cost else "free"
            left -= cost
        else:
            stopped = how.then == "stop" or how.top_up is not None
            topped = how.top_up is not None and left >= how.top_up * cost
            found[number] = "topped_up" if topped else "too_dear"
    return found


def _explain(poll: Poll, number: int, reason: Reason, winners: list[int]) -> Explanation:
    same = [
        poll.names[other]
        for other in range(len(poll.names))
        if other != number and poll.score[other] == poll.score[number] > 0
    ]
    return Explanation(
        project=poll.names[number],
        chosen=reason in CHOSEN,
        reason=reason,
        cost=poll.costs[number],
        votes=poll.votes[number],
        score=poll.score[number],
        turn=winners.index(number) + 1 if number in winners else None,
        tied_with=tuple(same),
    )
