"""How a plan for new sites gives its reasons and its gap."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from liandong.facilities.lifecycle import UNMET, WHY
from liandong.facilities.models import PlannedSite

register = template.Library()


@register.filter
def why(one: PlannedSite) -> str:
    """Why a site was chosen, or why not."""
    return str(WHY[one.word] % one.figures)


@register.filter
def left_out(reason: dict[str, Any]) -> str:
    """A sentence for what could not be satisfied."""
    figures = {name: round(value) for name, value in reason["figures"].items()}
    return str(UNMET[reason["word"]] % figures)


@register.filter
def of_households(part: int, total: int) -> str:
    """A share of households with its denominator."""
    if not total:
        return _("no households")
    words = _("%(percent)d%% (%(part)d of %(total)d households)")
    return words % {"percent": round(100 * part / total), "part": part, "total": total}


@register.filter
def percent(share: float) -> str:
    """A small share with two places: "0.18 %"."""
    return f"{share:.2%}".replace("%", " %")
