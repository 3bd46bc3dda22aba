"""Why here, and why not there: one reason for every possible site.

Words and their figures:
    existing      it was there before                    people, alone
    needed        without it, people are left out        people, alone
    adds_less     it would reach fewer than any chosen   people, adds, least
    nobody_new    whom it reaches, others reach          people
    nearest       people walk least to it                people, metres
    saves_less    it would save less than any chosen     saves, least
`alone` are the people whom no other chosen site reaches; `least` the smallest such number, or the
smallest loss in metres × people, among the chosen sites that could be given up.
"""

import numpy as np

from liandong.planning.plan import Choice, Reason
from liandong.planning.siting.case import Case, Floats, Median, Problem
from liandong.planning.siting.checking import transported
from liandong.planning.siting.median import Field


def choices(problem: Problem, taken: np.ndarray) -> tuple[Choice[int], ...]:
    """Judge every site."""
    if isinstance(problem, Median):
        return _by_walking(problem, taken)
    return _by_people(problem.case, taken)


def unmet(problem: Problem, taken: np.ndarray) -> tuple[Reason, ...]:
    """Say what could not be satisfied: people out of every reach, and floors that are missed."""
    case = problem.case
    found = []
    reached = np.diff(case.cover.indptr) > 0
    if not reached.all():
        figures = {"points": int((~reached).sum()), "people": float(case.people[~reached].sum())}
        found.append(Reason("out_of_reach", figures))
    covered = case.cover @ taken.astype(float) > 0
    if (left := reached & ~covered).any():
        figures = {"points": int(left.sum()), "people": float(case.people[left].sum())}
        found.append(Reason("not_reached", figures))
    if case.capacities is not None:
        seated = transported(case, set(np.flatnonzero(taken).tolist()), np.zeros(len(case.site)))
        if (standing := float(case.people[covered].sum()) - seated) > 1e-6:
            found.append(Reason("full", {"people": standing}))
    floors = getattr(problem, "floors", np.zeros(0))
    if len(floors) and case.communities is not None:
        there = np.bincount(case.communities[covered], case.people[covered], len(floors))
        for community in np.flatnonzero(there < floors - 1e-6):
            missing = float(floors[community] - there[community])
            found.append(Reason("below_floor", {"community": int(community), "missing": missing}))
    return tuple(found)


def _by_people(case: Case, taken: np.ndarray) -> tuple[Choice[int], ...]:
    cover = case.cover
    count = cover @ taken.astype(float)
    across = cover.T.tocsr()
    reaches = across @ case.people
    alone = across @ (case.people * (count == 1))
    adds = across @ (case.people * (count == 0))
    existing = np.isin(np.arange(case.sites), case.existing)
    could_go = taken & ~existing
    least = float(alone[could_go].min()) if could_go.any() else 0.0
    made = []
    for site in range(case.sites):
        figures: dict[str, float | int | str] = {"people": float(reaches[site])}
        if taken[site]:
            word = "existing" if existing[site] else "needed"
            figures["alone"] = float(alone[site])
        elif adds[site] > 0:
            word = "adds_less"
            figures |= {"adds": float(adds[site]), "least": least}
        else:
            word = "nobody_new"
        made.append(Choice(site, Reason(word, figures), bool(taken[site])))
    return tuple(made)


def _by_walking(problem: Median, taken: np.ndarray) -> tuple[Choice[int], ...]:
    case, field = problem.case, Field(problem)
    who, way, next_way = field.nearest(taken)
    served = np.flatnonzero(who >= 0)

    def at_site(values: Floats) -> Floats:
        return np.bincount(who[served], values[served], case.sites)

    people, walked = at_site(case.people), at_site(case.people * way)
    loss = at_site(case.people * (next_way - way))
    saved = case.people[case.point] * np.maximum(way[case.point] - case.metres, 0)
    saves = np.bincount(case.site, saved, case.sites)
    existing = np.isin(np.arange(case.sites), case.existing)
    could_go = taken & ~existing
    least = float(loss[could_go].min()) if could_go.any() else 0.0
    made = []
    for site in range(case.sites):
        if taken[site]:
            mean = float(walked[site] / people[site]) if people[site] else 0.0
            word = "existing" if existing[site] else "nearest"
            reason = Reason(word, {"people": float(people[site]), "metres": mean})
        else:
            reason = Reason("saves_less", {"saves": float(saves[site]), "least": least})
        made.append(Choice(site, reason, bool(taken[site])))
    return tuple(made)
