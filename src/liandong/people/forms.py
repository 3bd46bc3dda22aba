from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm
from liandong.people import queries
from liandong.people.actions import Body, Office
from liandong.people.models import OrganisationKind, Person, RoleKind


class Find(forms.Form):
    """What a reader of the directory looks for."""

    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=[("", _("All roles")), *RoleKind.choices], required=False
    )


class FindOrganisation(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *OrganisationKind.choices], required=False
    )


class _WithPerson(KeyedForm):
    """Names somebody by their user name, so that nobody picks the wrong namesake."""

    username = forms.CharField(
        label=_("User name of the person"),
        max_length=150,
        help_text=_("The name that they sign in with."),
    )

    def clean_username(self) -> Person:
        person = queries.person_called(self.cleaned_data["username"])
        if person is None:
            raise forms.ValidationError(_("There is no account with this user name."))
        return person


class Appoint(_WithPerson):
    starts_on = day(pgettext_lazy("term", "Begins"), _("Empty: from today."), required=False)
    ends_on = day(_("Until (the first day without it)"), _("Empty: open-ended."), required=False)
    acting = forms.BooleanField(label=_("As a substitute beside the holder"), required=False)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"person_id": given.pop("username").pk, **given}


class HandOver(_WithPerson):
    on = day(_("Hand-over on"), _("Empty: today."), required=False)
    note = forms.CharField(label=_("Note for the record"), max_length=300, required=False)

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {"to_person_id": given.pop("username").pk, **given}


class EndTerm(KeyedForm):
    on = day(_("Ends on (the first day without it)"), _("Empty: today."), required=False)


class Reason(KeyedForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("First password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=_("At least 10 characters. Ask them to change it after signing in."),
    )


class NewPassword(KeyedForm):
    password = _password()


class RegisterPerson(KeyedForm):
    username = forms.CharField(
        label=_("User name"), max_length=150, validators=[UnicodeUsernameValidator()]
    )
    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    password = _password()

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if queries.person_called(username) is not None:
            raise forms.ValidationError(_("This user name is taken."))
        return username


class _AtPlace(KeyedForm):
    place = forms.IntegerField(
        label=_("Place number"),
        min_value=1,
        help_text=_("The number in the address of the place's page."),
    )

    def clean_place(self) -> int:
        number: int = self.cleaned_data["place"]
        if queries.place(number) is None:
            raise forms.ValidationError(_("There is no place with this number."))
        return number


class FoundOrganisation(_AtPlace):
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    code = forms.SlugField(
        label=_("Department code"),
        max_length=40,
        required=False,
        help_text=_("As the lists of duties use it, for example urban_management."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        code, place = given.get("code"), given.get("place")
        if code and place and queries.code_is_taken(code, place):
            self.add_error("code", _("An organisation at this place has this code already."))
        return given

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        place_id = given.pop("place")
        kind = OrganisationKind(given.pop("kind"))
        return {"place_id": place_id, "body": Body(kind=kind, **given)}


class CreatePost(_AtPlace):
    role = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    organisation = forms.IntegerField(
        label=_("Organisation number"),
        min_value=1,
        required=False,
        help_text=_("Only for a post in an organisation: the number in the list of organisations."),
    )
    title = forms.CharField(label=_("Title in Chinese"), max_length=80)
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    phone = forms.CharField(label=_("Duty phone"), max_length=30, required=False)
    public = forms.BooleanField(
        label=_("Everybody may see this post, its holder and its phone"), required=False
    )

    def clean_organisation(self) -> int | None:
        number: int | None = self.cleaned_data["organisation"]
        if number is not None and not queries.organisation_exists(number):
            raise forms.ValidationError(_("There is no organisation with this number."))
        return number

    @property
    def words(self) -> dict[str, Any]:
        given = super().words
        return {
            "role": RoleKind(given.pop("role")),
            "place_id": given.pop("place"),
            "organisation_id": given.pop("organisation"),
            "office": Office(**given),
        }
