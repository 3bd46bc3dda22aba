from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day, moment
from liandong.kernel.page import KeyedForm
from liandong.places.models import Place
from liandong.rulebook import queries
from liandong.rulebook.actions import LocalRule
from liandong.rulebook.models import Confidence, Unit

TIME_UNITS = [
    (unit.value, unit.label) for unit in (Unit.WORK_DAY, Unit.DAY, Unit.WORK_HOUR, Unit.HOUR)
]
MOST = {Unit.WORK_DAY: 250, Unit.DAY: 365, Unit.WORK_HOUR: 1000, Unit.HOUR: 2400}


class Select(forms.Select):
    """A list of choices; on a page in another language, Chinese names are marked as Chinese."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        if not in_chinese() and not str(label).isascii():
            option["attrs"]["lang"] = "zh-Hans"
        return option


class PlaceField(forms.ModelChoiceField):
    """One of the places that may have rules of their own."""

    widget = Select

    def label_from_instance(self, place: Any) -> str:
        return str(place.name_en if place.name_en and not in_chinese() else place.name)


def in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


class Find(forms.Form):
    """Which rules are asked for."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    place = PlaceField(
        label=_("In force at"), queryset=Place.objects.none(), required=False, empty_label="–"
    )
    confidence = forms.ChoiceField(
        label=_("How sure"), choices=[("", "–"), *Confidence.choices], required=False
    )
    on = day(_("In force on"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        field.queryset = queries.setting_places()


class Year(forms.Form):
    year = forms.IntegerField(min_value=1990, max_value=2100, required=False)


class Deadline(forms.Form):
    """A start and a limit, to be counted out."""

    start = moment(_("Begins"))
    amount = forms.DecimalField(label=_("How much"), min_value=0, max_digits=6, decimal_places=2)
    unit = forms.ChoiceField(label=_("Unit"), choices=TIME_UNITS)
    hours = forms.ChoiceField(label=_("Work hours"), required=False, widget=Select)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["hours"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (row.code, row.name if in_chinese() else row.name_en) for row in queries.hours_codes()
        ] or [(queries.STANDARD, _("Office hours"))]

    def clean_hours(self) -> str:
        return self.cleaned_data["hours"] or queries.STANDARD

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        amount, unit = words.get("amount"), words.get("unit")
        if amount is not None and unit:
            if amount <= 0 or amount > MOST[Unit(unit)]:
                words_of = {"most": MOST[Unit(unit)], "unit": Unit(unit).label}
                self.add_error("amount", _("More than 0, at most %(most)d %(unit)s.") % words_of)
            elif unit in {Unit.DAY, Unit.WORK_DAY} and amount % 1:
                self.add_error("amount", _("Days are whole."))
        return words


class Override(KeyedForm):
    """A number of a place's own, instead of the one that holds for it now."""

    amount = forms.DecimalField(label=_("Value"), max_digits=9, decimal_places=2, min_value=0)
    effective_from = day(_("Holds from"))
    source = forms.CharField(
        label=_("Notice or decision"),
        help_text=_("Its title and number, as residents can find it."),
        max_length=200,
    )
    article = forms.CharField(label=_("Article"), max_length=60, required=False)
    text = forms.CharField(
        label=_("What it says"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
    text_en = forms.CharField(
        label=_("In English"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )

    def rule(self, key: str) -> LocalRule:
        """The cleaned input as the action takes it."""
        since: date = self.cleaned_data["effective_from"]
        return LocalRule(key, **{**self.words, "effective_from": since})


class Withdraw(KeyedForm):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))
