"""The lives of a secretary's project, of an arena and of an action plan; how each is said."""

from liandong.projects.lifecycle import action_plans, arenas, projects
from liandong.projects.lifecycle.action_plans import (
    ADOPTED,
    PLAN_DRAWN,
    PLAN_MOVES,
    PlanChange,
    PlanState,
    Standing,
    Told,
)
from liandong.projects.lifecycle.arenas import (
    ARENA_MOVES,
    CLASSES,
    TIE_WORDS,
    WITH_RESULT,
    ArenaState,
    FollowUp,
    Grade,
    Part,
    Ties,
    Voters,
)
from liandong.projects.lifecycle.projects import (
    DRAWN,
    MOVES,
    PUBLIC,
    Change,
    Kind,
    Light,
    State,
)

__all__ = [
    "ADOPTED",
    "ARENA_MOVES",
    "CALLED",
    "CLASSES",
    "DRAWN",
    "MOVES",
    "OPEN_TEXTS",
    "PLAN_DRAWN",
    "PLAN_MOVES",
    "PUBLIC",
    "SAID",
    "TIE_WORDS",
    "WITH_RESULT",
    "ArenaState",
    "Change",
    "FollowUp",
    "Grade",
    "Kind",
    "Light",
    "Part",
    "PlanChange",
    "PlanState",
    "Standing",
    "State",
    "Ties",
    "Told",
    "Voters",
]

SAID = projects.SAID | arenas.SAID | action_plans.SAID
OPEN_TEXTS = projects.OPEN_TEXTS | arenas.OPEN_TEXTS | action_plans.OPEN_TEXTS
CALLED = projects.CALLED | arenas.CALLED | action_plans.CALLED
