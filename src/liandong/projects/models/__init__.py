"""What is kept: secretaries' projects, arenas and action plans, with all that belongs to them."""

from liandong.projects.models.action_plans import (
    ActionPlan,
    FrozenTask,
    PlanAmendment,
    PlanDepartment,
    PlanTask,
    QuarterReport,
    TaskWait,
)
from liandong.projects.models.arenas import (
    Arena,
    Entrant,
    Ticket,
    TicketEntry,
    Urn,
    VoterClass,
)
from liandong.projects.models.plans import (
    HIGHEST,
    READERS,
    Amendment,
    Evidence,
    Expense,
    Goal,
    Milestone,
    SecretaryProject,
)
from liandong.projects.models.quarters import Quarter, quarters
from liandong.projects.models.words import (
    ArenaFacts,
    Facts,
    Plan,
    PlanFacts,
    Report,
    Target,
    Task,
)

__all__ = [
    "HIGHEST",
    "READERS",
    "ActionPlan",
    "Amendment",
    "Arena",
    "ArenaFacts",
    "Entrant",
    "Evidence",
    "Expense",
    "Facts",
    "FrozenTask",
    "Goal",
    "Milestone",
    "Plan",
    "PlanAmendment",
    "PlanDepartment",
    "PlanFacts",
    "PlanTask",
    "Quarter",
    "QuarterReport",
    "Report",
    "SecretaryProject",
    "Target",
    "Task",
    "TaskWait",
    "Ticket",
    "TicketEntry",
    "Urn",
    "VoterClass",
    "quarters",
]
