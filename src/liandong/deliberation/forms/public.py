"""What is looked for among councils."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.deliberation.lifecycle import State
from liandong.places import queries as places
from liandong.places.models import Place

PHASES = {
    "coming": (State.PLANNED, State.NOTICED, State.SITTING, State.ADJOURNED),
    "results": (State.CONCLUDED, State.POSTED),
    "called_off": (State.CALLED_OFF,),
}


class Find(forms.Form):
    """Which councils are looked for. What makes no sense is left out."""

    place = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    phase = forms.ChoiceField(
        label=_("Which councils"),
        required=False,
        choices=[
            ("", _("All")),
            ("coming", _("coming or in session")),
            ("results", _("with a result")),
            ("called_off", _("called off")),
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
