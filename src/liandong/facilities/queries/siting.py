"""Working out a plan for new sites. Only `tasks` and the demo import this."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from liandong.facilities.lifecycle import Ask
from liandong.facilities.models import Facility, SitePlan
from liandong.facilities.queries.cover import Homes, homes_of, shares_of, standing
from liandong.facilities.queries.plans import candidates
from liandong.places.models import Place
from liandong.planning.plan import Choice, Plan, Progress
from liandong.planning.reach import WALK, Ground, reach
from liandong.planning.siting import Case, Fewest, Most, check, site

PASSED_OVER = 10  # how many sites that were not chosen are told with their reason


@dataclass(frozen=True, slots=True)
class DrawnSite:
    number: int
    chosen: bool
    facility_id: int | None
    building_id: int | None
    word: str
    figures: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DrawnCover:
    place_id: int
    households: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DrawnPlan:
    """A plan as it was worked out, ready to be presented."""

    facts: dict[str, Any]
    unmet: list[dict[str, Any]]
    sites: tuple[DrawnSite, ...]
    communities: tuple[DrawnCover, ...]


def work_out(asked: SitePlan, on: date, progress: Progress) -> DrawnPlan:
    """Choose sites among the buildings of a place, beside the facilities that stand."""
    homes = homes_of(asked.place)
    facilities = list(standing(asked.kind, on))
    buildings = list(candidates(asked.place))
    case = _case(asked, homes, facilities, buildings)
    problem = (
        Most(case, sites=len(facilities) + asked.number) if asked.ask == Ask.MOST else Fewest(case)
    )
    plan = site(problem, seed=asked.seed, progress=progress)
    if wrong := check(problem, plan):
        raise ValueError("; ".join(wrong))
    return _drawn(case, plan, homes, facilities, buildings)


def _case(
    asked: SitePlan, homes: Homes, facilities: list[Facility], buildings: list[Place]
) -> Case:
    stand = [(one.lon, one.lat) for one in facilities]
    spots = [*stand, *((one.lon or 0.0, one.lat or 0.0) for one in buildings)]
    ground = Ground.under(homes.lonlat)
    sites = ground.metres(np.array(spots, float).reshape(-1, 2))
    found = reach(sites, ground.metres(homes.lonlat), asked.minutes * WALK)
    return Case.of(homes.households, len(spots), found, existing=range(len(facilities)))


def _drawn(
    case: Case,
    plan: Plan[int],
    homes: Homes,
    facilities: list[Facility],
    buildings: list[Place],
) -> DrawnPlan:
    before = _reached(case, list(case.existing))
    after = _reached(case, list(plan.chosen))
    told = [*(one for one in plan.choices if one.chosen), *_passed_over(plan)]
    first = len(facilities)
    return DrawnPlan(
        facts={
            "objective": plan.objective,
            "bound": plan.bound,
            "gap": plan.gap,
            "total": homes.total,
            "before": int(homes.households[before].sum()),
            "after": int(homes.households[after].sum()),
            "candidates": len(buildings),
            "existing": first,
            "new": len(plan.chosen) - first,
        },
        unmet=[{"word": one.word, "figures": dict(one.figures)} for one in plan.unmet],
        sites=tuple(
            DrawnSite(
                number=number,
                chosen=one.chosen,
                facility_id=facilities[one.what].pk if one.what < first else None,
                building_id=buildings[one.what - first].pk if one.what >= first else None,
                word=one.reason.word,
                figures={name: round(float(value)) for name, value in one.reason.figures.items()},
            )
            for number, one in enumerate(told)
        ),
        communities=_communities(homes, before, after),
    )


def _reached(case: Case, sites: list[int]) -> np.ndarray:
    open_ones = np.zeros(case.sites)
    open_ones[sites] = 1.0
    found: np.ndarray = case.cover @ open_ones > 0
    return found


def _passed_over(plan: Plan[int]) -> list[Choice[int]]:
    """The sites that were not chosen and would add the most."""
    others = [one for one in plan.choices if one.reason.word == "adds_less"]
    others.sort(key=lambda one: (-float(one.reason.figures["adds"]), one.what))
    return others[:PASSED_OVER]


def _communities(homes: Homes, before: np.ndarray, after: np.ndarray) -> tuple[DrawnCover, ...]:
    then = {one.place.pk: one.reached for one in shares_of(homes, after)}
    return tuple(
        DrawnCover(one.place.pk, one.households, one.reached, then[one.place.pk])
        for one in shares_of(homes, before)
    )
