from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from liandong.kernel.fields import day
from liandong.kernel.page import KeyedForm
from liandong.places.actions import GridCard
from liandong.places.models import GridType

a_phone = RegexValidator(
    r"^[0-9+() -]{3,40}$", _("A telephone number has digits, spaces, + and -.")
)


class AsOf(forms.Form):
    """Which day's tree is asked for; without a day, today's."""

    on = day(_("As of"), required=False)


class Find(AsOf):
    """Words of a name or an address."""

    field_order = ("q", "on")

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)


class Point(forms.Form):
    """A point in degrees of CGCS2000 (WGS-84)."""

    lon = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180)
    lat = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90)


class DescribeGrid(KeyedForm):
    """What a grid says of itself in public."""

    grid_type = forms.ChoiceField(label=_("Type of grid"), choices=GridType)
    households = forms.IntegerField(label=_("Households"), required=False, min_value=0)
    phone = forms.CharField(
        label=_("Duty phone"), required=False, max_length=40, validators=[a_phone]
    )
    complaint_phone = forms.CharField(
        label=_("Complaint line"), required=False, max_length=40, validators=[a_phone]
    )

    @property
    def card(self) -> GridCard:
        """The cleaned input as the action takes it."""
        words: dict[str, Any] = self.words
        return GridCard(**{**words, "grid_type": GridType(words["grid_type"])})
