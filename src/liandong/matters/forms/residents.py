"""What residents fill in: the three steps of raising a matter, and what they can do to it later."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from liandong.kernel.numbers import is_number, plain_number
from liandong.kernel.page import KeyedForm
from liandong.matters.actions import Judgement, Words
from liandong.matters.forms import photos as album
from liandong.matters.lifecycle import Satisfaction, Solved
from liandong.matters.queries import NUMBER_LENGTH
from liandong.places import queries as places
from liandong.places.models import Level, Place
from liandong.rulebook.models import Category

a_phone = RegexValidator(r"^[+＋]?[\d ()（）－-]{5,20}$", _("A telephone number has digits only."))


def plain(text: str) -> str:
    """Full-width letters and digits as plain ones, without what people put around a code."""
    return re.sub(r"[\s\-–—.]", "", unicodedata.normalize("NFKC", text)).lower()


NO_SUCH_PAIR = _("This number and this code do not belong together. Compare both with the receipt.")


class What(forms.Form):
    """What needs putting right, in the resident's own words, with photos if they like."""

    text = forms.CharField(
        label=_("In your own words"),
        min_length=4,
        max_length=2000,
        widget=forms.Textarea({"rows": 5, "lang": "zh-Hans"}),
        error_messages={"required": _("Say in a sentence what is wrong.")},
    )
    photos = album.PhotosField(
        label=_("Photos"),
        required=False,
        help_text=_("Up to 3. Where and with what they were taken is removed from them."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    new_photos: list[album.Photo]

    def clean_photos(self) -> list[Any]:
        files = self.cleaned_data["photos"]
        self.new_photos, complaints = album.cleaned(files[: album.MOST + 1])
        for complaint in complaints:
            self.add_error("photos", complaint)
        return files

    def clean_kept(self) -> str:
        """More photos than allowed: the first ones stay."""
        token = self.cleaned_data["kept"]
        room = album.MOST - len(album.names(token))
        if len(self.new_photos) > room:
            self.new_photos = self.new_photos[:room]
            self.add_error("photos", _("Three photos at most; the first three are kept."))
        return token


class Where(forms.Form):
    """Where it is: a point on the map, a place from the list, or an address. `place` is found."""

    address = forms.CharField(
        label=_("Address, building or community"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address", "lang": "zh-Hans"}),
    )
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=-90, max_value=90)

    found: Place | None = None
    candidates: list[Place]

    def clean(self) -> dict[str, Any]:
        words = super().clean() or {}
        self.candidates = []
        chosen, at_point = _standing(words.get("place")), _at(words)
        if chosen and at_point and not _on_one_path(chosen, at_point):
            words["lon"] = words["lat"] = at_point = None
        both = [place for place in (chosen, at_point) if place]
        self.found = max(both, key=lambda place: place.level, default=None)
        if self.found is None and not self.errors:
            self._search(words)
        if self.found is not None:
            words.update(_spot(self.found, words))
        return words

    def _search(self, words: dict[str, Any]) -> None:
        """Take the one place with this address, or say what to do."""
        if words.get("lon") is not None and words.get("lat") is not None:
            self.add_error(None, _("This point lies outside the city. Choose one inside it."))
            return
        if not words.get("address"):
            self.add_error("address", _("Give an address, touch the map, or choose from the list."))
            return
        self.candidates = places.search_address(words["address"], limit=8)
        if len(self.candidates) == 1:
            self.found = self.candidates[0]
        elif self.candidates:
            self.add_error("address", _("Several places are called so. Choose the right one."))
        else:
            self.add_error(
                "address",
                _("This address is not known here. Touch the map, or choose from the list."),
            )


def _standing(place_id: int | None) -> Place | None:
    return places.standing_place(place_id) if place_id else None


def _at(words: dict[str, Any]) -> Place | None:
    lon, lat = words.get("lon"), words.get("lat")
    return places.find_place(lon, lat) if lon is not None and lat is not None else None


def _on_one_path(one: Place, other: Place) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _spot(place: Place, words: dict[str, Any]) -> dict[str, Any]:
    """The place with its point: the one that was given, or that of the building itself."""
    spot = {"place": place.pk, "lon": words.get("lon"), "lat": words.get("lat")}
    if spot["lon"] is None and place.level == Level.BUILDING:
        spot |= {"lon": place.lon, "lat": place.lat}
    return spot


class Who(KeyedForm):
    """How to reach who raises it. Everything may stay empty."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "name", "lang": "zh-Hans"}),
    )
    phone = forms.CharField(
        label=_("Your phone"),
        max_length=20,
        required=False,
        validators=[a_phone],
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
    shielded = forms.BooleanField(
        label=_("The office that deals with it shall not learn who I am"), required=False
    )

    def clean_phone(self) -> str:
        return unicodedata.normalize("NFKC", self.cleaned_data["phone"])


class Send(What, Where, Who):
    """The whole matter at once: what the last step sends, and all that is needed without steps."""

    @property
    def raised(self) -> Words:
        """The words for the action."""
        given = self.cleaned_data
        assert self.found is not None, "a valid form has found its place"
        return Words(
            text=given["text"],
            place=self.found,
            address=given["address"],
            lon=given["lon"],
            lat=given["lat"],
            name=given["name"],
            phone=given["phone"],
            shielded=given["shielded"],
        )

    @property
    def all_photos(self) -> list[album.Photo]:
        return [*album.kept(self.cleaned_data["kept"]), *self.new_photos]


class Follow(forms.Form):
    """The number and the code of a receipt, however they were typed."""

    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("Secret code"),
        max_length=60,
        help_text=_("The letters and digits below the number on your receipt."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={
            "required": _("The code is needed too: it keeps your matter private."),
        },
    )

    def clean_number(self) -> str:
        number = plain_number(self.cleaned_data["number"])
        if not is_number(number, NUMBER_LENGTH):
            raise forms.ValidationError(
                _("A number has 14 digits. Look for a digit that is wrong.")
            )
        return number

    def clean_code(self) -> str:
        return plain(self.cleaned_data["code"])


class Evaluate(KeyedForm):
    """What the resident says about the answer. Nothing is chosen beforehand."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"), choices=Solved.choices, widget=forms.RadioSelect
    )
    satisfaction = forms.ChoiceField(
        label=_("How do you find the way it was dealt with?"),
        choices=[choice for choice in Satisfaction.choices if choice[0] != Satisfaction.NO_ANSWER],
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Anything else"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "lang": "zh-Hans"}),
    )

    @property
    def judgement(self) -> Judgement:
        given = self.cleaned_data
        satisfaction = given["satisfaction"] or Satisfaction.NO_ANSWER
        return Judgement(Solved(given["solved"]), Satisfaction(satisfaction), given["text"])


def _area(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        required=required,
        widget=forms.Textarea({"rows": 3, "lang": "zh-Hans"}),
    )


class Add(KeyedForm):
    text = _area(_("What you want to add or ask"))


class Urge(KeyedForm):
    text = _area(_("What you want to remind them of"), required=False)


class TakeUp(KeyedForm):
    reason = _area(_("What is not right"))


class Withdraw(KeyedForm):
    reason = _area(_("Why it is no longer needed"), required=False)


class PublicFilter(forms.Form):
    """How the public list is narrowed. What is not understood is left out."""

    PHASES = (("", _("Open and ended")), ("open", _("Open")), ("ended", _("Ended")))
    PERIODS = (
        ("", _("Any time")),
        ("30", _("Last 30 days")),
        ("90", _("Last 3 months")),
        ("365", _("Last year")),
    )
    place = forms.IntegerField(required=False)
    category = forms.ModelChoiceField(
        Category.objects.order_by("order_no"), to_field_name="code", required=False
    )
    phase = forms.ChoiceField(label=_("State"), choices=PHASES, required=False)
    days = forms.ChoiceField(label=_("Raised"), choices=PERIODS, required=False)
