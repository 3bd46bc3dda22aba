"""What is typed when a frozen plan is amended: the change, and its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.money import MoneyField
from liandong.kernel.page import offer
from liandong.projects import queries
from liandong.projects.forms.common import (
    Opened,
    goal_choices,
    milestone_choices,
    number,
)


class Amend(DeedForm[Opened]):
    """The reason stands beside the change for good; the baseline stays as it was frozen."""

    reason = text(_("Reason"), _("Everybody reads it."), most=600)


class OfMilestone(Amend):
    milestone = forms.TypedChoiceField(label=_("Milestone"), coerce=int, choices=[])
    field_order = ["milestone"]

    def prepare(self) -> None:
        offer(self, "milestone", milestone_choices(queries.waiting_milestones(self.opened.project)))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        milestone_id = given.pop("milestone")
        return {**given, "milestone_id": milestone_id}


class MoveMilestone(OfMilestone):
    due_on = day(_("New day"), _("The slip stays counted from the frozen day."))
    field_order = ["milestone", "due_on"]


class DropMilestone(OfMilestone):
    pass


class AddMilestone(Amend):
    what = line(_("What is reached"), most=200)
    due_on = day(_("Planned day"))
    field_order = ["what", "due_on"]


class AmendGoal(Amend):
    goal = forms.TypedChoiceField(label=pgettext_lazy("project", "Goal"), coerce=int, choices=[])
    target = number(_("How many there shall be"))
    by = day(_("By when"))
    field_order = ["goal", "target", "by"]

    def prepare(self) -> None:
        offer(self, "goal", goal_choices(self.opened.project.goals.order_by("no")))

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        goal_id = given.pop("goal")
        return {**given, "goal_id": goal_id}


class AmendBudget(Amend):
    budget = MoneyField(label=_("Budget in yuan"), zero=True)
    field_order = ["budget"]

    def prepare(self) -> None:
        self.initial.setdefault("budget", self.opened.project.budget)


class AmendMeasures(Amend):
    measures = text(pgettext_lazy("project", "Measures"))
    field_order = ["measures"]

    def prepare(self) -> None:
        self.initial.setdefault("measures", self.opened.project.measures)
