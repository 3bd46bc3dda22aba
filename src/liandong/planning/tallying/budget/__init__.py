"""Budgets by vote: which projects does a sum of money pay for?

    vote = Instance({"bench": 300, "lamp": 500}, budget=600, approvals=[{"bench"}, {"lamp"}])
    outcome = equal_shares(vote, utility="cost", completion="add1")
    outcome.winners, outcome.spent, outcome.explanations["lamp"]

Costs, budgets and points are whole numbers (cents, points). Winners are decided exactly; the
amounts in explanations are rounded. Ties follow a rule that is published beforehand.
"""

from liandong.planning.tallying.budget.greedy import greedy
from liandong.planning.tallying.budget.instance import Instance
from liandong.planning.tallying.budget.outcome import Comparison, Explanation, Outcome
from liandong.planning.tallying.budget.shares import equal_shares
from liandong.planning.tallying.budget.ties import TIES, TieWord

__all__ = [
    "TIES",
    "Comparison",
    "Explanation",
    "Instance",
    "Outcome",
    "TieWord",
    "equal_shares",
    "greedy",
]
