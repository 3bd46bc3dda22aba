"""Words for the pages of councils, petitions and polls."""

from typing import Any

from django import template

from liandong.deliberation.lifecycle import Capacity, Poll, Scope, Signers, Stand, State

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
STANDS = {
    Stand.STARTED: "pill-wait",
    Stand.COLLECTING: "pill-go",
    Stand.REACHED: "pill-go",
    Stand.CONVENED: "pill-good",
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


@register.filter
def petition_pill(petition: Any) -> str:
    """The colour of where a petition stands; always beside its word."""
    return STANDS.get(petition.stand, "pill-bad")


@register.filter
def signers_name(base: str) -> str:
    return str(Signers(base).label)


@register.filter
def poll_pill(poll: Any) -> str:
    """The colour of where a poll stands; always beside its word."""
    return {Poll.OPEN: "pill-go", Poll.CLOSED: "pill-good"}.get(poll.stand, "pill-bad")
