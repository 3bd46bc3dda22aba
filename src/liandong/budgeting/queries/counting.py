"""From the box to the outcome: the vote as plain data, counted by the rule chosen beforehand.

The published file is Pabulib's format with tracking codes for voters, so that anybody counts it
again: `liandong plan tally FILE`.
"""

import csv
import io
from collections.abc import Iterator
from hashlib import sha256

from liandong.budgeting.lifecycle import COMPLETIONS, TIE_WORDS, UTILITIES, Method
from liandong.budgeting.models import Box, BudgetVote
from liandong.budgeting.queries.reading import listed
from liandong.kernel.money import yuan
from liandong.planning.tallying.budget import Instance, Outcome, equal_shares, greedy

ONE_YUAN = 100  # by what add1 goes up, in cents

type Slips = dict[str, dict[str, int] | None]


def instance_of(vote: BudgetVote) -> Instance:
    """The valid votes, with the listed projects in the order of their numbers."""
    costs = {str(one.no): one.cost or 0 for one in listed(vote)}
    valid = [marks for marks in _slips(vote).values() if marks is not None]
    if vote.points:
        return Instance(costs, vote.budget, scores=valid)
    return Instance(costs, vote.budget, approvals=[set(marks) for marks in valid])


def invalid(vote: BudgetVote) -> int:
    """How many papers could not be read: they are in the box and count for nothing."""
    return sum(marks is None for marks in _slips(vote).values())


def counted(vote: BudgetVote) -> Outcome:
    """Count by the rule that was chosen when the vote was opened."""
    instance, ties = instance_of(vote), TIE_WORDS[vote.ties]
    if vote.method == Method.GREEDY:
        return greedy(instance, ties=ties)
    return equal_shares(
        instance,
        UTILITIES[vote.utility],
        COMPLETIONS[vote.completion],
        step=ONE_YUAN,
        ties=ties,
    )


def as_file(vote: BudgetVote) -> str:
    """Every vote with its tracking code and no name, as a .pb file (costs in yuan)."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(_rows(vote))
    return out.getvalue()


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _rows(vote: BudgetVote) -> Iterator[list[object]]:
    projects, slips = listed(vote), _slips(vote)
    valid = {code: marks for code, marks in slips.items() if marks is not None}
    yield ["META"]
    yield ["key", "value"]
    yield ["description", f"{vote.place.name} {vote.title}".replace("\n", " ")]
    yield ["budget", yuan(vote.budget)]
    yield ["num_projects", len(projects)]
    yield ["num_votes", len(valid)]
    yield ["vote_type", "scoring" if vote.points else "approval"]
    yield ["rule", f"{vote.method} {vote.utility} {vote.completion}"]
    yield ["ties", vote.ties]
    yield ["PROJECTS"]
    yield ["project_id", "cost", "name", "selected"]
    for one in projects:
        yield [one.no, yuan(one.cost or 0), one.title, int(bool(one.chosen))]
    yield ["VOTES"]
    yield ["voter_id", "vote", "points"] if vote.points else ["voter_id", "vote"]
    for code, marks in valid.items():
        numbers = sorted(marks, key=int)
        row: list[object] = [code, ",".join(numbers)]
        yield [*row, ",".join(str(marks[no]) for no in numbers)] if vote.points else row


def _slips(vote: BudgetVote) -> Slips:
    box = Box.objects.filter(vote=vote).first()
    return box.slips if box else {}
