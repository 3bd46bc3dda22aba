"""What unites and what divides: consensus over all groups, and what a group stands for."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from liandong.planning.tallying.opinions.votes import Votes

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

SURE = 1.2816  # 90 % one-sided, as in Polis
STANDS_FOR = 5  # statements that describe a group


@dataclass(frozen=True)
class Stand:
    """A statement that a group holds more than the others do, for or against."""

    statement: str
    side: Literal["agree", "disagree"]
    share: float  # of the group, smoothed: (votes + 1) ÷ (seen + 2)
    lift: float  # that share ÷ the same share among the others
    own_test: float  # z: more than half of the group
    other_test: float  # z: more than among the others

    @property
    def sure(self) -> bool:
        return self.own_test > SURE and self.other_test > SURE


@dataclass(frozen=True)
class Group:
    """People who vote alike. It is named by the statements it stands for, the strongest first."""

    size: int
    members: tuple[str, ...]
    centre: tuple[float, float]
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class Table:
    """How many of each group agreed, disagreed and saw each statement: groups × statements."""

    agree: Whole
    disagree: Whole
    seen: Whole


def by_group(votes: Votes, which: Whole, groups: int) -> Table:
    """Count by group; `which` is −1 for those in none."""
    group, width = which[votes.rows], len(votes.statements)

    def counted(mask: NDArray[np.bool_]) -> Whole:
        keys = group[mask] * width + votes.columns[mask]
        return np.bincount(keys, minlength=groups * width).reshape(groups, width)

    inside = group >= 0
    return Table(
        counted(inside & (votes.values == 1)),
        counted(inside & (votes.values == -1)),
        counted(inside),
    )


def shares(said: Whole, seen: Whole) -> Floats:
    """Return (said + 1) ÷ (seen + 2): nobody's silence makes a share of 0 or 1."""
    return np.asarray((said + 1) / (seen + 2))


def group_aware(said: Whole, seen: Whole) -> Floats:
    """Group-aware consensus: the product of the groups' shares, so every group has a veto."""
    return np.asarray(shares(said, seen).prod(0))


def one_share_test(said: Whole, seen: Whole) -> Floats:
    """z of "more than half said so", with one added to both."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5))


def two_shares_test(said: Whole, seen: Whole) -> Floats:
    """z of "more in this group than in the others", with one added to all."""
    said_in, seen_in = said + 1, seen + 1
    said_out, seen_out = said.sum(0) - said + 1, seen.sum(0) - seen + 1
    both = (said_in + said_out) / (seen_in + seen_out)
    spread = both * (1 - both) * (1 / seen_in + 1 / seen_out)
    apart = said_in / seen_in - said_out / seen_out
    return np.asarray(np.where(spread > 0, apart / np.sqrt(np.maximum(spread, 1e-300)), 0.0))


def stands(table: Table, statements: tuple[str, ...]) -> list[tuple[Stand, ...]]:
    """Return for each group what it stands for; the best single one where nothing is sure."""
    sides = [
        _sides(table.agree, table.seen, "agree"),
        _sides(table.disagree, table.seen, "disagree"),
    ]
    found = []
    for group in range(len(table.seen)):
        lines = [
            side.line(group, place, name)
            for place, name in enumerate(statements)
            for side in sides
            if table.seen[group, place]
        ]
        lines.sort(key=_strength, reverse=True)
        kept = [line for line in lines if line.sure] or lines[:1]
        found.append(tuple(_one_side_each(kept)[:STANDS_FOR]))
    return found


def _strength(line: Stand) -> float:
    """Polis' measure; a test that fails counts as 0, two of them would multiply to a merit."""
    tests = max(line.own_test, 0.0) * max(line.other_test, 0.0)
    return line.lift * line.share * tests


def _one_side_each(lines: list[Stand]) -> list[Stand]:
    first: dict[str, Stand] = {}
    for line in lines:
        first.setdefault(line.statement, line)
    return list(first.values())


@dataclass(frozen=True)
class _Side:
    side: Literal["agree", "disagree"]
    share: Floats
    lift: Floats
    own: Floats
    other: Floats

    def line(self, group: int, place: int, name: str) -> Stand:
        at = (group, place)
        return Stand(
            statement=name,
            side=self.side,
            share=float(self.share[at]),
            lift=float(self.lift[at]),
            own_test=float(self.own[at]),
            other_test=float(self.other[at]),
        )


def _sides(said: Whole, seen: Whole, side: Literal["agree", "disagree"]) -> _Side:
    share = shares(said, seen)
    elsewhere = shares(said.sum(0) - said, seen.sum(0) - seen)
    tests = one_share_test(said, seen), two_shares_test(said, seen)
    return _Side(side, share, share / elsewhere, *tests)
