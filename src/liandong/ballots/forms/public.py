"""What everybody and voters type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.ballots import queries
from liandong.ballots.lifecycle import Choice, State
from liandong.kernel.page import KeyedForm
from liandong.places import queries as places
from liandong.places.models import Place

PHASES = {
    "running": (State.DRAFTED, State.NOTICED, State.OPEN, State.CLOSED),
    "results": (State.COUNTED, State.CONFIRMED),
    "annulled": (State.ANNULLED,),
}
LARGEST = 8 * 1024 * 1024
CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class Find(forms.Form):
    """Which ballots are looked for. What makes no sense is left out."""

    place = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    phase = forms.ChoiceField(
        label=_("Which ballots"),
        required=False,
        choices=[
            ("", _("All")),
            ("running", _("running now")),
            ("results", _("with a result")),
            ("annulled", _("annulled")),
        ],
    )

    @property
    def near(self) -> Place | None:
        self.is_valid()
        number = self.cleaned_data.get("place")
        return places.find(number) if number else None

    @property
    def states(self) -> tuple[State, ...]:
        """The states that are asked for; none means all."""
        self.is_valid()
        return PHASES.get(self.cleaned_data.get("phase", ""), ())


class Code(forms.Form):
    """The one-time code from the slip."""

    code = forms.CharField(
        label=_("The code on your slip"), max_length=30, widget=forms.TextInput(attrs=CODE)
    )

    def clean_code(self) -> str:
        code = queries.plain_code(self.cleaned_data["code"])
        if queries.voter_with(code) is None:
            raise forms.ValidationError(
                _("No ballot has this code. Look at the slip again, or ask the community.")
            )
        return code


class Cast(KeyedForm):
    """One choice."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)],
    )


class Track(forms.Form):
    """The tracking code from the receipt or the paper."""

    tracking = forms.CharField(
        label=_("Your tracking code"), max_length=20, widget=forms.TextInput(attrs=CODE)
    )

    def clean_tracking(self) -> str:
        return queries.plain_code(self.cleaned_data["tracking"])


class ObjectTo(KeyedForm):
    """An objection; a name helps to answer, and may stay empty."""

    text = forms.CharField(
        label=_("What is wrong?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    name = forms.CharField(label=_("Your name"), max_length=60, required=False)


class Recount(forms.Form):
    """A file of published ballots."""

    file = forms.FileField(label=_("The file of published ballots"))

    def clean_file(self) -> queries.Recount:
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
        try:
            return queries.recount(file.read().decode("utf-8-sig"))
        except (queries.BadBallotsError, UnicodeDecodeError) as error:
            raise forms.ValidationError(
                _("This is no file of published ballots: %(why)s") % {"why": error}
            ) from error
