"""Who agrees (1), disagrees (−1) or passes (0) on what. The last vote of a person counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Votes:
    """One row for each vote that stands: a participant's place, a statement's place, the vote."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    rows: Whole
    columns: Whole
    values: NDArray[np.int8]

    @classmethod
    def of(cls, votes: Iterable[tuple[str, str, int]]) -> "Votes":
        """Take (participant, statement, vote) in the order in which they were given."""
        last = {(who, what): vote for who, what, vote in votes}
        people = {who: None for who, _ in last}
        texts = {what: None for _, what in last}
        row = {who: place for place, who in enumerate(people)}
        column = {what: place for place, what in enumerate(texts)}
        return cls.from_arrays(
            np.array([row[who] for who, _ in last], np.int64),
            np.array([column[what] for _, what in last], np.int64),
            np.array(list(last.values()), np.int8),
            participants=tuple(people),
            statements=tuple(texts),
        )

    @classmethod
    def from_arrays(
        cls,
        rows: Whole,
        columns: Whole,
        values: NDArray[np.int8],
        *,
        participants: Sequence[str],
        statements: Sequence[str],
    ) -> "Votes":
        """Take the votes as arrays of places, in the order in which they were given."""
        if not np.isin(values, (-1, 0, 1)).all():
            raise ValueError("A vote is 1 (agree), -1 (disagree) or 0 (pass).")
        keys = rows * len(statements) + columns
        order = np.argsort(keys, kind="stable")
        last = np.append(np.diff(keys[order]) != 0, True)[: len(order)]
        kept = order[last]
        return cls(tuple(participants), tuple(statements), rows[kept], columns[kept], values[kept])

    def without(self, statements: Iterable[str]) -> "Votes":
        """Leave out statements, for example those that were not published."""
        out = set(statements)
        kept = [place for place, name in enumerate(self.statements) if name not in out]
        new = np.full(len(self.statements), -1)
        new[kept] = np.arange(len(kept))
        columns = new[self.columns]
        mask = columns >= 0
        return Votes(
            self.participants,
            tuple(self.statements[place] for place in kept),
            self.rows[mask],
            columns[mask],
            self.values[mask],
        )

    def counts(self, vote: int | None = None) -> Whole:
        """Of each statement: how many voted so, or voted at all."""
        mask = slice(None) if vote is None else self.values == vote
        return np.bincount(self.columns[mask], minlength=len(self.statements))

    @cached_property
    def made(self) -> Whole:
        """Of each participant: how many votes."""
        return np.bincount(self.rows, minlength=len(self.participants))

    @cached_property
    def centred(self) -> csr_array:
        """The votes less their statement's mean. What was not voted is the mean, that is 0."""
        sums = np.bincount(self.columns, self.values, len(self.statements))
        mean = sums / np.maximum(self.counts(), 1)
        shape = (len(self.participants), len(self.statements))
        data = self.values - mean[self.columns]
        starts = np.concatenate(([0], np.cumsum(self.made)))
        return csr_array((data, self.columns, starts), shape=shape)
