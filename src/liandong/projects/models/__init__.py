"""What is kept: a secretary's project with its goals, milestones, evidence, money, amendments."""

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
from liandong.projects.models.words import ArenaFacts, Facts, Plan, Target

__all__ = [
    "HIGHEST",
    "READERS",
    "Amendment",
    "Arena",
    "ArenaFacts",
    "Entrant",
    "Ticket",
    "TicketEntry",
    "Urn",
    "VoterClass",
    "Evidence",
    "Expense",
    "Facts",
    "Goal",
    "Milestone",
    "Plan",
    "SecretaryProject",
    "Target",
]
