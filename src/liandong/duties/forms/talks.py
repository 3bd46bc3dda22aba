"""What is typed about a talk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties.actions import Protocol
from liandong.duties.forms.lists import Deed
from liandong.duties.lifecycle import TalkKind
from liandong.kernel.fields import day, moment, text
from liandong.kernel.page import KeyedForm

NO_TALK = "none"


class DecideTalk(KeyedForm):
    """A person decides, whatever the rules suggest."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[*TalkKind.choices, (NO_TALK, _("No talk"))],
        widget=forms.RadioSelect,
    )
    reason = text(_("Reason"), _("It stands beside the grounds for good."), most=600)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        decision = given.pop("decision")
        called = decision != NO_TALK
        kind = TalkKind(decision) if called else TalkKind.REMINDER
        return {**given, "kind": kind, "called": called}


class Hold(Deed):
    """The record of a talk, with every field that an office's form has."""

    held_at = moment(_("Time of the talk"))
    venue = forms.CharField(label=pgettext_lazy("of a talk", "Where"), max_length=120)
    content = text(_("What was talked about"))
    demands = text(_("What must be done"))
    follow_up_on = day(_("By when; then it is looked at"))
    stance = text(_("What the post said to it"))
    recorder = forms.CharField(label=_("Recorder"), max_length=60)
    signed = forms.BooleanField(label=_("Both have signed the paper record"), required=False)

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "protocol": Protocol(**self.typed)}


class Check(Deed):
    met = forms.TypedChoiceField(
        label=_("Was it done?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", pgettext_lazy("talk", "Yes")), ("no", pgettext_lazy("talk", "No"))],
        widget=forms.RadioSelect,
    )
    findings = text(_("Findings"))
    follow_up_on = day(
        _("New date"), _("If it was not done: when it is looked at again."), required=False
    )
