"""What is typed about a rectification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.duties import queries
from liandong.duties.actions import Problem
from liandong.duties.forms.lists import Deed, post_choices
from liandong.duties.lifecycle import Deadline, Origin
from liandong.duties.models import DutyList
from liandong.kernel.fields import day, text
from liandong.kernel.page import offer

NAMES = ("problem", "origin", "subject", "goal", "measures", "deadline", "due_on")


class EnterRectification(Deed):
    """A line of a rectification list, new or as it is being reworded."""

    problem = text(_("What is wrong"))
    origin = forms.ChoiceField(label=_("Origin"), choices=Origin.choices)
    subject = forms.CharField(
        label=pgettext_lazy("rectification", "Subject"),
        max_length=40,
        required=False,
        help_text=_("One word for sorting, such as organisation, team or service."),
    )
    goal = text(_("Goal"), _("What will be so when it is put right, best in numbers."))
    measures = text(_("Measures"))
    lead = forms.TypedChoiceField(
        label=pgettext_lazy("rectification", "Lead"), coerce=int, choices=[]
    )
    supports = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("rectification", "Supports"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Hold Ctrl to choose several."),
    )
    deadline = forms.ChoiceField(label=_("Kind of deadline"), choices=Deadline.choices)
    due_on = day(_("Due"), _("Only for a deadline by a date."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed: DutyList = getattr(self.thing, "list", self.thing)
        if self.listed is not self.thing:
            self.initial.update({name: getattr(self.thing, name) for name in NAMES})
            self.initial["lead"] = self.thing.lead_id
            self.initial["supports"] = sorted(queries.supports_of(self.thing))
        posts = post_choices(queries.working_posts(self.listed.post.place))
        offer(self, "lead", posts)
        offer(self, "supports", posts)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("deadline") != Deadline.BY_DATE:
            given["due_on"] = None
        elif not given.get("due_on"):
            self.add_error("due_on", _("A deadline by a date needs its date."))
        if given.get("lead") in given.get("supports", ()):
            self.add_error("supports", _("Whoever leads does not support as well."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = self.typed
        given |= {"origin": Origin(given["origin"]), "deadline": Deadline(given["deadline"])}
        given |= {"lead_id": given.pop("lead"), "supports": tuple(given["supports"])}
        return {**self.opened.key, "problem": Problem(**given)}


class Report(Deed):
    progress = text(_("How far it is"), most=500)
    evidence = text(_("What shows it"), rows=2, required=False, most=500)


class Apply(Deed):
    result = text(_("What was put right"), most=1000)
    evidence = text(
        _("What shows it"),
        _("Name what the issuing level can look at: a decision, a place, a number."),
        rows=2,
        most=500,
    )


class Verify(Deed):
    holds = forms.TypedChoiceField(
        label=_("Is it put right?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", pgettext_lazy("verify", "Yes")), ("no", pgettext_lazy("verify", "No"))],
        widget=forms.RadioSelect,
    )
    findings = text(_("Findings"), _("What was looked at, where and when, and what was found."))
    due_on = day(_("New date"), _("Only if it is not put right."), required=False)


class Approve(Deed):
    remark = text(_("Remark"), rows=2, required=False, most=500)


class Relapse(Deed):
    reason = text(_("What came back, and how it is known"), most=600)
    due_on = day(_("New date"), required=False)


class Postpone(Deed):
    due_on = day(_("New date"))
    reason = text(_("Reason"), most=600)
