"""Which year, period, level and kind is shown."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.fields import day
from liandong.kernel.page import offer
from liandong.meetings import queries
from liandong.meetings.lifecycle import Kind
from liandong.places.models import Level

LEVELS = [
    (level.value, level.label)
    for level in (Level.CITY, Level.DISTRICT, Level.SUBDISTRICT, Level.COMMUNITY)
]


class Year(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, choices=[])

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", [(year, str(year)) for year in years])


class Period(forms.Form):
    """From when to when; both days included."""

    since = day(pgettext_lazy("period", "From"))
    until = day(pgettext_lazy("period", "To"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return given

    @property
    def period(self) -> queries.Period:
        given = self.cleaned_data
        return queries.Period(given["since"], given["until"])


class Find(Period):
    """The rows behind a number."""

    level = forms.TypedChoiceField(
        label=_("Level"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("All levels")), *LEVELS],
    )
    kind = forms.ChoiceField(
        label=_("Kind of decision"),
        required=False,
        choices=[("", _("All kinds")), *Kind.choices],
    )
    hard = forms.BooleanField(label=_("Only settled hard problems"), required=False)
    missed = forms.BooleanField(label=_("Only meetings not held in time"), required=False)

    @property
    def search(self) -> queries.Search:
        given = self.cleaned_data
        return queries.Search(given["level"], given["kind"], given["hard"], given["missed"])


def this_year(today: date) -> dict[str, date]:
    """The period that a page begins with: this year up to its end."""
    return {"since": date(today.year, 1, 1), "until": date(today.year, 12, 31)}
