"""All reading of projects."""

from liandong.projects.queries.finding import (
    Search,
    evidence,
    expenses_left,
    facts,
    find,
    hands_of,
    kept_of,
    projects,
    published,
    secretaries_for,
    waiting_milestones,
    waits_for,
    working_posts,
    years,
)
from liandong.projects.queries.standing import (
    Board,
    Row,
    board,
    lit,
    slip,
)
from liandong.projects.queries.tables import goal_in_words, ledger_of

__all__ = [
    "Board",
    "Row",
    "Search",
    "board",
    "evidence",
    "expenses_left",
    "facts",
    "find",
    "goal_in_words",
    "hands_of",
    "kept_of",
    "ledger_of",
    "lit",
    "projects",
    "published",
    "secretaries_for",
    "slip",
    "waiting_milestones",
    "waits_for",
    "working_posts",
    "years",
]
