"""Words for the pages of mandates: states as pills."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from liandong.mandates.lifecycle import DisputeState, PowerState

register = template.Library()

PILLS: dict[str, str] = {
    PowerState.PROPOSED: "pill-wait",
    PowerState.ABLE: "pill-go",
    PowerState.IN_FORCE: "pill-good",
    PowerState.WITHDRAWN: "pill-bad",
    DisputeState.RAISED: "pill-wait",
    DisputeState.ARGUED: "pill-wait",
    DisputeState.RULED: "pill-good",
}


@register.filter
def state(thing: Any) -> SafeString:
    """The state of a thing as a pill."""
    look = PILLS.get(thing.state, "")
    return format_html('<span class="pill {}">{}</span>', look, thing.get_state_display())
