"""What residents type and press: a code, an answer, a statement of their own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.page import KeyedForm
from liandong.opinions import queries, rules
from liandong.opinions.lifecycle import LONGEST, Choice

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
CHINESE = {"lang": "zh-Hans"}


class Join(KeyedForm):
    """Nothing is asked for."""


class Code(forms.Form):
    """The code from the questionnaire."""

    code = forms.CharField(
        label=_("Your participant's code"), max_length=30, widget=forms.TextInput(CODE)
    )

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        if queries.participant_with(code) is None:
            raise forms.ValidationError(
                _("Nobody's code is this. Look at the paper again, or ask the community.")
            )
        return code


class Choose(KeyedForm):
    """One press: a statement and an answer."""

    statement = forms.IntegerField(widget=forms.HiddenInput)
    vote = forms.TypedChoiceField(coerce=int, choices=Choice.choices)

    @property
    def words(self) -> dict[str, Any]:
        return {"statement_id": self.typed["statement"], "vote": self.typed["vote"]}


class Suggest(KeyedForm):
    """One statement in somebody's own words."""

    text = forms.CharField(
        label=_("Your statement"),
        help_text=_(
            "One thing that others can agree or disagree with. No names, no telephone numbers."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST, **CHINESE}),
    )

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])


def one_line(text: str) -> str:
    """A statement as it is kept: on one line, and without what tells who somebody is."""
    plain = " ".join(text.split())
    verdict = rules.says_no_numbers(plain)
    if not verdict:
        raise forms.ValidationError(str(verdict.reason))
    return plain
