"""How the fields of the room's forms are made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOMENT = "%Y-%m-%dT%H:%M"
MOST_NUMBERS = 20_000
SPELLINGS = str.maketrans("，、－–", ",,--")


def moment(label: Any, help_text: Any = "", **words: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, help_text=help_text, widget=widget, input_formats=[MOMENT], **words
    )


def text(label: Any, help_text: Any = "", rows: int = 3, **words: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, **words)


def numbers_in(given: str) -> list[int]:
    """ "1-20, 25" as sorted numbers; empty for nothing typed. Raises `ValidationError`."""
    plain = given.translate(SPELLINGS)
    numbers: set[int] = set()
    for part in filter(None, (part.strip() for part in plain.split(","))):
        first, _dash, last = (word.strip() for word in part.partition("-"))
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise forms.ValidationError(_("Give numbers of the roll, such as 1-20, 25."))
        numbers.update(range(int(first), min(int(last or first), int(first) + MOST_NUMBERS) + 1))
    return sorted(numbers)
