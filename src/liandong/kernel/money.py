"""Money in whole cents: how it is typed, kept and shown. No floats anywhere."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TEN_THOUSAND = "万"
AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
AROUND = re.compile(r"[\s¥元]|rmb|cny")
MOST = 10**13  # cents; far above any fund, far below what a database holds


def shown(cents: int) -> str:
    """Cents as people read them: 123456 is "1,234.56"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}.{rest:02d}"


def yuan(cents: int) -> Decimal:
    """Cents as an exact number of yuan, for tables that others calculate with."""
    return Decimal(cents).scaleb(-2)


def parse(text: str) -> int:
    """What a clerk typed, in cents: "1,234.56", "￥1234.5", "26万", full-width digits too.

    Raises `ValueError` for anything else, for parts of a cent, and for more than can be kept.
    """
    plain = AROUND.sub("", unicodedata.normalize("NFKC", text).lower())
    number = plain.removesuffix(TEN_THOUSAND)
    if not AMOUNT.fullmatch(number):
        raise ValueError(text)
    cents = Decimal(number.replace(",", "")) * (100 if number == plain else 1_000_000)
    if cents % 1 or cents > MOST:
        raise ValueError(text)
    return int(cents)


def cents_of(yuan: Decimal) -> int:
    """A rule's amount in yuan as whole cents. Raises `ValueError` for parts of a cent."""
    cents = yuan * 100
    if cents % 1:
        raise ValueError(str(yuan))
    return int(cents)


class MoneyField(forms.CharField):
    """An amount in yuan as people type it; cleaned into whole cents, more than nothing."""

    def __init__(self, *, label: Any, help_text: Any = "", zero: bool = False, **more: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, help_text=help_text, max_length=30, widget=widget, **more)
        self.zero = zero

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            cents = parse(typed)
        except ValueError:
            raise forms.ValidationError(
                _("Write an amount in yuan, such as 1,234.56 or 26万.")
            ) from None
        if not cents and not self.zero:
            raise forms.ValidationError(_("The amount must be more than nothing."))
        return cents
