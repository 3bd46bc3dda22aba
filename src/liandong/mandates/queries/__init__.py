"""All reading of the lists: what governs a place, who leads, how an item changed, list files."""

from liandong.mandates.queries.lists import (
    Search,
    Suggestion,
    classes,
    find_place,
    items,
    kinds_of_matter,
    lists,
    suggest,
    versions,
)
from liandong.mandates.queries.plan import Plan, plan_import
from liandong.mandates.queries.tables import (
    HEADS,
    BadListError,
    Draft,
    Head,
    Line,
    as_row,
    read_list,
    to_csv,
)

__all__ = [
    "HEADS",
    "BadListError",
    "Draft",
    "Head",
    "Line",
    "Plan",
    "Search",
    "Suggestion",
    "as_row",
    "classes",
    "find_place",
    "items",
    "kinds_of_matter",
    "lists",
    "plan_import",
    "read_list",
    "suggest",
    "to_csv",
    "versions",
]
