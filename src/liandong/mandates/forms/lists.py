from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm, offer
from liandong.mandates.actions import Revision
from liandong.mandates.models import Department, Level, ListKind, MandateItem
from liandong.mandates.queries import (
    BadListError,
    Draft,
    Head,
    Search,
    find_place,
    kinds_of_matter,
    read_list,
    to_csv,
)

LARGEST = 2 * 1024 * 1024


class Find(forms.Form):
    """What a reader looks for in a list."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    group = forms.TypedChoiceField(
        label=_("Class"), required=False, coerce=int, empty_value=None, choices=[]
    )
    lead = forms.ChoiceField(
        label=_("Who leads"),
        choices=[("", _("All departments")), *Department.choices],
        required=False,
    )

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "group", [("", _("All classes")), *groups])

    @property
    def search(self) -> Search:
        given = self.cleaned_data
        return Search(
            words=given.get("q", ""),
            class_no=given.get("group"),
            lead=given.get("lead", ""),
        )


def _lines(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=required, widget=forms.Textarea(attrs={"rows": 3})
    )


class Revise(KeyedForm):
    """The new version of an item."""

    name = forms.CharField(label=_("Matter"), max_length=200)
    name_en = forms.CharField(label=_("Matter in English"), max_length=240, required=False)
    categories = forms.MultipleChoiceField(
        label=_("Kinds of matter"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    lead_level = forms.ChoiceField(label=_("Level that leads"), choices=Level.choices)
    lead_kind = forms.ChoiceField(
        label=_("Department that leads"),
        choices=[("", _("The level itself")), *Department.choices],
        required=False,
    )
    lead = _lines(_("What the lead must do"), required=True)
    support_level = forms.ChoiceField(
        label=_("Level that supports"), choices=[("", _("nobody")), *Level.choices], required=False
    )
    support_kinds = forms.MultipleChoiceField(
        label=_("Departments that support"),
        choices=Department.choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    support = _lines(_("What the support must do"))
    basis = _lines(_("Basis"))
    effective_from = day(_("In force from"), _("After the day of the version that it replaces."))
    reason = forms.CharField(label=_("Reason for the change"), max_length=300)

    def __init__(self, *args: Any, item: MandateItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "categories", kinds_of_matter())
        _also(self.fields["lead_kind"], [item.lead_kind])
        _also(self.fields["support_kinds"], item.support_kinds)
        for name in Revision.__dataclass_fields__:
            if name != "categories":
                self.initial[name] = getattr(item, name)
        self.initial["categories"] = [kind.code for kind in item.categories.all()]

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        day, reason = given.pop("effective_from"), given.pop("reason")
        for name in ("categories", "support_kinds"):
            given[name] = tuple(given[name])
        return {"revision": Revision(**given), "effective_from": day, "reason": reason}


def _also(field: Any, codes: list[str]) -> None:
    """Offer a city's own department codes too, so that an edit does not lose them."""
    known = {code for code, _label in field.choices}
    field.choices = [*field.choices, *((code, code) for code in codes if code not in known)]


class Load(KeyedForm):
    """A list file, or the lines of one that was previewed."""

    file = forms.FileField(
        label=_("List file"),
        required=False,
        help_text=_("TOML with a head, or CSV or Excel with the columns of our export."),
    )
    content = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(
        label=_("Place number"),
        min_value=1,
        help_text=_("The number in the address of the place's page."),
    )
    kind = forms.ChoiceField(label=_("Kind of list"), choices=ListKind.choices)
    name = forms.CharField(label=_("Name of the list"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    effective_from = day(_("In force from"))
    source = forms.CharField(label=_("Source"), max_length=300)
    template = forms.BooleanField(
        label=_("This is a template, not the list that the place published"), required=False
    )

    def clean_place(self) -> int:
        number: int = self.cleaned_data["place"]
        if find_place(number) is None:
            raise forms.ValidationError(_("There is no place with this number."))
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file, content = given.get("file"), given.get("content")
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        if file is None and not content:
            raise forms.ValidationError(_("Choose a file."))
        try:
            name = file.name if file else "list.csv"
            body = file.read() if file else str(content).encode()
            given["draft"] = read_list(name, body)
        except BadListError as error:
            raise forms.ValidationError(str(error)) from error
        return given

    @property
    def draft(self) -> Draft:
        draft: Draft = self.cleaned_data["draft"]
        return draft

    @property
    def head(self) -> Head:
        names = ("kind", "name", "name_en", "effective_from", "source", "template")
        return Head(**{name: self.cleaned_data[name] for name in names})

    def again(self) -> "Load":
        """The same form with the lines that were read, ready to be carried out."""
        return Load(initial={**self.cleaned_data, "content": to_csv(self.draft.lines)})
