"""Fields that the forms of many rooms have. What people type is Chinese, and is marked as such."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = "%Y-%m-%d"
MOMENT = "%Y-%m-%dT%H:%M"
CHINESE = {"lang": "zh-Hans"}
MOST_NUMBERS = 20_000
SPELLINGS = str.maketrans("，、－–", ",,--")


def day(label: Any, help_text: Any = "", **words: Any) -> forms.DateField:
    """One day, chosen in the browser's calendar."""
    widget = forms.DateInput({"type": "date"}, format=DAY)
    return forms.DateField(label=label, help_text=help_text, widget=widget, **words)


def moment(label: Any, help_text: Any = "", **words: Any) -> forms.DateTimeField:
    """A day and a time, as the offices' clocks show it."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, help_text=help_text, widget=widget, input_formats=[MOMENT], **words
    )


def line(label: Any, help_text: Any = "", *, most: int = 120, **words: Any) -> forms.CharField:
    """One line in one's own words, of so many characters at most."""
    widget = forms.TextInput(CHINESE)
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, widget=widget, **words
    )


def text(
    label: Any, help_text: Any = "", *, rows: int = 3, most: int | None = 2000, **words: Any
) -> forms.CharField:
    """Some sentences in one's own words, of so many characters at most."""
    widget = forms.Textarea({"rows": rows, **CHINESE})
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, widget=widget, **words
    )


def paper_code() -> forms.CharField:
    """The code under which an office numbers its papers: 潍基督 in 潍基督〔2026〕12号."""
    return line(
        _("Code of the number"),
        _("What stands before 〔year〕. The number itself is allotted when this is done."),
        most=12,
        required=False,
    )


def numbers_in(given: str) -> list[int]:
    """ "1-20, 25" as sorted numbers; empty for nothing typed. Raises `ValidationError`."""
    plain = given.translate(SPELLINGS)
    numbers: set[int] = set()
    for part in filter(None, (part.strip() for part in plain.split(","))):
        first, _dash, last = (word.strip() for word in part.partition("-"))
        last = last or first
        if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
            raise forms.ValidationError(_("Give numbers of the roll, such as 1-20, 25."))
        numbers.update(range(int(first), min(int(last), int(first) + MOST_NUMBERS) + 1))
    return sorted(numbers)
