"""How a proposal for grids gives its reasons."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from liandong.places.lifecycle import Design

register = template.Library()

STANDS: dict[str, Any] = {
    "within": _("within the range"),
    "below": _("below the range"),
    "above": _("above the range"),
    "dedicated": _("a grid of its own, as today"),
}
PILLS = {"within": "pill-good", "dedicated": ""}
UNMET: dict[str, Any] = {
    "block_small": _(
        "Part %(block)s of the ground has only %(households)s households, and no grid may cross "
        "a main road or river."
    ),
    "block_between": _(
        "Part %(block)s of the ground has %(households)s households: no number of grids suits "
        "them; at least %(outside)s stay outside the range."
    ),
    "building_large": _("%(building)s alone has %(households)s households."),
    "lumps": _(
        "In part %(block)s of the ground the buildings are too large or lie too far apart: no "
        "division does better than %(outside)s households outside. All were tried."
    ),
    "not_reached": _(
        "In part %(block)s of the ground %(outside)s households are outside the range; at least "
        "%(bound)s must be. Another seed may find better."
    ),
    "estate_large": _(
        "The estate %(estate)s has %(households)s households: too large for one grid."
    ),
    "estate_parted": _(
        "The estate %(estate)s cannot stay whole: its parts do not touch, or a main road parts it."
    ),
}


@register.filter
def stands(word: str) -> Any:
    """How a grid stands to the range."""
    return STANDS[word]


@register.filter
def pill_of(word: str) -> str:
    return PILLS.get(word, "pill-wait")


@register.filter
def unmet(reason: dict[str, Any]) -> str:
    """A sentence for what could not be satisfied."""
    return str(UNMET[reason["word"]] % reason["figures"])


@register.filter
def design_state(code: str) -> Any:
    """What a state of a proposal is called."""
    return Design(code).label


@register.filter
def tone(number: int, tones: int = 6) -> int:
    """The tone of a grid on the map and in the list."""
    return number % tones + 1
