"""A table file: read, checked row by row, and carried from the preview to where it is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day, line
from liandong.kernel.page import KeyedForm, offer
from liandong.mandates.queries import BadListError, Rows, Sheet, packed, unpacked
from liandong.places.models import Place


@dataclass(frozen=True, slots=True)
class Loading:
    """One kind of table that can be loaded: how it is read, compared and carried out."""

    word: str
    title: Promise
    says: Promise
    sheet: Sheet
    read: Callable[[str, bytes, Place], Rows[Any]]
    plan: Callable[[Any], Any]
    action: Callable[..., Any]
    back: str


class LoadTable(KeyedForm):
    """A table file, or the one that was previewed."""

    file = forms.FileField(
        label=_("Table file"), required=False, help_text=_("CSV or Excel, with a row of heads.")
    )
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.TypedChoiceField(label=_("For the places below"), coerce=int, choices=[])
    title = line(_("Name of the list"), most=160)
    issued_on = day(_("Issued on"))
    source = line(_("Source"), most=300)
    template = forms.BooleanField(label=_("These rows are made up, to play with"), required=False)

    def __init__(self, *args: Any, loading: Loading, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loading = loading
        self.places = {place.pk: place for place in places}
        offer(self, "place", [(place.pk, place.name) for place in places])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        place = self.places.get(given.get("place") or 0)
        if place is not None:
            try:
                name, body = self._body(given)
                given["rows"] = self.loading.read(name, body, place)
            except BadListError as error:
                raise forms.ValidationError(str(error)) from error
            given["name"], given["content"] = name, packed(body)
        return given

    def _body(self, given: dict[str, Any]) -> tuple[str, bytes]:
        file = given.get("file")
        if file is not None:
            return file.name, file.read()
        if not given.get("content"):
            raise BadListError(_("Choose a file."))
        return given["name"], unpacked(given["content"])

    @property
    def rows(self) -> Rows[Any]:
        found: Rows[Any] = self.cleaned_data["rows"]
        return found

    @property
    def chosen(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    @property
    def head(self) -> dict[str, Any]:
        """What the list says of itself."""
        given = self.cleaned_data
        return {
            "name": given["title"],
            "issued_on": given["issued_on"],
            "source": given["source"],
            "template": given["template"],
        }

    def again(self) -> "LoadTable":
        """The same form with the file that was read, ready to be carried out."""
        return LoadTable(
            initial=self.cleaned_data, loading=self.loading, places=list(self.places.values())
        )
