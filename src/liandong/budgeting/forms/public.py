"""What residents type: a proposal, a code, their marks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.budgeting import queries, rules
from liandong.budgeting.models import BudgetVote, Project
from liandong.kernel.money import shown
from liandong.kernel.page import KeyedForm

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class Propose(KeyedForm):
    """A project in somebody's own words. No name is asked for."""

    idea = forms.CharField(
        label=_("What should the money be spent on, where, and for whom?"),
        help_text=_(
            "No names or telephone numbers are needed. The community words it for the list."
        ),
        max_length=1000,
        widget=forms.Textarea({"rows": 6, "lang": "zh-Hans"}),
    )

    @property
    def words(self) -> dict[str, Any]:
        return {"words": self.cleaned_data["idea"]}


class Code(forms.Form):
    """The code from the slip."""

    code = forms.CharField(label=_("Your code"), max_length=30, widget=forms.TextInput(CODE))

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        if queries.voter_with(code) is None:
            raise forms.ValidationError(
                _("Nobody's code is this. Look at the slip again, or ask the community.")
            )
        return code


class Track(forms.Form):
    """The tracking code from the receipt or the paper."""

    tracking = forms.CharField(
        label=_("Your tracking code"), max_length=20, widget=forms.TextInput(CODE)
    )


class Marks(KeyedForm):
    """One field for each listed project: a tick, or points."""

    def __init__(self, *args: Any, vote: BudgetVote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vote = vote
        self.projects = {f"p{one.no}": one for one in queries.listed(vote)}
        for name, one in self.projects.items():
            self.fields[name] = self._field(one)

    def _field(self, one: Project) -> forms.Field:
        words: dict[str, Any] = {
            "label": f"{one.no}. {one.title} · {shown(one.cost or 0)}",
            "help_text": one.text,
            "required": False,
        }
        if self.vote.points:
            return forms.IntegerField(min_value=0, max_value=self.vote.most, initial=0, **words)
        return forms.BooleanField(**words)

    def marks(self) -> dict[str, int]:
        given = {name: int(self.cleaned_data.get(name) or 0) for name in self.projects}
        return {str(self.projects[name].no): points for name, points in given.items() if points}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        numbers = [one.no or 0 for one in self.projects.values()]
        verdict = rules.marks_fit(self.vote, self.marks(), numbers)
        if not self.errors and not verdict:
            raise forms.ValidationError(str(verdict.reason))
        return given


class Cast(Marks):
    """A vote with a code."""

    @property
    def words(self) -> dict[str, Any]:
        return {"marks": self.marks()}


class ObjectTo(KeyedForm):
    """An objection; a name helps to answer, and may stay empty."""

    text = forms.CharField(
        label=_("What is wrong with the result?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("Your name"), max_length=60, required=False)
