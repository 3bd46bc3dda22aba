"""Words for the templates of conversations."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liandong.opinions.lifecycle import Choice, Ground, State
from liandong.opinions.models import Conversation, Statement
from liandong.planning.tallying.opinions.picture import mark

register = template.Library()
PILLS = {
    State.OPEN: "pill-go",
    State.CLOSED: "pill-wait",
    State.CONCLUDED: "pill-good",
    State.CANCELLED: "pill-bad",
}
STANDING_PILLS = {"waiting": "pill-wait", "published": "pill-good", "refused": "pill-bad"}


@register.filter
def pill(thing: Conversation | Statement) -> str:
    """The colour of a state; the word stands beside it."""
    if isinstance(thing, Statement):
        return STANDING_PILLS.get(thing.standing, "")
    return PILLS[State(thing.state)]


@register.filter
def choice(vote: int) -> str:
    return str(Choice(vote).label)


@register.filter
def ground(code: str) -> str:
    return str(Ground(code).label)


@register.filter
def hidden(count: int | None) -> object:
    """A count, or a word where too few answered for it to be shown."""
    return _("hidden") if count is None else count


@register.filter
def group_mark(number: int) -> SafeString:
    """The mark of a group as the map shows it; its letter stands beside it."""
    drawing = mark(number, 9, 9)
    return SafeString(
        f'<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">{drawing}</svg>'
    )
