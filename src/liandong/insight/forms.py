from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.insight.queries import Span, Stretch

SORTS = {
    "": _("As they stand in the tree"),
    "intake": _("Raised in the period"),
    "open": _("Open"),
    "overdue": _("Overdue"),
}


class Choose(forms.Form):
    """Which month, quarter or year a board shows, and how its places are sorted.

    Only counts can be sorted by: places are not ranked by a rate of few.
    """

    span = forms.ChoiceField(label=_("Period"), choices=Span.choices, required=False)
    on = forms.DateField(
        label=_("With this day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sort = forms.ChoiceField(label=_("Order"), choices=list(SORTS.items()), required=False)

    def stretch(self, today: date) -> Stretch:
        given: dict[str, Any] = self.cleaned_data
        day = given.get("on") or today
        return Stretch.around(Span(given.get("span") or Span.MONTH), min(day, today), today)
