"""Words for the pages of councils."""

from typing import Any

from django import template

from liandong.deliberation.lifecycle import Capacity, Scope, State

register = template.Library()
PILLS = {
    State.PLANNED: "pill-wait",
    State.NOTICED: "pill-wait",
    State.SITTING: "pill-go",
    State.ADJOURNED: "pill-wait",
    State.CONCLUDED: "pill-good",
    State.POSTED: "pill-good",
    State.CALLED_OFF: "pill-bad",
}


@register.filter
def council_pill(council: Any) -> str:
    """The colour of a council's state; always beside its word."""
    return PILLS[council.state]


@register.filter
def scope_name(scope: str) -> str:
    return str(Scope(scope).label)


@register.filter
def capacity_name(capacity: str) -> str:
    return str(Capacity(capacity).label)
