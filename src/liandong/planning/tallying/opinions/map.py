"""The map: two directions in which people differ most, and the groups that show on it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from liandong.planning.tallying.opinions.clusters import Grouping, groupings
from liandong.planning.tallying.opinions.statements import Group, by_group, shares, stands
from liandong.planning.tallying.opinions.votes import Votes

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LISTED = 5  # statements named as uniting, and as dividing


@dataclass(frozen=True)
class Limits:
    """Below these there are no groups: a picture of a handful of people says who they are.

    `votes` of one person (or all statements, where there are fewer) to be placed in a group,
    `participants` placed, and the members of the smallest group. At most `groups` are looked for.
    """

    votes: int = 7
    participants: int = 20
    smallest: int = 5
    groups: int = 5


@dataclass(frozen=True)
class Statement:
    """The counts of one statement, and how the groups hold it."""

    name: str
    agree: int
    disagree: int
    passed: int
    consensus: float | None  # group-aware, for or against: the higher of the two
    divides: float | None  # the widest gap between two groups' shares of agreement


@dataclass(frozen=True)
class OpinionMap:
    """Counts always; places, groups, uniting and dividing statements only with enough votes.

    A statement is in `consensus` when more than half of every group is on one side of it, and in
    `divisive` when more than half of one group agree and fewer than half of another.
    """

    statements: tuple[Statement, ...]
    places: NDArray[np.float64]  # participants × 2; all 0 where there is no map
    which: Whole  # of each participant: the number of the group, or −1
    groups: tuple[Group, ...]
    consensus: tuple[str, ...]
    divisive: tuple[str, ...]
    silhouette: float | None
    placed: int  # participants with enough votes to be placed


def draw(votes: Votes, limits: Limits | None = None, *, seed: int = 0) -> OpinionMap:
    """Draw the map. The same votes and seed give the same map."""
    limits = limits or Limits()
    enough = min(limits.votes, len(votes.statements))
    placed = np.flatnonzero((votes.made >= enough) & (votes.made > 0))
    if len(placed) < limits.participants or len(votes.statements) < 2:
        return _without_groups(votes, np.zeros((len(votes.participants), 2)), len(placed))
    places = project(votes, placed)
    grouping = _fitting(places[placed], limits, seed)
    if grouping is None:
        return _without_groups(votes, places, len(placed))
    which = np.full(len(votes.participants), -1)
    which[placed] = grouping.which
    return _with_groups(votes, places, which, grouping)


def project(votes: Votes, placed: Whole) -> Floats:
    """Return each participant's place: principal components, missing votes at the mean.

    Those `placed` settle the directions: who voted on too little does not turn the map.
    Who voted on few statements would crowd the middle; the place is stretched by
    √(statements ÷ votes made), as Polis does.
    """
    centred = votes.centred
    shown = centred[placed]
    spread = (shown.T @ shown).toarray()
    _, vectors = np.linalg.eigh(spread)
    axes = vectors[:, [-1, -2]]
    longest = axes[np.abs(axes).argmax(0), [0, 1]]
    stretch = np.sqrt(len(votes.statements) / np.maximum(votes.made, 1))
    return np.asarray((centred @ (axes * np.sign(longest))) * stretch[:, None])


def _fitting(places: Floats, limits: Limits, seed: int) -> Grouping | None:
    """The best grouping in which no group is too small to be shown."""
    for grouping in groupings(places, limits.groups, seed):
        sizes = np.bincount(grouping.which, minlength=len(grouping.centres))
        if sizes.min() >= limits.smallest:
            return _largest_first(grouping, sizes)
    return None


def _largest_first(grouping: Grouping, sizes: Whole) -> Grouping:
    order = np.argsort(-sizes, kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(len(order))
    return Grouping(grouping.silhouette, grouping.centres[order], number[grouping.which])


def _without_groups(votes: Votes, places: Floats, placed: int) -> OpinionMap:
    nothing = [None] * len(votes.statements)
    return OpinionMap(
        statements=_statements(votes, nothing, nothing),
        places=places,
        which=np.full(len(votes.participants), -1),
        groups=(),
        consensus=(),
        divisive=(),
        silhouette=None,
        placed=placed,
    )


def _with_groups(votes: Votes, places: Floats, which: Whole, grouping: Grouping) -> OpinionMap:
    table = by_group(votes, which, len(grouping.centres))
    for_it, against = shares(table.agree, table.seen), shares(table.disagree, table.seen)
    united = np.maximum(for_it.prod(0), against.prod(0))
    gap = for_it.max(0) - for_it.min(0)
    unites = (for_it > 1 / 2).all(0) | (against > 1 / 2).all(0)
    divides = (for_it > 1 / 2).any(0) & (for_it < 1 / 2).any(0)
    lines = stands(table, votes.statements)
    return OpinionMap(
        statements=_statements(votes, united.tolist(), gap.tolist()),
        places=places,
        which=which,
        groups=tuple(
            Group(
                size=int((which == number).sum()),
                members=tuple(votes.participants[row] for row in np.flatnonzero(which == number)),
                centre=(float(centre[0]), float(centre[1])),
                stands=lines[number],
            )
            for number, centre in enumerate(grouping.centres)
        ),
        consensus=_top(votes.statements, united, unites),
        divisive=_top(votes.statements, gap, divides),
        silhouette=grouping.silhouette,
        placed=int((which >= 0).sum()),
    )


def _top(names: tuple[str, ...], values: Floats, fitting: NDArray[np.bool_]) -> tuple[str, ...]:
    """The names with the highest values among those that fit at all."""
    order = np.argsort(-values, kind="stable")
    return tuple(names[place] for place in order if fitting[place])[:LISTED]


def _statements(
    votes: Votes, consensus: list[float] | list[None], gaps: list[float] | list[None]
) -> tuple[Statement, ...]:
    agree, disagree, passed = (votes.counts(vote).tolist() for vote in (1, -1, 0))
    return tuple(
        Statement(*line)
        for line in zip(votes.statements, agree, disagree, passed, consensus, gaps, strict=True)
    )
