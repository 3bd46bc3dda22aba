from datetime import date, timedelta
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.insight.queries import Span, Stretch
from liandong.kernel.fields import day
from liandong.kernel.house import sentences
from liandong.kernel.page import KeyedForm, offer
from liandong.places.models import Place

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
    on = day(_("With this day"), required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=list(SORTS.items()), required=False)

    def stretch(self, today: date) -> Stretch:
        given: dict[str, Any] = self.cleaned_data
        day = given.get("on") or today
        return Stretch.around(Span(given.get("span") or Span.MONTH), min(day, today), today)


class OfYear(forms.Form):
    """Of which year and place the article's figures are counted."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    place = forms.TypedChoiceField(label=_("Place"), coerce=int, empty_value=None, required=False)

    def __init__(self, given: QueryDict, *, years: list[int], around: list[Place]) -> None:
        super().__init__(given)
        offer(self, "year", [("", _("The last twelve months")), *((one, one) for one in years)])
        english = (get_language() or "").startswith("en")
        names = [(one.pk, (english and one.name_en) or one.name) for one in around]
        offer(self, "place", names)


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Everything")), *sentences().items()]


class Period(forms.Form):
    """From which day to which a chronicle is read, and which kind of line."""

    since = day(_("From day"))
    until = day(_("Until day"))
    verb = forms.ChoiceField(label=_("What was done"), choices=_kinds, required=False)
    alone = forms.BooleanField(label=_("Only this place itself"), required=False)

    @classmethod
    def asked(cls, given: QueryDict, today: date) -> Self:
        """The form as the address fills it; where it names no day, the last thirty."""
        words = given.copy()
        for name, usual in (("since", today - timedelta(days=29)), ("until", today)):
            words[name] = given.get(name) or f"{usual:%Y-%m-%d}"
        return cls(words)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "since" in given and "until" in given and given["since"] > given["until"]:
            self.add_error("until", _("The last day lies before the first."))
        return given

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the period."""
        return self.cleaned_data["since"], self.cleaned_data["until"]


class Correct(KeyedForm):
    """What is not right in a line."""

    text = forms.CharField(
        label=_("What is not right, and how it was"),
        help_text=_("The line itself stays as it is; your words stand beside it for good."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
