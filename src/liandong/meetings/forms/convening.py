"""What is typed to plan a meeting, to call it, and to report to it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel import papers
from liandong.kernel.page import KeyedForm, offer
from liandong.meetings import queries
from liandong.meetings.actions import Statement
from liandong.meetings.forms.common import Deed, Reason, WhenAndWhere, choices, day, words_of
from liandong.places.models import Place

MOST_A_YEAR = 52


class Plan(WhenAndWhere, KeyedForm):
    """One meeting."""

    topic = forms.CharField(
        label=pgettext_lazy("meeting", "Topic"),
        max_length=120,
        required=False,
        help_text=_("Only if the meeting is about one thing."),
    )
    field_order = ["topic", "on", "at", "venue"]

    @property
    def words(self) -> dict[str, Any]:
        return {"session": self.session(self.cleaned_data["topic"])}


class PlanYear(KeyedForm):
    """The meetings of a year, evenly spread from a first day on."""

    first = day(_("First day"), _("The others follow evenly to the end of that year."))
    times = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_A_YEAR)
    at = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    venue = forms.CharField(label=_("Venue"), max_length=120)

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        days = queries.spread(given["first"], given["times"])
        return {"days": days, "at": given["at"], "venue": given["venue"]}


class NameDepartments(Deed):
    post_ids = forms.TypedMultipleChoiceField(
        label=_("Departments that attend"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever leads on an item is invited by that alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "post_ids", choices(queries.departments_for(self.thing.place)))
        named = self.thing.invitations.filter(part="department")
        self.initial["post_ids"] = list(named.values_list("post_id", flat=True))

    @property
    def words(self) -> dict[str, Any]:
        return {"post_ids": tuple(self.cleaned_data["post_ids"])}


class Postpone(WhenAndWhere, Reason):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        starts = timezone.localtime(self.thing.starts_at)
        own = {"on": starts.date(), "at": starts.time(), "venue": self.thing.venue}
        self.initial.update(own)

    @property
    def words(self) -> dict[str, Any]:
        return {"session": self.session(), "reason": self.cleaned_data["reason"]}


class GiveNotice(Deed):
    urgency = words_of(
        _("Why it is urgent"),
        _("Only when the notice is shorter than the rule asks for."),
        rows=2,
        required=False,
        most=300,
    )


class PaperField(forms.FileField):
    """A photo or a PDF, checked by what is in it."""

    def __init__(self, **words: Any) -> None:
        accept = "image/jpeg,image/png,image/webp,application/pdf"
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **words)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        words = {"name": file.name, "most": settings.UPLOAD_LIMIT // 1024 // 1024}
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("“%(name)s” is larger than %(most)d MB.") % words)
        try:
            return papers.clean(file)
        except papers.NotAPaper:
            raise forms.ValidationError(
                _("“%(name)s” is neither a photo (JPEG, PNG, WebP) nor a plain PDF.") % words
            ) from None


class HandIn(KeyedForm):
    """A department's report."""

    place = forms.TypedChoiceField(label=_("To the meeting of"), coerce=int, choices=[])
    title = forms.CharField(label=_("Title"), max_length=120)
    text = words_of(_("Report"), rows=8, most=5000)
    request = words_of(
        _("What the meeting is asked for"),
        _("It becomes the proposed decision when the report is put on the agenda."),
        required=False,
    )
    paper = PaperField(label=_("Paper"), help_text=_("A photo or a PDF."), required=False)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [(place.pk, str(place)) for place in places])

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        place_id = given.pop("place")
        return {"place_id": place_id, "statement": Statement(**given)}
