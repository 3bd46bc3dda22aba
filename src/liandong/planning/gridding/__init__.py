"""划网格 Gridding: a community divided into grids of 300 to 500 households.

    ground = lay(east, north, roads)            # who is next to whom, and what parts them
    problem = Problem(households, east, north, ground.links)
    plan = design(problem)
    plan.objective, plan.bound                  # households outside the range, the proven least
    why_not(problem, plan, 17, 3)               # why building 17 is not in grid 3

A grid is always contiguous and never crosses what parts the ground. Start reading at `problem.py`,
then `blocks.py` (how many grids, and the bound), `annealing.py` (who belongs to whom) and
`checking.py`, which counts everything again.
"""

from liandong.planning.gridding.changing import Changes, changes
from liandong.planning.gridding.checking import check
from liandong.planning.gridding.designing import design
from liandong.planning.gridding.explaining import why_not
from liandong.planning.gridding.ground import Ground, lay
from liandong.planning.gridding.measuring import Measures, grid_of, measure
from liandong.planning.gridding.outlines import outlines
from liandong.planning.gridding.problem import Grid, Problem, Rule, Weights

__all__ = [
    "Changes",
    "Grid",
    "Ground",
    "Measures",
    "Problem",
    "Rule",
    "Weights",
    "changes",
    "check",
    "design",
    "grid_of",
    "lay",
    "measure",
    "outlines",
    "why_not",
]
