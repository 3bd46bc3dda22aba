"""选址 Siting: where stations and centres should stand, with a proof of how good the plan is.

    case = Case.of(people, len(sites), reach(sites, homes, limit=400, network=network))
    plan = site(Most(case, sites=30))
    plan.chosen, plan.objective, plan.bound, plan.gap, plan.choices[7].reason

Four problems: `Fewest` (set cover), `Most` (maximal cover), `Median` and `Center`; `TIERS` are
those of GB 50180, which do not replace each other. `check` counts a plan again.
"""

from liandong.planning.siting.capacity import TooLarge
from liandong.planning.siting.case import PENALTY, Case, Center, Fewest, Median, Most, Problem
from liandong.planning.siting.checking import check
from liandong.planning.siting.planning import ROUNDS, site
from liandong.planning.siting.solver import NoAnswer
from liandong.planning.siting.tiers import TIERS, Cover, Tier, covered

__all__ = [
    "PENALTY",
    "ROUNDS",
    "TIERS",
    "Case",
    "Center",
    "Cover",
    "Fewest",
    "Median",
    "Most",
    "NoAnswer",
    "Problem",
    "Tier",
    "TooLarge",
    "check",
    "covered",
    "site",
]
