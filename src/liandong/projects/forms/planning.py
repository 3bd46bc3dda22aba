"""What is typed before a project is claimed: the plan, its goals, its milestones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text
from liandong.kernel.money import MoneyField
from liandong.kernel.page import KeyedForm, offer
from liandong.meetings.models import Resolution
from liandong.people.models import Post
from liandong.projects import queries
from liandong.projects.forms.common import (
    Opened,
    goal_choices,
    milestone_choices,
    number,
    post_name,
)
from liandong.projects.lifecycle import Kind
from liandong.projects.models import Plan, Target

NAMES = ("title", "kind", "cause", "measures", "benefit", "budget", "money_source")
SEVERAL = {"size": 8}


class PlanFields(KeyedForm):
    """What a plan says; for a new project and for one that is being reworded."""

    title = line(_("Name of the project"), most=80)
    kind = forms.ChoiceField(label=pgettext_lazy("project", "Kind"), choices=Kind.choices)
    cause = text(_("What gave rise to it"), _("The problem, where it is known from, how large."))
    measures = text(pgettext_lazy("project", "Measures"))
    benefit = text(_("What people get from it"), _("In plain words; it is read by everybody."))
    lead = forms.TypedChoiceField(label=pgettext_lazy("project", "Lead"), coerce=int, choices=[])
    supports = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("project", "Supports"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(SEVERAL),
        help_text=_("Hold Ctrl to choose several."),
    )
    budget = MoneyField(label=_("Budget in yuan"), zero=True, help_text=_("0 if it needs none."))
    money_source = line(_("Where the money comes from"), required=False)

    def offer_posts(self, secretary: Post) -> None:
        posts = [(post.pk, post_name(post)) for post in queries.working_posts(secretary)]
        offer(self, "lead", posts)
        offer(self, "supports", posts)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("lead") in given.get("supports", ()):
            self.add_error("supports", _("Whoever leads does not support as well."))
        if given.get("budget") and not given.get("money_source"):
            self.add_error("money_source", _("Say where the money comes from."))
        return given

    @property
    def plan(self) -> Plan:
        given = self.cleaned_data
        words = {name: given[name] for name in NAMES} | {"kind": Kind(given["kind"])}
        return Plan(lead_id=given["lead"], supports=tuple(given["supports"]), **words)


class Draft(PlanFields):
    """A new project of the secretary of the own place."""

    year = forms.IntegerField(
        label=pgettext_lazy("of a project", "Year"), min_value=2000, max_value=2100
    )
    resolution = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ["year", "title"]

    def __init__(
        self, *args: Any, secretary: Post, decided: Resolution | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.secretary = secretary
        if decided is not None:
            self.initial.update(resolution=decided.pk, lead=decided.lead_id)
            self.initial["cause"] = f"{decided.text}\n{decided.goal}".strip()
        self.offer_posts(secretary)

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "secretary_id": self.secretary.pk,
            "year": given["year"],
            "plan": self.plan,
            "resolution_id": given["resolution"],
        }


class Revise(PlanFields, DeedForm[Opened]):
    def prepare(self) -> None:
        self.offer_posts(self.opened.project.secretary)
        self.initial.update({name: getattr(self.opened.project, name) for name in NAMES})
        self.initial["lead"] = self.opened.project.lead_id
        self.initial["supports"] = sorted(self.opened.facts.hands - {self.opened.project.lead_id})

    @property
    def words(self) -> dict[str, Any]:
        return {**self.opened.key, "plan": self.plan}


class SetGoal(DeedForm[Opened]):
    indicator = line(_("What is counted"), _("Such as estates with an owners' committee."))
    unit = line(_("Unit"), most=20)
    start = number(_("How many there are now"))
    target = number(_("How many there shall be"))
    base = number(
        _("How many there can be in all"),
        _("The known whole, such as all old estates. A target never exceeds it."),
        required=False,
    )
    by = day(_("By when"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        start, target, base = given.get("start"), given.get("target"), given.get("base")
        if target is not None and target == start:
            self.add_error("target", _("The goal is the number that there is already."))
        if target is not None and base is not None and target > base:
            self.add_error("target", _("This is more than there can be in all."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        names = Target.__dataclass_fields__
        target = Target(**{name: self.cleaned_data[name] for name in names})
        return {**self.opened.key, "target": target}


class PlanMilestone(DeedForm[Opened]):
    what = line(_("What is reached"), _("Something that others can see and check."), most=200)
    due_on = day(_("Planned day"))


class Strike(DeedForm[Opened]):
    """One goal or one milestone, chosen from what is planned."""

    what = forms.ChoiceField(label=_("What is struck"), choices=[], widget=forms.RadioSelect)

    def prepare(self) -> None:
        goals = goal_choices(self.opened.project.goals.order_by("no"))
        steps = milestone_choices(self.opened.project.milestones.order_by("no"))
        goal = pgettext_lazy("project", "Goal")
        kinds = (("goal", goal, goals), ("milestone", _("Milestone"), steps))
        offer(
            self,
            "what",
            [(f"{kind}-{pk}", f"{word} {said}") for kind, word, rows in kinds for pk, said in rows],
        )

    @property
    def words(self) -> dict[str, Any]:
        kind, _dash, pk = self.cleaned_data["what"].partition("-")
        return {**self.opened.key, f"{kind}_id": int(pk)}
