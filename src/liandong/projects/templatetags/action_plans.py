"""Words for the pages of action plans: standings as pills, quarters, tasks as short links."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liandong.projects.lifecycle import PlanState, Standing, Told
from liandong.projects.models import ActionPlan, Quarter
from liandong.projects.queries import quarter_in_words

register = template.Library()

PILLS: dict[str, str] = {
    Standing.ON_TRACK: "pill-go",
    Standing.DONE: "pill-good",
    Standing.LATE: "pill-wait",
    Standing.HELD: "pill-wait",
    Standing.BLOCKED: "pill-bad",
    Standing.OVERDUE: "pill-bad",
}
STATES: dict[str, str] = {
    PlanState.CIRCULATED: "pill-wait",
    PlanState.ADOPTED: "pill-go",
    PlanState.CLOSED: "pill-good",
    PlanState.WITHDRAWN: "pill-bad",
}


@register.filter
def standing(code: str) -> SafeString:
    """How a task stands, as a pill."""
    return _pill(PILLS.get(code, ""), str(Standing(code).label))


@register.filter
def told(code: str) -> SafeString:
    """What was told of a quarter, as a pill."""
    return _pill(PILLS.get(code, ""), str(Told(code).label))


@register.filter
def plan_state(plan: ActionPlan) -> SafeString:
    return _pill(STATES.get(plan.state, ""), plan.get_state_display())


@register.filter
def quarter(one: Quarter) -> str:
    """A quarter in words."""
    return quarter_in_words(one)


def _pill(kind: str, words: str) -> SafeString:
    return format_html('<span class="pill {}">{}</span>', kind, words)
