"""双报到配对 Pairing: units with communities, members with tasks; best, with a certificate.

    problem = members_and_tasks(members, tasks)     # or units_and_communities(units, communities)
    plan = pair(problem)
    plan.objective == plan.bound                    # proven, by prices that anybody can check
    suggestions(problem, plan, least=3)             # a list for each person: never an order

Start reading at `problem.py` (both are one problem), then `flow.py` (how it is solved, and why
nothing is better), `members.py` and `units.py`.
"""

from liandong.planning.pairing.changing import Changes, changes
from liandong.planning.pairing.checking import check
from liandong.planning.pairing.explaining import why_not
from liandong.planning.pairing.members import Members, Tasks, Wishes, members_and_tasks
from liandong.planning.pairing.problem import Pair, Problem
from liandong.planning.pairing.solving import pair
from liandong.planning.pairing.suggesting import suggestions
from liandong.planning.pairing.units import Communities, Units, units_and_communities

__all__ = [
    "Changes",
    "Communities",
    "Members",
    "Pair",
    "Problem",
    "Tasks",
    "Units",
    "Wishes",
    "changes",
    "check",
    "members_and_tasks",
    "pair",
    "suggestions",
    "units_and_communities",
    "why_not",
]
