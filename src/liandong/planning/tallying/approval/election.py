"""Names, seats and ballots."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

Committee = frozenset[int]  # places on the list of candidates

MOST = 500_000


@dataclass(frozen=True)
class Election:
    """One election. The order of the candidates settles ties, so publish it beforehand."""

    candidates: tuple[str, ...]
    seats: int
    ballots: Sequence[Collection[str]]

    def __post_init__(self) -> None:
        if not 0 < self.seats <= len(self.candidates):
            raise ValueError("There must be a seat, and no more seats than candidates.")
        if len(set(self.candidates)) < len(self.candidates):
            raise ValueError("A candidate is listed twice.")
        if unknown := {name for ballot in self.ballots for name in ballot} - set(self.candidates):
            raise ValueError(f"Not a candidate: {', '.join(sorted(unknown))}")

    @cached_property
    def votes(self) -> tuple[Committee, ...]:
        """The ballots as places; who approves nobody decides nothing."""
        place = {name: number for number, name in enumerate(self.candidates)}
        return tuple(
            frozenset(place[name] for name in ballot) for ballot in self.ballots if len(ballot)
        )

    @cached_property
    def supporters(self) -> tuple[tuple[int, ...], ...]:
        """Of each candidate: which ballots approve it."""
        return tuple(
            tuple(number for number, vote in enumerate(self.votes) if place in vote)
            for place in range(len(self.candidates))
        )

    def all_committees(self) -> Iterator[Committee]:
        """Yield every committee of the right size."""
        if comb(len(self.candidates), self.seats) > MOST:
            raise ValueError(f"More than {MOST} committees would have to be compared.")
        return map(frozenset, combinations(range(len(self.candidates)), self.seats))
