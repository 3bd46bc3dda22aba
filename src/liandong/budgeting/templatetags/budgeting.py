"""Words for the templates of budget votes."""

from collections.abc import Mapping

from django import template

from liandong.budgeting import queries
from liandong.budgeting.models import BudgetVote, Project

register = template.Library()
register.filter("why", queries.why)


@register.filter
def in_turn(board: Mapping[str, list[Project]]) -> list[list[Project]]:
    """What waits first, then what is on the list, then what cannot be done."""
    return [board["waiting"], board["list"], board["refused"]]


@register.filter
def marks_of(marks: Mapping[str, int], vote: BudgetVote) -> str:
    """What a voter marked: the numbers, with points where points are given."""
    if vote.points:
        return ", ".join(f"{no} ({points})" for no, points in marks.items()) or "—"
    return ", ".join(marks) or "—"
