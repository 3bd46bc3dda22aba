"""What is typed about an action plan until it is adopted, and to end it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.dates import day_of
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.page import KeyedForm, offer
from liandong.people.models import Organisation
from liandong.projects import queries
from liandong.projects.lifecycle import PLAN_MOVES
from liandong.projects.models import ActionPlan, PlanFacts

EARLIEST, LAST = 2000, 2100
MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """An action plan as it lies open for one actor."""

    plan: ActionPlan
    actor: Actor
    now: datetime
    facts: PlanFacts

    @property
    def key(self) -> dict[str, int]:
        return {"plan_id": self.plan.pk}

    def at_step(self, verb: str) -> bool:
        return self.plan.state in PLAN_MOVES[verb][0]


def body_name(body: Organisation) -> str:
    """A department as a choice, in the reader's language."""
    english = (get_language() or "").startswith("en")
    return body.name_en or body.name if english else body.name


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=EARLIEST, max_value=LAST)


class DraftPlan(KeyedForm):
    """A new action plan of the own place."""

    title = line(_("Name of the plan"))
    purpose = text(_("What it is for"), _("It is read by everybody."), rows=5)
    first_year = _year(_("First year"))
    last_year = _year(_("Last year"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first_year"), given.get("last_year")
        if first is not None and last is not None and not first <= last < first + MOST_YEARS:
            self.add_error("last_year", _("A plan is for one to five years."))
        return given


class RevisePlan(DeedForm[OpenedPlan]):
    title = line(_("Name of the plan"))
    purpose = text(_("What it is for"), _("It is read by everybody."), rows=5)

    def prepare(self) -> None:
        plan = self.opened.plan
        self.initial.update(title=plan.title, purpose=plan.purpose)


class Include(DeedForm[OpenedPlan]):
    organisation = forms.TypedChoiceField(
        label=pgettext_lazy("of a plan", "Department"),
        coerce=int,
        choices=[],
        help_text=_("The first one leads, and keeps the plan with the level's own desk."),
    )

    def prepare(self) -> None:
        found = queries.organisations_for(self.opened.plan)
        offer(self, "organisation", [(one.pk, body_name(one)) for one in found])

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "organisation_id": self.cleaned_data["organisation"]}


class LeaveOut(DeedForm[OpenedPlan]):
    department = forms.TypedChoiceField(
        label=pgettext_lazy("of a plan", "Department"), coerce=int, choices=[]
    )

    def prepare(self) -> None:
        found = queries.idle_departments(self.opened.plan)
        offer(self, "department", [(one.pk, body_name(one.organisation)) for one in found])

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "department_id": self.cleaned_data["department"]}


class ReasonOfPlan(DeedForm[OpenedPlan]):
    reason = text(_("Reason"), most=600)


class Adopt(DeedForm[OpenedPlan]):
    issued_on = day(
        _("Day on which it was issued"),
        _("Of the joint paper. From that quarter on its tasks are told."),
    )
    number = line(_("Number of the paper"), most=60, required=False)

    def prepare(self) -> None:
        self.initial["issued_on"] = day_of(self.opened.now)


class ClosePlan(DeedForm[OpenedPlan]):
    review = text(_("What came of it"), _("It is read by everybody."), rows=6)
