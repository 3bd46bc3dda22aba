"""Tickets: how many, what stands on one of paper, and the rating on a phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.appraisal import queries
from liandong.appraisal.forms.common import Opened
from liandong.appraisal.lifecycle import Grade
from liandong.appraisal.models import Appraisal, Ticket
from liandong.kernel.desk import DeedForm
from liandong.kernel.page import KeyedForm, offer

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
MOST_TICKETS = 500


class IssueTickets(DeedForm[Opened]):
    raters = forms.TypedChoiceField(label=_("For whom"), coerce=int, choices=[])
    many = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_TICKETS)

    def prepare(self) -> None:
        found = queries.classes(self.opened.appraisal)
        offer(self, "raters", [(one.pk, one.get_raters_display()) for one in found])

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**self.opened.key, "class_id": given["raters"], "many": given["many"]}


class Grades(KeyedForm):
    """One grade for each secretary; blank is allowed and counts for nothing."""

    def __init__(self, *args: Any, appraisal: Appraisal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.appraisal = appraisal
        self.reviewed = {f"r{one.no}": one for one in queries.under_review(appraisal)}
        for name, one in self.reviewed.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{one.no}. {one.post.title}",
                choices=Grade.choices,
                required=False,
                widget=forms.RadioSelect,
            )

    def marks(self) -> dict[str, str]:
        given = {str(one.no): self.cleaned_data.get(n, "") for n, one in self.reviewed.items()}
        return {number: grade for number, grade in given.items() if grade}


class Rate(Grades):
    """Rating with a ticket, on a phone."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.marks():
            raise forms.ValidationError(_("Give a grade to one of them at least."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        return {"marks": self.marks()}


class EnterTicket(Grades):
    """What is on one paper ticket."""

    code = forms.CharField(
        label=_("Code on the ticket"),
        max_length=20,
        widget=forms.TextInput({**CODE, "autofocus": True}),
    )
    invalid = forms.BooleanField(
        label=_("The paper is invalid: it cannot be read, or has two grades for one"),
        required=False,
    )
    field_order = ("code", "invalid")

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, appraisal=opened.appraisal, **kwargs)
        self.ticket: Ticket | None = None

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        self.ticket = queries.ticket_with(code)
        if self.ticket is None or self.ticket.voters.appraisal_id != self.appraisal.pk:
            raise forms.ValidationError(_("No ticket of this review has this code."))
        return code

    @property
    def words(self) -> dict[str, Any]:
        assert self.ticket is not None, "its code was found"
        marks = None if self.cleaned_data["invalid"] else self.marks()
        return {"ticket_id": self.ticket.pk, "marks": marks}


class Code(forms.Form):
    """The code from the ticket."""

    code = forms.CharField(label=_("Your code"), max_length=30, widget=forms.TextInput(CODE))

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        if queries.ticket_with(code) is None:
            raise forms.ValidationError(_("No ticket has this code. Look at it again."))
        return code
