"""Pages of the rulebook. All are open, but those where a place sets a rule of its own."""

from liandong.rulebook.views.calendar import calendar, deadline
from liandong.rulebook.views.kinds import categories, category
from liandong.rulebook.views.local import override, withdraw
from liandong.rulebook.views.rules import rule, rules

__all__ = [
    "calendar",
    "categories",
    "category",
    "deadline",
    "override",
    "rule",
    "rules",
    "withdraw",
]
