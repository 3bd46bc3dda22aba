"""What is typed about projects. A form's `words` are the words of its action."""

from liandong.projects.forms.amending import (
    AddMilestone,
    AmendBudget,
    AmendGoal,
    AmendMeasures,
    DropMilestone,
    MoveMilestone,
)
from liandong.projects.forms.common import Find, Opened, Reason
from liandong.projects.forms.doing import (
    Accept,
    AddEvidence,
    ClaimDone,
    Measure,
    Reach,
    Review,
    Spend,
    TakeBack,
)
from liandong.projects.forms.planning import Draft, PlanMilestone, Revise, SetGoal, Strike

__all__ = [
    "Accept",
    "AddEvidence",
    "AddMilestone",
    "AmendBudget",
    "AmendGoal",
    "AmendMeasures",
    "ClaimDone",
    "Draft",
    "DropMilestone",
    "Find",
    "Measure",
    "MoveMilestone",
    "Opened",
    "PlanMilestone",
    "Reach",
    "Reason",
    "Review",
    "Revise",
    "SetGoal",
    "Spend",
    "Strike",
    "TakeBack",
]
