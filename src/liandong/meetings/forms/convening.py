"""What is typed to plan a meeting, to call it, and to report to it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import queries as duties
from liandong.duties.lifecycle import Paper
from liandong.kernel import fields, papers
from liandong.kernel.desk import DeedForm
from liandong.kernel.page import KeyedForm, offer
from liandong.meetings import queries
from liandong.meetings.actions import Statement
from liandong.meetings.forms.common import (
    OpenedMeeting,
    Reason,
    WhenAndWhere,
    choices,
)
from liandong.meetings.lifecycle import Part
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

    first = fields.day(_("First day"), _("The others follow evenly to the end of that year."))
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


class NameDepartments(DeedForm[OpenedMeeting]):
    post_ids = forms.TypedMultipleChoiceField(
        label=_("Departments that attend"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever leads on an item is invited by that alone."),
    )

    def prepare(self) -> None:
        meeting = self.opened.meeting
        offer(self, "post_ids", choices(queries.departments_for(meeting.place)))
        named = meeting.invitations.filter(part=Part.DEPARTMENT)
        self.initial["post_ids"] = list(named.values_list("post_id", flat=True))

    @property
    def typed(self) -> dict[str, Any]:
        return {"post_ids": tuple(self.cleaned_data["post_ids"])}


class Postpone(WhenAndWhere, Reason):
    """Another day or place, with the reason."""

    def prepare(self) -> None:
        starts = timezone.localtime(self.opened.meeting.starts_at)
        own = {
            "on": starts.date(),
            "at": starts.time(),
            "venue": self.opened.meeting.venue,
        }
        self.initial.update(own)

    @property
    def typed(self) -> dict[str, Any]:
        return {"session": self.session(), "reason": self.cleaned_data["reason"]}


class GiveNotice(DeedForm[OpenedMeeting]):
    urgency = fields.text(
        _("Why it is urgent"),
        _("Only when the notice is shorter than the rule asks for."),
        rows=2,
        required=False,
        most=300,
    )
    code = fields.paper_code()

    def prepare(self) -> None:
        place = self.opened.meeting.place
        self.initial["code"] = duties.code_for(place, Paper.NOTICE)


class PaperField(forms.FileField):
    """A photo or a PDF, checked by what is in it."""

    def __init__(self, **words: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": papers.ACCEPTED}), **words)

    def clean(self, data: Any, initial: Any = None) -> papers.Paper | None:
        file = super().clean(data, initial)
        return papers.paper(file) if file else None


class HandIn(KeyedForm):
    """A department's report."""

    place = forms.TypedChoiceField(label=_("To the meeting of"), coerce=int, choices=[])
    title = forms.CharField(label=_("Title"), max_length=120)
    text = fields.text(_("Report"), rows=8, most=5000)
    request = fields.text(
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
