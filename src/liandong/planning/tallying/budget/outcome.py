"""What a count of a budget says: the winners, what they cost, and why, project by project."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Reason = Literal[
    "paid",  # equal shares: its supporters paid for it
    "fits",  # greedy or completion: next by votes, and there was money
    "topped_up",  # greedy: the money left was enough of it, the rest comes from outside
    "free",  # costs nothing and somebody wants it
    "no_votes",
    "below_minimum",
    "supporters_short",  # equal shares: its supporters had less left than it costs
    "too_dear",  # more than what is left of the budget
    "after_the_stop",  # greedy without skipping: a better placed project did not fit
    "over_budget",  # equal shares: paid for with one unit more each, which overspends
]


@dataclass(frozen=True)
class Explanation:
    """Why one project is in, or not. Amounts are rounded; `None` where they say nothing.

    `share` is what each supporter paid who had enough (for one point, where points are given);
    `part_payers` had less left and gave all,
    `part_paid` together. `money_left` is what its supporters still had when counting ended.
    """

    project: str
    chosen: bool
    reason: Reason
    cost: int
    votes: int
    score: int
    turn: int | None = None
    share: float | None = None
    full_payers: int = 0
    part_payers: int = 0
    part_paid: float = 0.0
    money_left: float | None = None
    tied_with: tuple[str, ...] = ()

    @property
    def missing(self) -> float | None:
        """How much more its supporters would have needed."""
        return None if self.money_left is None else max(self.cost - self.money_left, 0.0)


@dataclass(frozen=True)
class Comparison:
    """The comparison step: how many voters prefer which outcome."""

    prefer_equal_shares: int
    prefer_greedy: int

    @property
    def greedy_wins(self) -> bool:
        return self.prefer_greedy > self.prefer_equal_shares


@dataclass(frozen=True)
class Outcome:
    """The winners in the order in which they were chosen.

    `start` is the money of each voter in the count that stands; with add1 it is more than
    budget ÷ voters, after `steps` additions.
    """

    rule: str
    winners: tuple[str, ...]
    spent: int
    explanations: Mapping[str, Explanation]
    start: Fraction | None = None
    steps: int = 0
    comparison: Comparison | None = None
