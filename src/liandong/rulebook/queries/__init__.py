"""Asking the rulebook.

`limits` says which rule holds, `deadlines` when it runs out, `memory` keeps both at hand;
`reading` is for pages, `presets` and `calendars` read files.
"""

from liandong.rulebook.queries.calendars import (
    BadCalendarError,
    Day,
    YearPlan,
    by_year,
    is_loaded,
    kinds_of,
    package_calendar,
    read_calendar,
)
from liandong.rulebook.queries.deadlines import (
    Counted,
    Due,
    changed_days,
    counted,
    due,
    is_published,
    is_workday,
    working_minutes_between,
)
from liandong.rulebook.queries.grids import size_of_grid
from liandong.rulebook.queries.limits import (
    Limit,
    NoRule,
    holds,
    limit,
    milestones,
    own_limits,
    retentions,
    whole,
)
from liandong.rulebook.queries.memory import STANDARD, forget, hours_codes
from liandong.rulebook.queries.presets import BadPresetError, Preset, amount_of, read_preset
from liandong.rulebook.queries.reading import (
    above,
    calendar_year,
    calendar_years,
    categories,
    category,
    days_of,
    exclusion_reasons,
    find,
    find_rule,
    history,
    limits_of,
    own_on,
    rules_in_force,
    setting_places,
)

__all__ = [
    "STANDARD",
    "BadCalendarError",
    "BadPresetError",
    "Counted",
    "Day",
    "Due",
    "Limit",
    "NoRule",
    "Preset",
    "YearPlan",
    "above",
    "amount_of",
    "by_year",
    "calendar_year",
    "calendar_years",
    "categories",
    "category",
    "changed_days",
    "counted",
    "days_of",
    "due",
    "exclusion_reasons",
    "find",
    "find_rule",
    "forget",
    "history",
    "holds",
    "hours_codes",
    "is_loaded",
    "is_published",
    "is_workday",
    "kinds_of",
    "limit",
    "limits_of",
    "milestones",
    "own_limits",
    "own_on",
    "package_calendar",
    "read_calendar",
    "read_preset",
    "retentions",
    "rules_in_force",
    "setting_places",
    "size_of_grid",
    "whole",
    "working_minutes_between",
]
