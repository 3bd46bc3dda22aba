from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.insight.queries import Span, Stretch
from liandong.kernel.house import sentences
from liandong.kernel.page import KeyedForm

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


class Day(forms.DateInput):
    """A day, chosen from the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Everything")), *sentences().items()]


class Period(forms.Form):
    """From which day to which a chronicle is read, and which kind of line. The last 30 days."""

    since = forms.DateField(label=_("From day"), required=False, widget=Day)
    until = forms.DateField(label=_("Until day"), required=False, widget=Day)
    verb = forms.ChoiceField(label=_("What was done"), choices=_kinds, required=False)
    alone = forms.BooleanField(label=_("Only this place itself"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return given

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day of the period."""
        until = self.cleaned_data["until"] or today
        return self.cleaned_data["since"] or until - timedelta(days=29), until


class Correct(KeyedForm):
    """What is not right in a line."""

    text = forms.CharField(
        label=_("What is not right, and how it was"),
        help_text=_("The line itself stays as it is; your words stand beside it for good."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
