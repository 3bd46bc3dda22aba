"""What is typed while a project runs, and at its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.dates import day_of
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.money import MoneyField, shown
from liandong.kernel.page import offer
from liandong.kernel.papers import PapersField
from liandong.projects import queries
from liandong.projects.actions import Proof
from liandong.projects.forms.common import (
    Opened,
    goal_choices,
    milestone_choices,
    number,
)

PAPERS = _("Photos or PDFs, five at most. Nobody is made to have one.")
SHOWN = _("Everybody may open these files (they show no people, names or numbers)")


class Reach(DeedForm[Opened]):
    milestone = forms.TypedChoiceField(label=_("Milestone"), coerce=int, choices=[])
    on = day(_("Reached on"), _("Its slip is counted from the frozen day to this one."))
    proof = text(_("What shows it"), _("What others can look at: a decision, a place, a number."))
    papers = PapersField(label=_("Evidence"), required=False, help_text=PAPERS)
    shown = forms.BooleanField(label=SHOWN, required=False)

    def prepare(self) -> None:
        offer(self, "milestone", milestone_choices(queries.waiting_milestones(self.opened.project)))
        self.initial.setdefault("on", day_of(self.opened.now))

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        proof = Proof(given["proof"], given["papers"], given["shown"])
        return {
            **self.opened.key,
            "milestone_id": given["milestone"],
            "on": given["on"],
            "proof": proof,
        }


class AddEvidence(DeedForm[Opened]):
    milestone = forms.TypedChoiceField(label=_("Milestone"), coerce=int, choices=[])
    proof = line(_("What it shows"), most=200, required=False)
    papers = PapersField(label=_("Evidence"), help_text=PAPERS)
    shown = forms.BooleanField(label=SHOWN, required=False)

    def prepare(self) -> None:
        reached = self.opened.project.milestones.filter(reached_on__isnull=False).order_by("no")
        offer(self, "milestone", milestone_choices(reached))

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        proof = Proof(given["proof"], given["papers"], given["shown"])
        return {**self.opened.key, "milestone_id": given["milestone"], "proof": proof}


class Measure(DeedForm[Opened]):
    goal = forms.TypedChoiceField(label=pgettext_lazy("project", "Goal"), coerce=int, choices=[])
    actual = number(_("How many there are"), _("Zero is a number like any other."))
    on = day(_("Counted on"))

    def prepare(self) -> None:
        offer(self, "goal", goal_choices(self.opened.project.goals.order_by("no")))
        self.initial.setdefault("on", day_of(self.opened.now))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        goal_id = given.pop("goal")
        return {**given, "goal_id": goal_id}


class Spend(DeedForm[Opened]):
    amount = MoneyField(label=_("Amount in yuan"))
    on = day(_("Paid on"))
    what = line(_("What for"))

    def prepare(self) -> None:
        self.initial.setdefault("on", day_of(self.opened.now))


class TakeBack(DeedForm[Opened]):
    expense = forms.TypedChoiceField(label=_("Which entry was wrong"), coerce=int, choices=[])
    reason = line(_("What was wrong"))

    def prepare(self) -> None:
        left = queries.expenses_left(self.opened.project)
        offer(
            self,
            "expense",
            [(one.pk, f"{one.on:%Y-%m-%d} {shown(one.amount)} {one.what}") for one in left],
        )

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {**self.opened.key, "expense_id": given["expense"], "reason": given["reason"]}


class ClaimDone(DeedForm[Opened]):
    result = text(_("What came of it"), _("Also what was not reached, and why."))


class Accept(DeedForm[Opened]):
    findings = text(
        _("Findings"), _("What was looked at, where and when, and what was found."), most=1000
    )


class Review(DeedForm[Opened]):
    review = text(
        _("Review"), _("What worked, what did not, what should become a rule for others."), rows=5
    )
