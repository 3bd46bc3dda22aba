"""What the committee decided about one secretary."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.appraisal.forms.common import Opened
from liandong.appraisal.lifecycle import Grade, rank_of
from liandong.appraisal.models import Decision
from liandong.duties.lifecycle import TalkKind
from liandong.kernel.desk import DeedForm
from liandong.kernel.fields import day, line, text

FOLLOWS = ("problem", "goal", "measures", "due_on")


class DecideGrade(DeedForm[Opened]):
    """The grade is chosen by people: nothing is filled in, and nothing is suggested."""

    grade = forms.ChoiceField(
        label=_("Grade of the committee"), choices=Grade.choices, widget=forms.RadioSelect
    )
    reason = text(_("Reasons"), _("Everybody reads them beside the grade."), rows=4)
    session = line(_("Session of the committee"), _("Which session decided."))
    decided_on = day(_("Day of the session"))
    talk = forms.ChoiceField(
        label=_("Kind of talk"),
        choices=TalkKind.choices,
        help_text=_("Only where the grade opens a talk and a rectification."),
    )
    problem = text(_("What is to be put right"), required=False, rows=2)
    goal = text(_("Goal of the rectification"), required=False, rows=2)
    measures = text(_("Measures of the rectification"), required=False, rows=2)
    due_on = day(_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        grade = given.get("grade")
        if grade and rank_of(grade) > self.opened.appraisal.free_ranks:
            for name in FOLLOWS:
                if not given.get(name):
                    self.add_error(name, _("This grade opens a rectification, which needs this."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = ("reason", "session", "decided_on", *FOLLOWS)
        words = {name: given[name] for name in names}
        decision = Decision(Grade(given["grade"]), talk=TalkKind(given["talk"]), **words)
        return {**self.opened.key, "decision": decision}
