"""Words for the pages of projects: lights and states as pills, plain numbers, working days."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from liandong.planning.tallying.rating import Result
from liandong.projects.lifecycle import Grade, Light, Part, State, Voters
from liandong.projects.models import SecretaryProject
from liandong.projects.queries import rounded

register = template.Library()

PILLS: dict[str, str] = {
    Light.RED: "pill-bad",
    Light.YELLOW: "pill-wait",
    Light.GREEN: "pill-good",
    State.CLAIMED: "pill-wait",
    State.RUNNING: "pill-go",
    State.DONE_CLAIMED: "pill-wait",
    State.ACCEPTED: "pill-good",
    State.REVIEWED: "pill-good",
    State.CLOSED: "pill-good",
    State.ENDED: "pill-bad",
}


@register.filter
def light(code: str) -> SafeString:
    """A light as a pill; nothing where no date runs."""
    if code in {"", Light.NONE}:
        return SafeString("")
    return _pill(code, str(Light(code).label))


@register.filter
def state(project: SecretaryProject) -> SafeString:
    return _pill(project.state, project.get_state_display())


@register.filter
def plain(number: Decimal | None) -> str:
    """A number without the zeros that say nothing: 40.00 is 40."""
    return "–" if number is None else f"{number.normalize():f}"


@register.filter
def part_of(part: int | None, whole: int | None) -> str:
    """A number with what it is part of."""
    if not whole:
        return gettext("none yet")
    return gettext("%(part)d of %(whole)d") % {"part": part or 0, "whole": whole}


@register.filter
def work_days(many: int) -> str:
    """A slip in words."""
    return ngettext("%d working day late", "%d working days late", many) % many


@register.filter
def fraction(exact: Fraction | None) -> str:
    """An exact number with two places for the eye, marked where they were rounded."""
    if exact is None:
        return "–"
    shown = rounded(exact)
    return f"{shown}" if Fraction(shown) == exact else f"≈{shown}"


@register.filter
def rows(result: Result) -> int:
    """How many lines of the result sheet an entrant takes."""
    return sum(len(part.classes) for part in result.parts)


@register.filter
def grade_word(code: str) -> str:
    return str(Grade(code).label)


@register.filter
def part_word(code: str) -> str:
    return str(Part(code).label)


@register.filter
def voters_word(code: str) -> str:
    return str(Voters(code).label)


@register.filter
def decided(word: str) -> str:
    """What decided between equal totals, in words."""
    if word == "shared":
        return gettext("equal in everything: the place is shared")
    if word == "best_grades":
        return gettext("more ratings “good”")
    return gettext("by the score of the part “%(part)s”") % {"part": Part(word).label}


def _pill(code: str, words: str) -> SafeString:
    return format_html('<span class="pill {}">{}</span>', PILLS.get(code, ""), words)
