from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.facilities.actions import NewFacility, Question
from liandong.facilities.lifecycle import Ask, Kind, Tier
from liandong.facilities.queries import MINUTES
from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm, offer


class Look(forms.Form):
    """Which kind of facility is looked at, and how many minutes of walking count."""

    kind = forms.ChoiceField(
        label=_("Kind of facility"), choices=Kind.choices, initial=Kind.SERVICE_CENTER
    )
    minutes = forms.TypedChoiceField(
        label=_("Walk at most"),
        coerce=int,
        choices=[(minutes, minutes) for minutes in MINUTES],
        initial=15,
        help_text=_("minutes at 4.5 km/h"),
    )

    @classmethod
    def of(cls, query: Any) -> "Look":
        """The form as an address asks it; what is left out has its usual value."""
        usual = {name: field.initial for name, field in cls.base_fields.items()}
        return cls({name: query.get(name, value) for name, value in usual.items()})


class OpenFacility(KeyedForm):
    """A facility that stands, or will open."""

    kind = forms.ChoiceField(label=_("Kind of facility"), choices=Kind.choices)
    tier = forms.ChoiceField(label=_("Circle that it serves"), choices=Tier.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    place = forms.TypedChoiceField(label=_("Belongs to"), coerce=int, choices=[])
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    lon = forms.FloatField(label=_("Longitude (CGCS2000)"), min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude (CGCS2000)"), min_value=-90, max_value=90)
    opened_on = day(_("Open from"))

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        place_id = given.pop("place")
        new = NewFacility(**{**given, "kind": Kind(given["kind"]), "tier": Tier(given["tier"])})
        return {"place_id": place_id, "new": new}


class CloseFacility(KeyedForm):
    on = day(_("First day on which it is closed"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class AskPlan(KeyedForm):
    """What a plan for new sites is asked."""

    kind = forms.ChoiceField(label=_("Kind of facility"), choices=Kind.choices)
    minutes = forms.TypedChoiceField(
        label=_("Walk at most"),
        coerce=int,
        choices=[(minutes, minutes) for minutes in MINUTES],
        help_text=_("minutes at 4.5 km/h"),
    )
    ask = forms.ChoiceField(label=_("What is looked for"), choices=Ask.choices)
    number = forms.IntegerField(
        label=_("New sites"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("How many new sites, when the most households are asked for."),
    )
    seed = forms.IntegerField(label=_("Seed"), min_value=1, max_value=9999, initial=1)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("ask") == Ask.MOST and not given.get("number") and "number" not in self.errors:
            self.add_error("number", _("Say how many new sites."))
        return given

    @property
    def question(self) -> Question:
        given = self.cleaned_data
        most = given["ask"] == Ask.MOST
        return Question(
            kind=Kind(given["kind"]),
            minutes=given["minutes"],
            ask=Ask(given["ask"]),
            number=given["number"] if most else 0,
            seed=given["seed"],
        )


class StopPlan(KeyedForm):
    """Nothing but the key of the press."""
