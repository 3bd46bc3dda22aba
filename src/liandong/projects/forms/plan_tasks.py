"""What is typed about the tasks of an action plan. A frozen plan asks for a reason as well."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.actor import Actor
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import line, text
from liandong.kernel.page import offer
from liandong.projects import queries, rules
from liandong.projects.forms.action_plans import OpenedPlan, body_name
from liandong.projects.forms.common import number, post_name
from liandong.projects.lifecycle import PLAN_MOVES, Told
from liandong.projects.models import (
    ActionPlan,
    PlanFacts,
    PlanTask,
    Quarter,
    QuarterReport,
    Report,
    Task,
)

QUARTER = [
    (1, _("First quarter")),
    (2, _("Second quarter")),
    (3, _("Third quarter")),
    (4, _("Fourth quarter")),
]
NAMES = ("what", "indicator", "unit", "target", "year", "quarter")


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A task of an action plan as it lies open for one actor."""

    task: PlanTask
    actor: Actor
    now: datetime
    facts: PlanFacts
    last: QuarterReport | None
    open_quarters: list[Quarter]
    waits: list[PlanTask]

    @property
    def plan(self) -> ActionPlan:
        return self.task.plan

    @property
    def told(self) -> str:
        return self.last.state if self.last else ""

    @property
    def key(self) -> dict[str, int]:
        return {"task_id": self.task.pk}

    def at_step(self, verb: str) -> bool:
        return self.plan.state in PLAN_MOVES[verb][0]


class Amending[It: OpenedPlan | OpenedTask](DeedForm[It]):
    """Before the adoption nothing is asked; afterwards why the plan changes."""

    def prepare(self) -> None:
        if self.opened.plan.is_frozen:
            self.fields["reason"] = text(
                _("Why the plan changes"),
                _("It is an amendment now; everybody reads the reason."),
                most=600,
            )


class TaskFields[It: OpenedPlan | OpenedTask](Amending[It]):
    what = line(pgettext_lazy("of a plan", "Task"), most=200)
    indicator = line(_("What is counted"), _("Such as subdistricts with an office of their own."))
    target = number(pgettext_lazy("of a task", "Target"))
    unit = line(_("Unit"), most=20)
    year = forms.TypedChoiceField(label=_("Due in the year"), coerce=int, choices=[])
    quarter = forms.TypedChoiceField(
        label=_("Due at the end of the"), coerce=int, choices=QUARTER, initial=4
    )

    def prepare(self) -> None:
        super().prepare()
        offer(self, "year", [(year, str(year)) for year in self.opened.plan.years])

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        task = Task(**{name: given.pop(name) for name in NAMES})
        return {**given, "task": task}


class PlanATask(TaskFields[OpenedPlan]):
    department = forms.TypedChoiceField(
        label=pgettext_lazy("of a plan", "Department"), coerce=int, choices=[]
    )
    field_order = ["department", *NAMES]

    def prepare(self) -> None:
        super().prepare()
        found = queries.departments_of(self.opened.plan)
        offer(self, "department", [(one.pk, body_name(one.organisation)) for one in found])

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        department_id = given.pop("department")
        return {**given, "department_id": department_id}


class RewordTask(TaskFields[OpenedTask]):
    def prepare(self) -> None:
        super().prepare()
        self.initial.update({name: getattr(self.opened.task, name) for name in NAMES})


class Other(Amending[OpenedTask]):
    """One other task of the plan."""

    on = forms.TypedChoiceField(label=pgettext_lazy("of a plan", "Task"), coerce=int, choices=[])

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        on_id = given.pop("on")
        return {**given, "on_id": on_id}


class WaitFor(Other):
    def prepare(self) -> None:
        super().prepare()
        offer(self, "on", [_choice(one) for one in queries.others(self.opened.task)])


class StopWaiting(Other):
    def prepare(self) -> None:
        super().prepare()
        offer(self, "on", [_choice(one) for one in self.opened.waits])


class TellQuarter(DeedForm[OpenedTask]):
    """Once a quarter. What blocks and who must unblock it belong to a blocked task only."""

    quarter = forms.ChoiceField(label=pgettext_lazy("of a plan", "Quarter"), choices=[])
    state = forms.ChoiceField(
        label=_("How it stands"), choices=Told.choices, widget=forms.RadioSelect
    )
    actual = number(_("Number reached so far"), required=False)
    told = text(_("What was done"), _("In a sentence or two."), most=600)
    blocker = text(
        _("What blocks it"), _("Only if it is blocked."), rows=2, most=600, required=False
    )
    unblocker = forms.TypedChoiceField(
        label=_("Who must unblock it"),
        coerce=int,
        empty_value=None,
        choices=[],
        required=False,
        help_text=_("It waits for that post from now on."),
    )

    def prepare(self) -> None:
        said = [(str(one), queries.quarter_in_words(one)) for one in self.opened.open_quarters]
        offer(self, "quarter", said)
        posts = [(post.pk, post_name(post)) for post in queries.unblockers(self.opened.plan)]
        offer(self, "unblocker", [("", "—"), *posts])
        self.fields["actual"].help_text = f"{self.opened.task.indicator}（{self.opened.task.unit}）"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        blocked = given.get("state") == Told.BLOCKED
        if blocked and not given.get("blocker"):
            self.add_error("blocker", _("Say what blocks the task."))
        if blocked and not given.get("unblocker"):
            self.add_error("unblocker", _("Say who must unblock it."))
        if not blocked and (given.get("blocker") or given.get("unblocker")):
            self.add_error("state", rules.NOT_BLOCKED)
        return given

    @property
    def report(self) -> Report:
        given = self.cleaned_data
        actual: Decimal | None = given["actual"]
        return Report(
            state=Told(given["state"]),
            words=given["told"],
            actual=actual,
            blocker=given["blocker"],
            unblocker_id=given["unblocker"],
        )

    @property
    def words(self) -> dict[str, Any]:
        year, _dash, quarter = self.cleaned_data["quarter"].partition("-")
        return {
            **self.opened.key,
            "quarter": Quarter(int(year), int(quarter)),
            "report": self.report,
        }


class TakeBackQuarter(DeedForm[OpenedTask]):
    reason = text(_("Reason"), most=600)


class Unblock(DeedForm[OpenedTask]):
    answer = text(_("How the block was taken away"), most=600)

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "words": self.cleaned_data["answer"]}


def _choice(task: PlanTask) -> tuple[int, str]:
    return task.pk, f"{task.no}. {task.what}（{task.department.organisation.name}）"
