"""How the list of matters is narrowed, kept, and worked on in bulk."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.dates import day_bounds, day_of
from liandong.kernel.fields import day, text
from liandong.kernel.page import KeyedForm, offer
from liandong.matters.forms.staff.common import CategoryField, Select, category_of
from liandong.matters.lifecycle import Outcome, Source, State
from liandong.matters.queries import NUMBER_LENGTH
from liandong.matters.queries.figures import FIGURES, Period
from liandong.places import queries as places
from liandong.places.models import Place

MOST_IN_BULK = 50
ALL = _("All")
PHASES = [("", _("Open and ended")), ("open", _("Open")), ("ended", _("Ended"))]
ORDERS = [
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
    ("due", _("Promised first")),
]


def _pick(label: Any, choices: Any, empty: Any = ALL) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", empty), *choices], required=False, widget=Select
    )


class Filter(forms.Form):
    """What the list shows. Everything stands in the address, so that it can be kept and sent."""

    q = forms.CharField(label=_("Number, words or address"), max_length=100, required=False)
    phase = _pick(_("Open or ended"), PHASES[1:], PHASES[0][1])
    state = _pick(_("State"), State.choices)
    category = CategoryField(required=False)
    source = _pick(_("How it came"), Source.choices)
    outcome = _pick(_("Ended as"), Outcome.choices)
    since = day(_("Raised from"), required=False)
    until = day(_("Raised until"), required=False)
    late = forms.BooleanField(label=_("Overdue only"), required=False)
    sort = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False, widget=Select)
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    holder = forms.IntegerField(required=False, widget=forms.HiddenInput)
    figure = forms.ChoiceField(
        choices=[("", ""), *((name, name) for name in FIGURES)],
        required=False,
        widget=forms.HiddenInput,
    )

    found_place: Place | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        category_of(self).offer()

    def clean_place(self) -> int | None:
        number: int | None = self.cleaned_data["place"]
        if number is not None:
            self.found_place = places.find(number)
            if self.found_place is None:
                raise forms.ValidationError(_("There is no place with this number."))
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end lies before the beginning."))
        return given

    def filters(self, now: datetime) -> dict[str, Any]:
        """The filters for the query: only what was asked for."""
        given = self.cleaned_data
        plain = ("q", "phase", "state", "source", "outcome", "holder")
        asked: dict[str, Any] = {name: given[name] for name in plain if given.get(name)}
        if category := given.get("category"):
            asked["category"] = category.code
        if self.found_place:
            asked["path"] = self.found_place.path
        if given.get("late"):
            asked["late"] = now
        if self.behind(now) is None:
            if given.get("since"):
                asked["since"] = day_bounds(given["since"])[0]
            if given.get("until"):
                asked["until"] = day_bounds(given["until"])[1]
        return asked

    def behind(self, now: datetime) -> tuple[str, Period] | None:
        """The figure of a board whose rows are asked for, with its period."""
        name = self.cleaned_data.get("figure")
        if not name:
            return None
        today = day_of(now)
        since = self.cleaned_data.get("since") or today - timedelta(days=29)
        return name, Period(since, self.cleaned_data.get("until") or today)

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or "newest"

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that are always in sight; the others fold away."""
        return [self[name] for name in ("q", "phase", "state", "category", "sort")]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [self[name] for name in ("source", "outcome", "since", "until", "late")]

    @property
    def unfolded(self) -> bool:
        return any(self.data.get(field.name) for field in self.folded)


class KeepFilter(KeyedForm):
    name = forms.CharField(label=_("Keep this filter as"), max_length=60)
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class DropFilter(KeyedForm):
    pass


class Bulk(KeyedForm):
    """One deed for several matters: each is an action of its own, with its own answer."""

    DEEDS = [
        ("sign", _("Sign for them")),
        ("urge", _("Urge whoever is responsible")),
        ("accept", _("Accept them as one kind")),
    ]
    verb = forms.ChoiceField(label=_("With the chosen ones"), choices=DEEDS, widget=Select)
    category = CategoryField(required=False)
    text = text(_("What you want to remind them of"), required=False, rows=2)
    number = forms.MultipleChoiceField(label=_("Matters"), required=True)
    back = forms.CharField(max_length=600, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        if data is not None:
            category_of(self).offer()
        sent = data.getlist("number") if data is not None else []
        offer(self, "number", [(number, number) for number in sent if len(number) == NUMBER_LENGTH])
        self.fields["number"].error_messages["required"] = _("Choose some matters first.")

    def clean_number(self) -> list[str]:
        numbers: list[str] = self.cleaned_data["number"]
        if len(numbers) > MOST_IN_BULK:
            raise forms.ValidationError(_("At most %(most)d at once.") % {"most": MOST_IN_BULK})
        return numbers

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("verb") == "accept" and not given.get("category"):
            self.add_error("category", _("Say first what kind of matter this is."))
        return given

    @property
    def deed(self) -> dict[str, Any]:
        """The words that each action takes beside its matter."""
        given = self.cleaned_data
        wanted = {"sign": (), "urge": ("text",), "accept": ("category",)}[given["verb"]]
        return {name: given[name] for name in wanted}
