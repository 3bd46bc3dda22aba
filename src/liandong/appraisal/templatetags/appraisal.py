"""Words for the pages of reviews: states and grades as pills, shares of ballots."""

from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from liandong.appraisal.lifecycle import Grade, Raters, State
from liandong.appraisal.models import Appraisal
from liandong.planning.tallying.sheltering import Line

register = template.Library()

PILLS: dict[str, str] = {
    State.PREPARING: "pill-go",
    State.RATING: "pill-go",
    State.COUNTED: "pill-wait",
    State.PUBLISHED: "pill-good",
    State.CANCELLED: "pill-bad",
}


@register.filter
def state(appraisal: Appraisal) -> SafeString:
    kind = PILLS.get(appraisal.state, "")
    return format_html('<span class="pill {}">{}</span>', kind, appraisal.get_state_display())


@register.filter
def grade_word(code: str) -> str:
    return str(Grade(code).label)


@register.filter
def raters_of(line: Line) -> str:
    """The classes of one line of a tally; several when one alone had too few ratings."""
    return _(" and ").join(str(Raters(name).label) for name in line.names)


@register.filter
def of_hundred(share: Fraction) -> str:
    """An exact share as a percentage with one place behind the point."""
    tenths = (share.numerator * 2000 + share.denominator) // (share.denominator * 2)
    return f"{tenths // 10}.{tenths % 10} %"


@register.filter
def lookup(table: dict[str, object], name: str) -> object:
    """What a table says under a name; "" for nothing."""
    return table.get(name, "")
