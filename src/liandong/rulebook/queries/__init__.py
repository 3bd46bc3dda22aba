"""Asking the rulebook: `limits` which rule holds, `deadlines` when it runs out, `reading` pages."""

from liandong.rulebook.queries.deadlines import (
    Due,
    changed_days,
    due,
    is_published,
    is_workday,
    spans_on,
    working_minutes_between,
)
from liandong.rulebook.queries.limits import Limit, NoRule, holds, limit, milestones, whole
from liandong.rulebook.queries.memory import STANDARD, forget
from liandong.rulebook.queries.reading import (
    categories,
    exclusion_reasons,
)

__all__ = [
    "STANDARD",
    "Due",
    "Limit",
    "NoRule",
    "categories",
    "changed_days",
    "due",
    "exclusion_reasons",
    "forget",
    "holds",
    "is_published",
    "is_workday",
    "limit",
    "milestones",
    "spans_on",
    "whole",
    "working_minutes_between",
]
