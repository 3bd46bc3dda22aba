"""What is typed for each kind of decision: only what that kind needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.page import offer
from liandong.matters.lifecycle import Obstacle
from liandong.meetings import queries
from liandong.meetings.actions import Ruling
from liandong.meetings.forms.common import Deed, choices, day, words_of
from liandong.meetings.lifecycle import Kind
from liandong.places.models import Place


class Settle(Deed):
    """What this level settles: the words, who leads and supports, and until when."""

    kind = Kind.ANSWER
    text = words_of(_("Decision"), _("What is done. Where a matter climbed, this is the answer."))
    lead_id = forms.TypedChoiceField(
        label=pgettext_lazy("decision", "Lead"), coerce=int, choices=[]
    )
    supports = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("decision", "Supports"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Hold Ctrl to choose several."),
    )
    due_on = day(_("Until"))
    down_to = forms.TypedChoiceField(
        label=_("The answer goes down to"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Every level on the way reads it; the last one carries it out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = choices(queries.leads_for(self.thing.meeting.place))
        offer(self, "lead_id", posts)
        offer(self, "supports", posts)
        self.initial.setdefault("text", self.thing.proposal)
        self.initial.setdefault("lead_id", self.thing.lead_id)
        rungs = queries.rungs_for(self.thing)
        if rungs:
            offer(self, "down_to", [(place.pk, _name(place)) for place in rungs])
        else:
            del self.fields["down_to"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("lead_id") in given.get("supports", ()):
            self.add_error("supports", _("Whoever leads does not support as well."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        given["supports"] = tuple(given["supports"])
        return {"ruling": Ruling(kind=self.kind, **given)}


def _name(place: Place) -> str:
    return place.name


class Duty(Settle):
    kind = Kind.DUTY
    goal = forms.CharField(
        label=_("Goal"), max_length=300, help_text=_("By what it is verified, best in numbers.")
    )
    field_order = ["text", "goal", "lead_id", "supports", "due_on", "down_to"]


class Project(Duty):
    kind = Kind.PROJECT
    secretary_id = forms.TypedChoiceField(
        label=_("Secretary who takes it up"), coerce=int, choices=[]
    )
    field_order = ["text", "goal", "secretary_id", "lead_id", "supports", "due_on", "down_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.thing.meeting.place
        offer(self, "secretary_id", choices(queries.projects_for(place)))


class FurtherUp(Deed):
    reason = words_of(_("Why this level cannot settle it, and what it tried"))
    obstacle = forms.ChoiceField(label=_("What stands in the way"), choices=Obstacle.choices)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        obstacle = Obstacle(given["obstacle"])
        return {"ruling": Ruling(Kind.FURTHER_UP, reason=given["reason"], obstacle=obstacle)}


class CarryOver(Deed):
    reason = words_of(_("Why it waits for the next meeting"), most=600)

    @property
    def words(self) -> dict[str, Any]:
        return {"ruling": Ruling(Kind.CARRY_OVER, reason=self.cleaned_data["reason"])}
