"""What changes the rulebook: presets loaded, local rules set and withdrawn, calendars loaded."""

from liandong.rulebook.actions.calendar import load_calendar
from liandong.rulebook.actions.local import LocalRule, override, withdraw
from liandong.rulebook.actions.presets import Count, load_rulebook

__all__ = ["Count", "LocalRule", "load_calendar", "load_rulebook", "override", "withdraw"]
