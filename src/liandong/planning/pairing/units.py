"""Units and communities: resources against needs by kind, every community before any twice."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from liandong.planning.pairing.problem import Problem, Real, Whole

NOBODY = np.empty((0, 2), np.int64)


@dataclass(frozen=True, slots=True)
class Units:
    """Where they are, how much of each kind they offer (a column a kind), how much they take on."""

    east: Real
    north: Real
    resources: Whole
    capacity: Whole


@dataclass(frozen=True, slots=True)
class Communities:
    """Where they are, and how much of each kind they need (a column a kind)."""

    east: Real
    north: Real
    needs: Whole


@dataclass(frozen=True, slots=True)
class UnitWishes:
    """What counts, in points; ten metres cost one. `partner`: units that served here before."""

    reach: float = 5_000.0
    met: int = 1_000
    partner: int = 300


USUAL = UnitWishes()


def units_and_communities(
    units: Units,
    communities: Communities,
    wishes: UnitWishes = USUAL,
    partners: Whole = NOBODY,
    refused: Whole = NOBODY,
) -> Problem:
    """Lay units and communities out as a pairing; `partners` are rows of unit and community."""
    kinds = communities.needs.shape[1]
    place, kind = np.nonzero(communities.needs)
    owner, offered = np.nonzero(units.resources)
    near = cKDTree(np.c_[units.east, units.north]).sparse_distance_matrix(
        cKDTree(np.c_[communities.east, communities.north]), wishes.reach, output_type="ndarray"
    )
    who, where, away = near["i"], near["j"], np.rint(near["v"]).astype(np.int64)
    row, column = np.nonzero((units.resources[who] > 0) & (communities.needs[where] > 0))
    who, where, away = who[row], where[row], away[row]
    keys = who * len(communities.needs) + where
    kept = ~np.isin(keys, refused[:, 0] * len(communities.needs) + refused[:, 1])
    known = np.isin(keys, partners[:, 0] * len(communities.needs) + partners[:, 1])
    worth = wishes.met + wishes.partner * known - away // 10
    offers = np.searchsorted(owner * kinds + offered, who * kinds + column)
    needs = np.searchsorted(place * kinds + kind, where * kinds + column)
    heads = communities.needs[place, kind].astype(np.int64)
    return Problem(
        capacity=units.capacity,
        owner=owner.astype(np.int64),
        room=units.resources[owner, offered].astype(np.int64),
        offers=offers[kept].astype(np.int64),
        needs=needs[kept].astype(np.int64),
        worth=worth[kept].astype(np.int64),
        away=away[kept],
        heads=heads,
        reward=np.zeros(len(heads), np.int64),
        place=place.astype(np.int64),
        step_place=np.repeat(np.arange(len(communities.needs)), 2),
        step_room=np.stack([np.ones(len(communities.needs)), communities.needs.sum(1)], 1)
        .ravel()
        .astype(np.int64),
        step_reward=np.tile([_first(wishes, heads), 0], len(communities.needs)),
    )


def _first(wishes: UnitWishes, heads: Whole) -> int:
    """Return what outweighs everything else together: one more community that is served at all."""
    most = wishes.met + wishes.partner + int(wishes.reach / 10)
    return int(heads.sum()) * most + 1
