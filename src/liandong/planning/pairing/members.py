"""Members and tasks: skills, free slots, heads, walking distance, fairness between communities."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from liandong.planning.pairing.problem import Flags, Problem, Real, Whole

NOBODY = np.empty((0, 2), np.int64)
Walks = tuple[Whole, Whole, Whole]  # member, task, metres


@dataclass(frozen=True, slots=True)
class Members:
    """Where they start, which skills they have, which slots are free, how many tasks they take."""

    east: Real
    north: Real
    skills: Flags
    free: Flags
    capacity: Whole


@dataclass(frozen=True, slots=True)
class Tasks:
    """Where, which skill, which slot, how many people, how urgent (1 to 3), whose community."""

    east: Real
    north: Real
    skill: Whole
    slot: Whole
    heads: Whole
    priority: Whole
    community: Whole


@dataclass(frozen=True, slots=True)
class Wishes:
    """What counts, in points; a metre of walking costs one.

    `fair`: of a community's heads, up to each share, a head is worth so much more. `kept`: what was
    suggested before and still fits.
    """

    reach: float = 1_500.0
    detour: float = 1.3
    head: int = 10_000
    urgent: int = 1_500
    kept: int = 800
    fair: tuple[tuple[float, int], ...] = ((0.5, 4_000), (0.7, 2_500), (0.85, 1_200), (1.0, 0))


USUAL = Wishes()


def members_and_tasks(
    members: Members,
    tasks: Tasks,
    wishes: Wishes = USUAL,
    refused: Whole = NOBODY,
    before: Whole = NOBODY,
    walks: Walks | None = None,
) -> Problem:
    """Lay members and tasks out as a pairing.

    `refused` and `before` are rows of member and task: what somebody does not want, and what was
    suggested last time. `walks` are walking distances from a street network; without them a walk
    is the straight line times `detour`.
    """
    who, what, away = walks or _near(members, tasks, wishes)
    keys = who * len(tasks.skill) + what
    fits = members.skills[who, tasks.skill[what]] & members.free[who, tasks.slot[what]]
    fits &= (away <= wishes.reach) & ~np.isin(keys, _keys(refused, tasks))
    who, what, away, keys = who[fits], what[fits], away[fits], keys[fits]
    slots = members.free.shape[1]
    offers, at = np.unique(who * slots + tasks.slot[what], return_inverse=True)
    place, room, reward = _steps(tasks, wishes)
    return Problem(
        capacity=members.capacity,
        owner=offers // max(slots, 1),
        room=np.ones(len(offers), np.int64),
        offers=at.astype(np.int64),
        needs=what,
        worth=wishes.kept * np.isin(keys, _keys(before, tasks)) - away,
        away=away,
        heads=tasks.heads,
        reward=wishes.urgent * (tasks.priority - 1),
        place=tasks.community,
        step_place=place,
        step_room=room,
        step_reward=reward,
    )


def _keys(rows: Whole, tasks: Tasks) -> Whole:
    found: Whole = rows[:, 0] * len(tasks.skill) + rows[:, 1]
    return found


def _near(members: Members, tasks: Tasks, wishes: Wishes) -> Walks:
    """Find who is within reach of what, skill by skill and slot by slot."""
    found = list(_near_by_kind(members, tasks, wishes))
    if not found:
        empty = np.empty(0, np.int64)
        return empty, empty, empty
    who, what, away = (np.concatenate(part) for part in zip(*found, strict=True))
    return who, what, away


def _near_by_kind(members: Members, tasks: Tasks, wishes: Wishes) -> Iterator[Walks]:
    homes = np.c_[members.east, members.north]
    places = np.c_[tasks.east, tasks.north]
    for skill, slot in np.unique(np.c_[tasks.skill, tasks.slot], axis=0).tolist():
        asked = np.flatnonzero((tasks.skill == skill) & (tasks.slot == slot))
        able = np.flatnonzero(members.skills[:, skill] & members.free[:, slot])
        if len(able):
            near = cKDTree(homes[able]).sparse_distance_matrix(
                cKDTree(places[asked]), wishes.reach / wishes.detour, output_type="ndarray"
            )
            away = np.rint(near["v"] * wishes.detour).astype(np.int64)
            yield able[near["i"]], asked[near["j"]], away


def _steps(tasks: Tasks, wishes: Wishes) -> tuple[Whole, Whole, Whole]:
    """Return each community's steps: its first heads count most."""
    places = int(tasks.community.max(initial=-1)) + 1
    heads = np.bincount(tasks.community, tasks.heads, places)
    shares = np.array([share for share, _more in wishes.fair])
    filled = np.rint(heads[:, None] * shares).astype(np.int64)
    room = np.diff(filled, axis=1, prepend=0)
    more = np.array([more for _share, more in wishes.fair], np.int64)
    reward = np.broadcast_to(wishes.head + more, room.shape)
    return np.repeat(np.arange(places), len(shares)), room.ravel(), reward.ravel()
