"""One problem for all pairings: who can do how much, what could be paired, and what it is worth.

Somebody (a member, a unit) has a `capacity`, and offers: a member's free time slots, a unit's
resources. An offer has room too: one task in one slot. A need (a task, a community's need) has
`heads`, a reward for each, and belongs to a place. A place pays its own rewards in steps that
never rise, the first ones for its first heads: that is how every place is served before any is
served twice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pair:
    """One head: who, by which offer, for what, and the points of it."""

    somebody: int
    offer: int
    need: int
    worth: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Arrays of whole numbers; all points are whole, so that sums are exact.

    `capacity` for each somebody; `owner`, `room` for each offer; `offers`, `needs`, `worth`, `away`
    (metres) for each possible pair; `heads`, `reward`, `place` for each need; `step_place`,
    `step_room`, `step_reward` for each step of a place, its steps in falling order.
    """

    capacity: Whole
    owner: Whole
    room: Whole
    offers: Whole
    needs: Whole
    worth: Whole
    away: Whole
    heads: Whole
    reward: Whole
    place: Whole
    step_place: Whole
    step_room: Whole
    step_reward: Whole

    def __post_init__(self) -> None:
        groups = (
            (self.owner, self.room),
            (self.offers, self.needs, self.worth, self.away),
            (self.heads, self.reward, self.place),
            (self.step_place, self.step_room, self.step_reward),
        )
        if any(len({len(array) for array in group}) > 1 for group in groups):
            raise ValueError("Arrays that belong together need one length.")
        amounts = (self.capacity, self.room, self.heads, self.step_room)
        if any(len(array) and array.min() < 0 for array in amounts):
            raise ValueError("Nobody can do fewer than 0.")
        same = self.step_place[1:] == self.step_place[:-1]
        if (same & (self.step_reward[1:] > self.step_reward[:-1])).any():
            raise ValueError("The steps of a place may not rise.")
        if len(self.step_place) and (np.diff(self.step_place) < 0).any():
            raise ValueError("Steps stand in the order of places.")
        keys = self.offers * max(len(self.heads), 1) + self.needs
        if len(np.unique(keys)) < len(keys):
            raise ValueError("A pair stands in the list once.")
