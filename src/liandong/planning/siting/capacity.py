"""Sites that can serve only so many people: every pair gets a share, and HiGHS decides them all.

The people of one point may be split between sites. This is exact and meant for a district, not a
city: above `PAIRS` pairs it is refused, for want of a bound in good time.
"""

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from liandong.planning.siting.case import PENALTY, Case, Fewest, Floats, Most, Numbers
from liandong.planning.siting.solver import Model, solve

PAIRS = 60_000
NODES = 2_000


class TooLarge(ValueError):
    """More pairs than are decided exactly."""


def search(problem: Fewest | Most) -> tuple[Numbers, float]:
    """Return the sites, the existing among them, and the bound in the problem's own sense."""
    case = problem.case
    if len(case.site) > PAIRS:
        raise TooLarge(f"With capacities, {PAIRS} pairs are decided at most, not {len(case.site)}.")
    most = isinstance(problem, Most)
    blocks, least = _shares(case)
    if isinstance(problem, Most):
        model = _most(problem, blocks, least)
    else:
        model = _fewest(case, blocks, least)
    answer = solve(model, NODES)
    if answer.values is None:
        raise ValueError("No choice was found in time.")
    chosen = np.flatnonzero(answer.values[: case.sites] > 0.5)
    return chosen, -answer.bound if most else answer.bound


Blocks = list[list[csr_array | None]]


def _shares(case: Case) -> tuple[Blocks, list[Floats]]:
    """Rows: a share only of an open site, a site no fuller than it is, existing sites open."""
    pairs = len(case.site)
    every = np.arange(pairs)
    opened = csr_array((np.ones(pairs), (every, case.site)), shape=(pairs, case.sites))
    load = csr_array((case.people[case.point], (case.site, every)), shape=(case.sites, pairs))
    capacities = np.zeros(case.sites) if case.capacities is None else case.capacities
    room = csr_array((capacities, (np.arange(case.sites),) * 2), shape=(case.sites,) * 2)
    existing = np.zeros((1, case.sites))
    existing[0, list(case.existing)] = 1
    blocks: Blocks = [[opened, -eye_array(pairs)], [room, -load], [csr_array(existing), None]]
    return blocks, [np.zeros(pairs), np.zeros(case.sites), existing.sum(axis=1)]


def _fewest(case: Case, blocks: Blocks, least: list[Floats]) -> Model:
    served = _served(case)
    reached = np.flatnonzero(np.diff(served.indptr) > 0)
    blocks.append([None, served[reached]])
    least.append(np.ones(len(reached)))
    cost = np.concatenate([case.price, np.zeros(len(case.site))])
    return Model(cost, block_array(blocks, format="csr"), np.concatenate(least), case.sites)


def _most(problem: Most, blocks: Blocks, least: list[Floats]) -> Model:
    case, floors = problem.case, problem.floors
    served = _served(case)
    blocks += [[None, -served], [csr_array(-problem.price[None, :]), None]]
    least += [-np.ones(len(case.people)), np.array([-problem.money])]
    people = case.people[case.point]
    cost = np.concatenate([np.zeros(case.sites), -people, PENALTY * floors])
    if len(floors) and case.communities is not None:
        kind = case.communities[case.point]
        lives = csr_array(
            (people, (kind, np.arange(len(people)))), shape=(len(floors), len(people))
        )
        blocks = [[*row, None] for row in blocks]
        blocks.append([None, lives, csr_array(np.diag(floors))])
        least.append(floors)
    return Model(cost, block_array(blocks, format="csr"), np.concatenate(least), case.sites)


def _served(case: Case) -> csr_array:
    pairs = len(case.site)
    shape = (len(case.people), pairs)
    return csr_array((np.ones(pairs), (case.point, np.arange(pairs))), shape=shape)
