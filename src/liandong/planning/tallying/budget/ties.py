"""Which of two equal projects goes first: a rule that is published before the vote."""

from collections.abc import Callable, Sequence
from typing import Literal

from liandong.planning.tallying.budget.instance import Poll

TieWord = Literal["more_votes", "cheaper", "dearer", "named", "listed"]

# More votes, then the lower cost, then the order of the list (which a published lot may fix).
TIES: tuple[TieWord, ...] = ("more_votes", "cheaper", "listed")

KEYS: dict[TieWord, Callable[[Poll, int], int | str]] = {
    "more_votes": lambda poll, number: -poll.score[number],
    "cheaper": lambda poll, number: poll.costs[number],
    "dearer": lambda poll, number: -poll.costs[number],
    "named": lambda poll, number: poll.names[number],
    "listed": lambda poll, number: number,
}


def rank(poll: Poll, ties: Sequence[TieWord]) -> Callable[[int], tuple[int | str, ...]]:
    """Return the key by which equal projects are put in order; the list has the last word."""
    words = (*ties, "listed")
    return lambda number: tuple(KEYS[word](poll, number) for word in words)
