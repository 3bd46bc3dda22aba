"""What residents type: finding, starting and supporting a petition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.ballots import queries as ballots
from liandong.deliberation import queries
from liandong.deliberation.lifecycle import Body, Signers, Stand
from liandong.deliberation.models import Procedure
from liandong.deliberation.rules import Demand
from liandong.kernel.fields import text
from liandong.kernel.page import KeyedForm, offer
from liandong.places import queries as places
from liandong.places.models import Level, Place

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
PHASES = {
    "collecting": (Stand.COLLECTING,),
    "reached": (Stand.REACHED,),
    "ended": (Stand.CONVENED, Stand.REFUSED, Stand.EXPIRED, Stand.WITHDRAWN),
}


class FindPetitions(forms.Form):
    """Which petitions are looked for. What makes no sense is left out."""

    place = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    phase = forms.ChoiceField(
        label=_("Which petitions"),
        required=False,
        choices=[
            ("", _("All")),
            ("collecting", _("collecting support")),
            ("reached", _("to be convened")),
            ("ended", _("ended")),
        ],
    )

    @property
    def near(self) -> Place | None:
        self.is_valid()
        number = self.cleaned_data.get("place")
        return places.find(number) if number else None

    @property
    def stands(self) -> tuple[Stand, ...]:
        """What is asked for; none means all."""
        self.is_valid()
        return PHASES.get(self.cleaned_data.get("phase", ""), ())


class FindCommunity(forms.Form):
    """In which community one lives."""

    q = forms.CharField(
        label=_("Your community"), max_length=60, required=False, help_text=_("Its name, or part.")
    )

    @property
    def found(self) -> list[Place]:
        self.is_valid()
        words = self.cleaned_data.get("q", "")
        near = places.search_address(words) if words else []
        return [place for place in near if place.level == Level.COMMUNITY]


class StartPetition(KeyedForm):
    """Who is to meet, about what. Name and contact are for the community only."""

    base = forms.ChoiceField(
        label=_("Which assembly is to meet, and who supports it"),
        choices=[],
        widget=forms.RadioSelect,
    )
    compound = forms.CharField(
        label=_("Housing compound"),
        max_length=80,
        required=False,
        help_text=_("Its name, if its owners are to meet."),
    )
    topic = forms.CharField(
        label=_("Topic"), max_length=120, help_text=_("Everybody reads it: name nobody.")
    )
    text = text(_("What is to be talked over or decided, and why"), rows=6)
    starter = forms.CharField(
        label=_("Your name"), max_length=60, help_text=_("Only the community sees it.")
    )
    contact = forms.CharField(
        label=_("How the community reaches you"),
        max_length=60,
        help_text=_("Erased when the petition ends."),
    )

    def __init__(self, *args: Any, procedures: list[Procedure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "base", [choice for one in procedures for choice in _shares(one)])

    @property
    def words(self) -> dict[str, Any]:
        return {"demand": Demand(**super().words)}


def _shares(procedure: Procedure) -> list[tuple[str, str]]:
    """Each base with its assembly and the share that is needed."""
    body = Body(procedure.terms["body"]).label
    return [
        (row["base"], f"{body}: {Signers(row['base']).label} {ballots.share_words(row['people'])}")
        for row in procedure.terms["bases"]
    ]


class SupportCode(forms.Form):
    """The code from the slip."""

    code = forms.CharField(
        label=_("The code on your slip"), max_length=30, widget=forms.TextInput(attrs=CODE)
    )

    def clean_code(self) -> str:
        code = ballots.plain_code(self.cleaned_data["code"])
        if queries.signer_with(code) is None:
            raise forms.ValidationError(
                _("No petition has this code. Look at the slip again, or ask the community.")
            )
        return code
