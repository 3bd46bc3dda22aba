"""What is typed for each kind of decision: only what that kind needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, text
from liandong.kernel.page import offer
from liandong.matters.lifecycle import Obstacle
from liandong.meetings import queries
from liandong.meetings.actions import Ruling
from liandong.meetings.forms.common import OpenedItem, choices
from liandong.meetings.lifecycle import Kind


class Settle(DeedForm[OpenedItem]):
    """What this level settles: the words, who leads and supports, and until when."""

    kind = Kind.ANSWER
    text = text(_("Decision"), _("What is done. Where a matter climbed, this is the answer."))
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

    def prepare(self) -> None:
        item = self.opened.item
        posts = choices(queries.leads_for(item.meeting.place))
        offer(self, "lead_id", posts)
        offer(self, "supports", posts)
        self.initial.setdefault("text", item.proposal)
        self.initial.setdefault("lead_id", item.lead_id)
        rungs = queries.rungs_for(item)
        if rungs:
            offer(self, "down_to", [(place.pk, place.name) for place in rungs])
        else:
            del self.fields["down_to"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("lead_id") in given.get("supports", ()):
            self.add_error("supports", _("Whoever leads does not support as well."))
        return given

    @property
    def typed(self) -> dict[str, Any]:
        given = super().typed
        given["supports"] = tuple(given["supports"])
        return {"ruling": Ruling(kind=self.kind, **given)}


class Duty(Settle):
    kind = Kind.DUTY
    goal = forms.CharField(
        label=pgettext_lazy("decision", "Goal"),
        max_length=300,
        help_text=_("By what it is verified, best in numbers."),
    )
    field_order = ["text", "goal", "lead_id", "supports", "due_on", "down_to"]


class Project(Duty):
    kind = Kind.PROJECT
    secretary_id = forms.TypedChoiceField(
        label=_("Secretary who takes it up"), coerce=int, choices=[]
    )
    field_order = ["text", "goal", "secretary_id", "lead_id", "supports", "due_on", "down_to"]

    def prepare(self) -> None:
        super().prepare()
        place = self.opened.item.meeting.place
        offer(self, "secretary_id", choices(queries.projects_for(place)))


class FurtherUp(DeedForm[OpenedItem]):
    reason = text(_("Why this level cannot settle it, and what it tried"))
    obstacle = forms.ChoiceField(label=_("What stands in the way"), choices=Obstacle.choices)

    @property
    def typed(self) -> dict[str, Any]:
        given = super().typed
        obstacle = Obstacle(given["obstacle"])
        return {"ruling": Ruling(Kind.FURTHER_UP, reason=given["reason"], obstacle=obstacle)}


class CarryOver(DeedForm[OpenedItem]):
    reason = text(_("Why it waits for the next meeting"), most=600)

    @property
    def typed(self) -> dict[str, Any]:
        return {"ruling": Ruling(Kind.CARRY_OVER, reason=self.cleaned_data["reason"])}
