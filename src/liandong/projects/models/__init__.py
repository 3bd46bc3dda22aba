"""What is kept: a secretary's project with its goals, milestones, evidence, money, amendments."""

from liandong.projects.models.plans import (
    HIGHEST,
    READERS,
    Amendment,
    Evidence,
    Expense,
    Facts,
    Goal,
    Milestone,
    Plan,
    SecretaryProject,
    Target,
)

__all__ = [
    "HIGHEST",
    "READERS",
    "Amendment",
    "Evidence",
    "Expense",
    "Facts",
    "Goal",
    "Milestone",
    "Plan",
    "SecretaryProject",
    "Target",
]
