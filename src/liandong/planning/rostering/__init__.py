"""排班 Rostering: a centre's windows for a month, staggered and extended hours, fair and covered.

    problem = Problem(people, days, shifts, stand_ins, away)
    plan = roster(problem)
    plan.objective, plan.bound, plan.gap    # points against it, and what no roster goes below
    plan.unmet                              # which windows lack people, and which rule to relax
    why_not(problem, plan, Duty("Wang", 4, "late"))
    changes(problem, plan)                  # after somebody fell ill: what the new roster moves

Start reading at `problem.py`, then `model.py` (the rules, one function each), `costing.py` (what is
fair), `relaxing.py` (what stands in the way) and `checking.py`, which counts everything again.
"""

from liandong.planning.rostering.changing import Change, carry, changes
from liandong.planning.rostering.checking import check
from liandong.planning.rostering.explaining import why_not
from liandong.planning.rostering.problem import (
    Carried,
    Day,
    Duty,
    Limits,
    Need,
    Person,
    Problem,
    Shift,
    StandIn,
    Weights,
)
from liandong.planning.rostering.solving import roster

__all__ = [
    "Carried",
    "Change",
    "Day",
    "Duty",
    "Limits",
    "Need",
    "Person",
    "Problem",
    "Shift",
    "StandIn",
    "Weights",
    "carry",
    "changes",
    "check",
    "roster",
    "why_not",
]
