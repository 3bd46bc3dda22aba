"""Rules that give every committee a figure and take the best.

Thiele's rules give a voter with x elected names w(1) + … + w(x); they differ in w.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from liandong.planning.tallying.approval.election import Committee, Election

Figure = Callable[[Election, Committee], Any]

# The weight of a voter's x-th elected name.
THIELE: dict[str, Callable[[int], Fraction]] = {
    "av": lambda x: Fraction(1),
    "pav": lambda x: Fraction(1, x),
    "slav": lambda x: Fraction(1, 2 * x - 1),
    "cc": lambda x: Fraction(x == 1),
    "geom2": lambda x: Fraction(1, 2**x),
}


def thiele(weight: Callable[[int], Fraction], election: Election, chosen: Committee) -> Fraction:
    """Return the sum over all voters of w(1) + … + w(elected names of theirs)."""
    sums = [Fraction(0)]
    for x in range(1, len(chosen) + 1):
        sums.append(sums[-1] + weight(x))
    return sum((sums[len(vote & chosen)] for vote in election.votes), Fraction(0))


def _shared_votes(election: Election, chosen: Committee) -> Fraction:
    """SAV: one vote for each voter, split among the names ticked."""
    return sum((Fraction(len(vote & chosen), len(vote)) for vote in election.votes), Fraction(0))


def _covered(election: Election, chosen: Committee) -> list[int]:
    """Lexicographic CC: first the voters with one elected name, then those with two, and so on."""
    return [
        sum(len(vote & chosen) >= least for vote in election.votes)
        for least in range(1, election.seats + 1)
    ]


def _distances(election: Election, chosen: Committee) -> list[int]:
    """How far the committee is from each voter's ballot, the farthest first; less is better."""
    return sorted(-len(vote ^ chosen) for vote in election.votes)


def _farthest(election: Election, chosen: Committee) -> int:
    return min(_distances(election, chosen), default=0)


def _best(figure: Figure, election: Election) -> set[Committee]:
    figures = {one: figure(election, one) for one in election.all_committees()}
    most = max(figures.values())
    return {one for one, value in figures.items() if value == most}


FIGURES: dict[str, Figure] = {
    **{name: partial(thiele, weight) for name, weight in THIELE.items()},
    "sav": _shared_votes,
    "lexcc": _covered,
    "minimaxav": _farthest,
    "lexminimaxav": _distances,
}
COMPARED = {name: partial(_best, figure) for name, figure in FIGURES.items()}
